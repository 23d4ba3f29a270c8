import { calendarPeriod, codeOfDays } from '../periods/calendar-period.ts';
import { addDays, daysBetween, type LocalDate, partsOf } from '../time/local-date.ts';

/** A period of a report, as far as finding it by words needs. */
export interface KnownPeriod {
  code: string;
  name: string;
  dueOn: LocalDate;
}

/** A stretch of words that means a period, and the code of that period. */
export interface PeriodMatch {
  from: number;
  to: number;
  code: string;
}

type Year = number | null;

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, mot: 1, hai: 2 };
const SPOKEN: Readonly<Record<string, number>> = { ba: 3, bon: 4, tu: 4 };
const QUARTER = /^(?:quy|qui|q)$/;
const THIS = new Set(['nay', 'hien tai']);
const LAST = new Set(['truoc', 'roi', 'qua', 'vua']);
const NEXT = new Set(['sau', 'toi']);

/**
 * The period that begins at a word: "quý I năm 2022", "q1", "6 tháng cuối năm", "tháng 3", "năm
 * ngoái", "kỳ trước", "tuần này", "ngày mai", "đầu tháng". Without a year it is the known period due nearest to `today`, otherwise the
 * nearest on the calendar. Null when no period begins there.
 */
export function periodAt(
  words: readonly string[],
  from: number,
  known: readonly KnownPeriod[],
  today: LocalDate,
): PeriodMatch | null {
  const { year, month } = partsOf(today);
  const [first = '', second = '', third = ''] = words.slice(from, from + 3);
  const at = (length: number, code: string | null): PeriodMatch | null =>
    code === null ? null : { from, to: from + length, code };
  const dated = (length: number, part: string): PeriodMatch | null => {
    const tail = yearAt(words, from + length, year);
    return at(length + tail.length, codeOf(part, tail.year, known, today));
  };

  const glued = /^(?:q|quy|qui)(?:([1-4])|(iv|i{1,3}))$/.exec(first);
  if (glued) return dated(1, `Q${glued[1] ?? ROMAN[glued[2] ?? ''] ?? 1}`);
  if (QUARTER.test(first)) {
    const quarter = /^[1-4]$/.test(second)
      ? Number(second)
      : (ROMAN[second] ?? SPOKEN[second] ?? null);
    if (quarter !== null) return dated(2, `Q${quarter}`);
    const now = year * 4 + Math.ceil(month / 3) - 1;
    const moved = relative(second);
    if (moved) return at(lengthOf(second, third), quarterCode(now + moved.by));
  }
  if (first === 'thang') {
    const number = /^0?[1-9]$|^1[0-2]$/.test(second) ? Number(second) : null;
    if (number !== null) return dated(2, `M${String(number).padStart(2, '0')}`);
    const moved = relative(second);
    if (moved) return at(lengthOf(second, third), monthCode(year * 12 + month - 1 + moved.by));
  }
  if (first === 'tuan') {
    const moved = relative(second);
    const day = moved && addDays(today, 7 * moved.by);
    if (day) return at(lengthOf(second, third), codeOfDays('W', day));
  }
  if (['ngay', 'sang', 'chieu'].includes(first) && second === 'mai') {
    return at(2, codeOfDays('D', addDays(today, 1)));
  }
  if (first === 'dau' && !/^\d|^i/.test(third)) {
    if (second === 'thang') return at(2, monthCode(year * 12 + month - 1));
    if (second === 'quy') return at(2, quarterCode(year * 4 + Math.ceil(month / 3) - 1));
    if (second === 'tuan') return at(2, codeOfDays('W', today));
  }
  if (second === 'thang' && /^(?:0?6|sau)$/.test(first)) {
    const [half, ofYear] = [words[from + 2], words[from + 3]];
    const named = ['dau', 'cuoi'].includes(half ?? '') && ofYear === 'nam';
    return dated(
      named ? 4 : half === 'dau' || half === 'cuoi' ? 3 : 2,
      half === 'cuoi' ? 'H2' : 'H1',
    );
  }
  if (second === 'thang' && /^(?:0?9|chin)$/.test(first)) {
    const named = third === 'dau' && words[from + 3] === 'nam';
    return dated(named ? 4 : 2, '9M');
  }
  if (first === 'nua' && ['dau', 'cuoi'].includes(second) && third === 'nam') {
    return dated(3, second === 'cuoi' ? 'H2' : 'H1');
  }
  if (first === 'ca' && second === 'nam') return dated(2, 'Y');
  if (first === 'dau' && second === 'nam') return at(2, `${year}-Y`);
  if (first === 'ky') {
    const due = known
      .filter(({ code }) => calendarPeriod(code))
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    const now = year * 4 + Math.ceil(month / 3) - 1;
    if (second === 'nay') {
      return at(2, due.find(({ dueOn }) => dueOn >= today)?.code ?? quarterCode(now));
    }
    if (LAST.has(second)) {
      const past = due.filter(({ dueOn }) => dueOn < today).at(-1)?.code;
      return at(lengthOf(second, third), past ?? quarterCode(now - 1));
    }
  }
  const tail = yearAt(words, from, year);
  return tail.year === null ? null : at(tail.length, codeOf('Y', tail.year, known, today));
}

