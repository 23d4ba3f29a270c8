import { addDays, dateOf, type LocalDate, lastDayOfMonth, partsOf } from '../time/local-date.ts';
import type { Span } from './span.ts';
import { numberOrSpoken } from './spoken-numbers.ts';
import { type MoreTime, TIME_UNITS } from './time-units.ts';
import type { Word } from './words.ts';

/** Longer than this nobody asks for; the day is then asked for. */
const MOST_DAYS = 366;

/**
 * The day that much after the due date; after today where the work is late or has no due date, since
 * more time counted from a day gone by would be none.
 */
export function extended(due: LocalDate | null, today: LocalDate, more: MoreTime): LocalDate {
  const from = due !== null && due >= today ? due : today;
  if (more.unit === 'day') return addDays(from, more.count);
  const { year, month, day } = partsOf(from);
  const months = year * 12 + month - 1 + more.count;
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
  const last = lastDayOfMonth(y, m);
  // A month after the last day of a month is the last day of the next.
  return from === lastDayOfMonth(year, month) ? last : (dateOf(y, m, day) ?? last);
}

/**
 * "thêm 5 ngày", "lùi 1 tuần", "nửa tháng", "hai tháng" between two places; null where none or several
 * stand, a range ("2-3 ngày"), or working days, which depend on holidays.
 */
export function findMoreTime(
  words: readonly Word[],
  { from, to }: Span,
  taken: ReadonlySet<number>,
): (Span & { more: MoreTime }) | null {
  const found: (Span & { more: MoreTime })[] = [];
  for (let at = from; at < to; ) {
    const one = taken.has(at) ? null : amountAt(words, at, to, taken);
    if (one === 'unclear') return null;
    if (one) found.push(one);
    at = one?.to ?? at + 1;
  }
  const [only] = found;
  return only && found.length === 1 ? only : null;
}

function amountAt(
  words: readonly Word[],
  from: number,
  end: number,
  taken: ReadonlySet<number>,
): (Span & { more: MoreTime }) | 'unclear' | null {
  const half = words[from]?.text === 'nua' && words[from + 1]?.text === 'thang';
  const number = half ? null : numberOrSpoken(words, from);
  const at = half ? from + 1 : (number?.to ?? from);
  const unit = TIME_UNITS.get(words[at]?.text ?? '');
  if (!unit || at >= end || (!half && !number)) return null;
  const before = taken.has(from - 1) ? undefined : words[from - 1];
  const [next, after] = [words[at + 1], words[at + 2]];
  // "ngày 1 tháng 4", "đến 10 ngày nữa", "6 tháng đầu năm" are no amounts.
  if (['ngay', 'mung', 'mong', 'den', 'thu', 'thang'].includes(before?.text ?? ''))
    return 'unclear';
  if (next?.kind === 'number' || next?.text === 'dau' || next?.text === 'cuoi') return null;
  const range =
    before?.kind === 'number' ||
    (['-', '/'].includes(before?.text ?? '') && words[from - 2]?.kind === 'number');
  const spokenRange =
    number !== null && before !== undefined && numberOrSpoken(words, from - 1) !== null;
  if (range || spokenRange || before?.text === 'hon') return 'unclear';
  if (next?.text === 'lam' && after?.text === 'viec') return 'unclear';
  const count = half ? 15 : (number?.value ?? 0) * unit.count;
  const days = unit.unit === 'month' && !half ? count * 31 : count;
  if (count < 1 || days > MOST_DAYS) return 'unclear';
  // "một tháng rưỡi" is more than is read.
  if (next?.text === 'ruoi') return 'unclear';
  return { from, to: at + 1, more: { count, unit: half ? 'day' : unit.unit } };
}
