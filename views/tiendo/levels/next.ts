import type { Markup } from '../../../core/messages/markup.ts';
import { isSettled, standing } from '../../../core/obligations/obligation.ts';
import { calendarPeriod } from '../../../core/periods/calendar-period.ts';
import type { Countable } from '../../../core/summary/summarise.ts';
import { type Board, type Level, plain } from '../board.ts';
import { nextLines } from '../lines.ts';

/** What falls due next; in a period everything unsettled whose due day lies in it, late or not. */
export const next: Level = {
  name: 'next',
  lines: (board) => nextLines(dueIn(board), board.source, board.at, board.t).map(plain),
  foot: (board) => (dueIn(board).length === 0 ? afterwards(board) : ('' as Markup)),
};

/** Where nothing is due in a period: what is due after it. */
function afterwards({ source, at, t }: Board): Markup {
  const open = source.everything.filter(
    (item) => item.dueOn !== null && standing(item, at.now) === 'open',
  );
  return nextLines(open, source, at, t)[0] ?? ('' as Markup);
}

function dueIn({ source, at }: Board): readonly Countable[] {
  const span = source.period && calendarPeriod(source.period.code);
  if (!span) return source.summary.next;
  return source.everything.filter(
    (item) =>
      item.dueOn !== null &&
      span.from <= item.dueOn &&
      item.dueOn <= span.to &&
      !isSettled(item.state) &&
      standing(item, at.now) !== 'blocked',
  );
}