/** "2023", "năm 2023", "năm nay", "năm ngoái". */
function yearAt(
  words: readonly string[],
  from: number,
  thisYear: number,
): { year: Year; length: number } {
  const [first = '', second = ''] = words.slice(from, from + 2);
  if (isYear(first)) return { year: Number(first), length: 1 };
  if (first !== 'nam') return { year: null, length: 0 };
  if (isYear(second)) return { year: Number(second), length: 2 };
  if (second === 'nay') return { year: thisYear, length: 2 };
  const last = second === 'ngoai' || (LAST.has(second) && second !== 'vua');
  return last ? { year: thisYear - 1, length: 2 } : { year: null, length: 0 };
}

const isYear = (word: string) => /^20\d\d$/.test(word);

function relative(word: string): { by: number } | null {
  if (THIS.has(word)) return { by: 0 };
  if (NEXT.has(word)) return { by: 1 };
  return LAST.has(word) ? { by: -1 } : null;
}

/** "trước", "vừa rồi", "vừa qua". */
function lengthOf(second: string, third: string): number {
  return second === 'vua' && LAST.has(third) ? 3 : 2;
}

const quarterCode = (index: number) => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
const monthCode = (index: number) =>
  `${Math.floor(index / 12)}-M${String((index % 12) + 1).padStart(2, '0')}`;

/** The code of a part of a year; known periods keep their own way of writing it. */
function codeOf(
  part: string,
  year: Year,
  known: readonly KnownPeriod[],
  today: LocalDate,
): string | null {
  const away = (day: LocalDate) => Math.abs(daysBetween(today, day));
  const mine = known
    .filter(({ code }) => {
      const period = calendarPeriod(code);
      const same = period !== null && samePeriod(code, `${period.year}-${part}`);
      return same && (year === null || period.year === year);
    })
    .sort((a, b) => away(a.dueOn) - away(b.dueOn));
  if (mine[0]) return mine[0].code;
  if (year !== null) return calendarPeriod(`${year}-${part}`) && `${year}-${part}`;
  const thisYear = partsOf(today).year;
  const [nearest] = [thisYear, thisYear - 1, thisYear + 1]
    .flatMap((one) => {
      const period = calendarPeriod(`${one}-${part}`);
      if (!period) return [];
      const inside = period.from <= today && today <= period.to;
      return [{ code: `${one}-${part}`, away: inside ? 0 : away(period.to) }];
    })
    .sort((a, b) => a.away - b.away);
  return nearest?.code ?? null;
}

/** Do two codes mean the same stretch of the calendar ("2023-M9", "2023-9M")? */
export function samePeriod(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [calendarPeriod(a), calendarPeriod(b)];
  return one !== null && other !== null && one.from === other.from && one.to === other.to;
}
