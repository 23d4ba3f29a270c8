import { join, type Markup, plainText } from '../../core/messages/markup.ts';
import { clockTime, longDate } from '../dates.ts';
import { type Board, hidesLate, scopeText } from './board.ts';
import { lateLine } from './lines.ts';
import { countsLine, currentReport, headline, nextLine, reportLines } from './main.ts';

/** Lines below a picture: what a phone shows without folding it up. */
const MOST_LINES = 8;
/** Telegram takes 1,024 characters below a picture; nothing here should come near. */
const MOST_CHARACTERS = 1000;

/**
 * What stands below the picture, and says the same to whoever does not see it: what matters first,
 * then of whom, the worst, the period in hand and what is due next. The worst are left out where late
 * agencies are not to be named.
 */
export function caption(board: Board): Markup {
  const { source, at, t } = board;
  const { summary } = source;
  const report = currentReport(summary.reports, at);
  const before = [
    headline(summary, t),
    summary.tally.total > 0 ? countsLine(summary.tally, t) : '',
    t('tiendo.main.title', { scope: scopeText(source, t) }),
    t('tiendo.main.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` }),
  ].filter((line) => line !== '') as Markup[];
  const after = [
    // Its data window stands in the picture.
    ...(report ? reportLines(report, source, at, t).split('\n').slice(0, 1) : []),
    nextLine(source, at, t),
  ].filter((line) => line !== '') as Markup[];
  const room = hidesLate(board) ? 0 : Math.max(MOST_LINES - before.length - after.length, 0);
  const worst = summary.late.slice(0, room).map((item) => lateLine(item, source, at, t, 48));
  const lines = [...before, ...worst, ...after];
  while (lines.length > 1 && plainText(join(lines)).length > MOST_CHARACTERS) lines.pop();
  return join(lines);
}
