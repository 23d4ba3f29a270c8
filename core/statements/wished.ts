import type { LocalDate } from '../time/local-date.ts';
import type { Clause } from './clauses.ts';
import { type DateFound, findDates } from './dates.ts';
import { extended, findMoreTime } from './more-time.ts';
import type { Mark } from './phrases.ts';
import { placesOf, type Span, touches } from './span.ts';
import type { MoreTime } from './time-units.ts';
import { findVagueDates } from './vague-dates.ts';
import type { Words } from './words.ts';

const UNTIL: ReadonlySet<string> = new Set(['den', 'toi', 'sang', 'qua', 'vao', 'thanh']);

/** Until when more time is asked for, or how much more. */
export interface Wish {
  date: LocalDate | null;
  more: MoreTime | null;
  spans: Span[];
}

/**
 * Reads the wish for more time: a day ("đến 15/4"), one said by its place ("cuối tháng", "thứ 6 tuần
 * sau"), which has to lie after the due date, or an amount ("thêm 5 ngày"). A day and an amount that
 * come to different days are none.
 */
export function readWish(
  message: Words,
  clause: Clause,
  asked: Mark,
  {
    today,
    due,
    reasons,
  }: { today: LocalDate; due: LocalDate | null; reasons: ReadonlySet<number> },
): Wish {
  const { words } = message;
  const free = (span: Span) => !touches(span, reasons);
  const days = findDates(words, clause, today).filter(free);
  const places = placesOf(days);
  const vague = findVagueDates(words, clause, today).filter(
    (one) => free(one) && !touches(one, places),
  );
  const day =
    vague.length === 0
      ? findWished(message, asked, days, today)
      : findVague(message, asked, [...days, ...vague.map((one) => ({ ...one, full: false }))], {
          today,
          due,
        });
  const named = clause.parts.flatMap(({ references, periods }) => [...references, ...periods]);
  const taken = placesOf([...named, ...days, ...vague]);
  const amount = findMoreTime(words, clause, new Set([...taken, ...reasons]));
  if (!amount) return { date: day?.date ?? null, more: null, spans: day ? [day] : [] };
  const until = extended(due, today, amount.more);
  if (days.length + vague.length > 0) {
    const same = day !== null && day.date === until;
    return { date: same ? until : null, more: null, spans: same ? [day, amount] : [] };
  }
  return { date: until, more: amount.more, spans: [amount] };
}

/** The only day, a vague one among them; not later than it is due it is no wish. */
function findVague(
  message: Words,
  asked: Mark,
  dates: readonly DateFound[],
  { today, due }: { today: LocalDate; due: LocalDate | null },
): DateFound | null {
  const found = findWished(message, asked, dates, today);
  return found && (due === null || found.date > due) ? found : null;
}

/**
 * The one day after "xin lùi" that "đến", "sang" and the like bring in, or the only one there. Days
 * that have passed are none.
 */
function findWished(
  { words }: Words,
  asked: Mark,
  dates: readonly DateFound[],
  today: LocalDate,
): DateFound | null {
  const until = dates.filter(({ from }) => UNTIL.has(words[from - 1]?.text ?? ''));
  const after = (list: readonly DateFound[]) => list.filter(({ from }) => from >= asked.to - 1);
  const before = until.filter(
    ({ from, to }) => to <= asked.from && words[from - 2]?.text !== 'han',
  );
  const found = [after(until), after(dates), before].find((list) => list.length > 0) ?? [];
  const [only] = found;
  return only && found.length === 1 && only.date > today ? only : null;
}
