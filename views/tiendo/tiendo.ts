import { join } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { pageOf, pager } from '../pager.ts';
import { type Board, boardIds, type Level, type Line, scopeText } from './board.ts';
import { agencies } from './levels/agencies.ts';
import { areas } from './levels/areas.ts';
import { blocked } from './levels/blocked.ts';
import { compare } from './levels/compare.ts';
import { done } from './levels/done.ts';
import { late } from './levels/late.ts';
import { next } from './levels/next.ts';
import { open } from './levels/open.ts';
import { ranking } from './levels/ranking.ts';
import { reports } from './levels/reports.ts';
import { silent } from './levels/silent.ts';
import { targets } from './levels/targets.ts';
import { mainMessage } from './main.ts';

const PAGE = 8;
/** Buttons have no room for more. */
const MOST_BYTES = 64;

/** The lists below the first answer; a new one is a new file and a line here. */
const LEVELS: readonly Level[] = [
  areas,
  agencies,
  late,
  blocked,
  silent,
  next,
  reports,
  open,
  done,
  ranking,
  compare,
  targets,
];

/** Every view of `/tiendo`, by the name in its buttons. */
export const TIENDO_VIEWS: readonly string[] = ['main', 'more', ...LEVELS.map(({ name }) => name)];

/** One level of `/tiendo`: the answer in words, and the way to the other levels. */
export function tiendoMessage(view: string, page: number, board: Board): Outgoing {
  const level = LEVELS.find(({ name }) => name === view);
  return level ? listMessage(level, page, board) : mainMessage(board);
}

function listMessage(level: Level, page: number, board: Board): Outgoing {
  const { source, t } = board;
  const idOf = boardIds(source);
  const lines = level.lines(board);
  const { shown, current, pages } = pageOf(lines, page, PAGE);
  return {
    text: join([
      level.title?.(board) ??
        t(`tiendo.${level.name}.title`, { scope: scopeText(source, t), count: lines.length }),
      ...shown.map(({ text: line, opens }, index) =>
        opens === null ? line : t('tiendo.numbered', { number: index + 1, line }),
      ),
      shown.length === 0 ? (level.none?.(t) ?? t(`tiendo.${level.name}.none`)) : '',
      level.foot?.(board) ?? '',
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...openers(shown, idOf(level.name, current)),
      ...pager((other) => idOf(level.name, other), current, pages, t),
      [{ id: idOf('main', 0), label: t.plain('tiendo.back') }],
    ],
  };
}

/** The numbers of the lines that lead deeper, four in a row. */
function openers(lines: readonly Line[], here: string): Choice[][] {
  const buttons = lines.flatMap(({ opens }, index) =>
    opens === null ? [] : [{ id: withWayBack(opens, here), label: String(index + 1) }],
  );
  return [buttons.slice(0, 4), buttons.slice(4)].filter((row) => row.length > 0);
}

/** A card remembers the list it was opened from, as far as a button has room for that. */
function withWayBack(opens: string, here: string): string {
  if (!opens.startsWith('ob:')) return opens;
  const id = `${opens}:from:${here.replace(/^td:/, '')}`;
  return id.length <= MOST_BYTES ? id : opens;
}
