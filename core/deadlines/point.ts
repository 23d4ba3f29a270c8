import { type Failure, failure, isFailure } from './deadline.ts';
import { isSpan, readSpan, readSpanLike, type WrittenSpan } from './span.ts';
import {
  acceptAny,
  acceptMark,
  acceptWords,
  markAt,
  numberAt,
  peek,
  type Reader,
  wordAt,
} from './tokens.ts';
import { romanValue, units } from './vocabulary.ts';

/** A stretch of time with what was said about it: by its end, before it, from another one on. */
export interface WrittenPoint {
  /** Beginning of a range ("từ tháng 3 đến …"); null when only an end is written. */
  from: WrittenSpan | null;
  until: WrittenSpan;
  /** "trước": strictly before the stretch begins. */
  before: boolean;
  /** True when a word such as "trước" or "chậm nhất" was written, so none is inherited. */
  bounded: boolean;
  /** True when "trước" or "chậm nhất" was written: surely a deadline, not a scope. */
  limited: boolean;
  /** "… năm sau": the end lies in the year after the plan's. */
  nextYear: boolean;
  /** "Định kỳ …" was written: a date of one year only would be another duty. */
  periodic?: boolean;
  /** "17 giờ 00": minutes since midnight; null when no hour is written. */
  minuteOfDay: number | null;
}

const latest = ['cham nhat', 'muon nhat', 'khong qua', 'khong muon hon', 'khong cham hon'];

/** Words before a stretch, in the forms that change how it is read. */
interface Bound {
  written: boolean;
  limited: boolean;
  before: boolean;
  /** "trong", "hết", "cuối", "cả": the stretch itself, to its end. */
  whole: boolean;
  /** "đến". */
  until: boolean;
  /** Nothing was said that a range could not follow. */
  rangeable: boolean;
}

/**
 * Reads one stretch of time with the words before it. `like` is the stretch before it in a list,
 * whose unit need not be repeated. Null where nothing about time begins.
 */
export function readPoint(reader: Reader, like: WrittenSpan | null): WrittenPoint | Failure | null {
  const start = reader.at;
  const now = acceptWords(reader, 'tu nay');
  if (now && wordAt(reader) !== 'den') return failure('no_end');
  if (wordAt(reader) === 'tu') return readRange(reader);

  const bound = readBound(reader);
  const minuteOfDay = readHour(reader);
  if (typeof minuteOfDay === 'object' && minuteOfDay !== null) return minuteOfDay;
  if (minuteOfDay !== null) {
    acceptMark(reader, ',');
    acceptWords(reader, 'cua');
  }
  if ((wordAt(reader) === 'dau' || wordAt(reader) === 'giua') && units.has(wordAt(reader, 1))) {
    return failure('vague');
  }

  const until = readBoundSpan(reader, bound, bound.written ? null : like);
  if (until === null) return start === reader.at ? null : failure('not_understood');
  if (isFailure(until)) return until;

  // "trong 6 tháng", "chậm nhất 9 tháng" may be half a year from now as well as the half-year.
  if (until.unit === 'months' && until.bare && bound.written) return failure('ambiguous');
  // "đến tháng 6" may end before June begins; "đến hết tháng 6" and "đến năm 2025" may not.
  const open = bound.until && !bound.whole;
  if (open && (until.unit === 'month' || until.unit === 'quarter')) return failure('ambiguous');
  if (minuteOfDay !== null && until.unit !== 'day') return failure('not_understood');

  const point: WrittenPoint = {
    from: null,
    until,
    before: bound.before,
    bounded: bound.written,
    limited: bound.limited,
    nextYear: until.year === null && readNextYear(reader),
    minuteOfDay,
  };
  const rangeable = bound.rangeable && minuteOfDay === null && !point.nextYear;
  return rangeable ? withRange(reader, point) : point;
}

function readBound(reader: Reader): Bound {
  const start = reader.at;
  const atLatest = acceptAny(reader, latest);
  if (atLatest) {
    acceptMark(reader, ':');
    acceptWords(reader, 'la');
  }
  acceptWords(reader, 'vao');
  // "từ nay đến trước ngày 30/10"
  const before = acceptAny(reader, ['truoc', 'den truoc']);
  if (wordAt(reader) === 'cho' && wordAt(reader, 1) === 'den') reader.at += 1;
  const until = !before && acceptWords(reader, 'den');
  const end = !before && acceptAny(reader, ['het', 'cuoi']);
  const plain = reader.at === start;
  const within = !before && !end && acceptWords(reader, 'trong');
  const stretch = !before && !end && acceptAny(reader, ['ca', 'giai doan']);
  return {
    written: reader.at > start,
    limited: atLatest || before,
    before,
    whole: end || within || stretch,
    until,
    rangeable: plain,
  };
}

function readBoundSpan(
  reader: Reader,
  bound: Bound,
  like: WrittenSpan | null,
): WrittenSpan | Failure | null {
  const figures = numberAt(reader) && wordAt(reader, 1) !== 'thang' && !isFullDate(reader);
  if (like && (figures || romanValue(wordAt(reader)) !== null)) return readSpanLike(reader, like);
  const span = readSpan(reader);
  if (span) return span;
  if (bound.whole && acceptWords(reader, 'nam')) return { unit: 'year', year: null };
  return null;
}

/** "15/02/2020" names its own unit, whatever stands before it in a row. */
function isFullDate(reader: Reader): boolean {
  const mark = markAt(reader, 1);
  const figures = numberAt(reader, 2) !== null && numberAt(reader, 4) !== null;
  return '/-.'.includes(mark || ' ') && figures && markAt(reader, 3) === mark;
}

/** "17 giờ 00", "17h30", "17:00", "lúc 17 giờ": null where no hour stands. */
function readHour(reader: Reader): number | Failure | null {
  const start = reader.at;
  acceptWords(reader, 'luc');
  const hour = numberAt(reader);
  const sign = wordAt(reader, 1);
  const named = sign === 'h' || sign === 'g' || sign === 'gio';
  if (!hour || !(named || (markAt(reader, 1) === ':' && numberAt(reader, 2)))) {
    reader.at = start;
    return null;
  }
  reader.at += 2;
  const minutes = numberAt(reader);
  const taken = minutes && minutes.text.length === 2 && !'/-.'.includes(markAt(reader, 1) || ' ');
  if (!taken && !named) return failure('not_understood');
  if (taken) reader.at += 1;
  if (taken && !acceptWords(reader, 'phut') && "’'".includes(markAt(reader) || ' ')) reader.at += 1;
  // "7h00 sáng ngày 01/7"
  if (hour.value <= 11) acceptWords(reader, 'sang');
  else if (hour.value <= 18) acceptWords(reader, 'chieu');
  const minute = taken ? minutes.value : 0;
  const minuteOfDay = hour.value * 60 + minute;
  if (hour.value > 24 || minute > 59 || minuteOfDay > 1440) return failure('impossible_date');
  return minuteOfDay;
}

/** "từ tháng 3 đến [hết] tháng 6/2023". */
function readRange(reader: Reader): WrittenPoint | Failure | null {
  const start = reader.at;
  reader.at += 1;
  const from = readDaysOfMonth(reader) ?? readSpan(reader) ?? readDayNumber(reader);
  if (from === null) {
    reader.at = start;
    return null;
  }
  if (isFailure(from)) return from;
  const point = withRange(reader, {
    from: null,
    until: from,
    before: false,
    bounded: true,
    limited: false,
    nextYear: false,
    minuteOfDay: null,
  });
  if (isFailure(point) || point.from !== null) return point;
  return withNamedEnd(reader, point) ?? failure('no_end');
}

/** "từ tháng 2 - tháng 5/2023": after "từ" a dash means "đến". */
function withNamedEnd(reader: Reader, point: WrittenPoint): WrittenPoint | null {
  const start = reader.at;
  if (acceptMark(reader, '-')) {
    const until = readSpan(reader);
    if (isSpan(until) && until.unit === point.until.unit) {
      return ended(reader, { ...point, from: point.until, until });
    }
  }
  reader.at = start;
  return null;
}

/** A range with what may be said after its end. */
function ended(reader: Reader, point: WrittenPoint): WrittenPoint {
  return { ...point, nextYear: point.until.year === null && readNextYear(reader) };
}

const nextYears = ['nam sau lien ke', 'nam lien ke sau', 'nam sau', 'nam tiep theo', 'nam ke tiep'];

/** "năm sau", "của năm tiếp theo". */
function readNextYear(reader: Reader): boolean {
  const start = reader.at;
  acceptWords(reader, 'cua');
  if (acceptAny(reader, nextYears)) return true;
  reader.at = start;
  return false;
}

/** "từ 01 đến 30/6": a day that takes its month from the end of the range. */
function readDayNumber(reader: Reader): WrittenSpan | null {
  const token = numberAt(reader);
  if (!token || token.text.length > 2 || wordAt(reader, 1) !== 'den') return null;
  reader.at += 1;
  return { unit: 'day', day: token.value, month: null, year: null };
}

/** "từ [ngày] 15 | -30/6/2023": after "từ" a dash means "đến"; "từ 10-12/2023" may be months. */
function readDaysOfMonth(reader: Reader): WrittenSpan | null {
  const at = wordAt(reader) === 'ngay' ? 1 : 0;
  const [first, last, month] = [at, at + 2, at + 4].map((ahead) => numberAt(reader, ahead));
  if (!first || !last || !month || markAt(reader, at + 1) !== '-') return null;
  if (markAt(reader, at + 3) !== '/' || month.text.length > 2 || month.value > 12) return null;
  if (first.text.length > 2 || last.text.length > 2 || first.value >= last.value) return null;
  reader.at += at + 1;
  return { unit: 'day', day: first.value, month: null, year: null };
}

/** Makes a range of a stretch that is followed by "đến …" or, in figures, by a dash. */
function withRange(reader: Reader, point: WrittenPoint): WrittenPoint | Failure {
  const start = reader.at;
  if (acceptWords(reader, 'den')) {
    acceptWords(reader, 'het');
    const figures = numberAt(reader) ? readSpanLike(reader, point.until) : null;
    const until = figures ?? readSpan(reader);
    if (!isSpan(until)) return until ?? failure('not_understood');
    return ended(reader, { ...point, from: point.until, until });
  }
  // A dash between days may part two dates as well as join them; between "2021-2025" it joins.
  if (markAt(reader) === '-' && point.until.unit !== 'day') {
    const figures = peek(reader, 1);
    if (figures?.kind === 'number' || romanValue(figures?.text ?? '') !== null) {
      reader.at += 1;
      const until = readSpanLike(reader, point.until);
      if (isSpan(until)) return ended(reader, { ...point, from: point.until, until });
      reader.at = start;
    }
    // "Q1-Q3", "Quý IV/2025- Quý II/2026": no bullet stands so, it is from one to the other.
    if (peek(reader)?.tight) return withNamedEnd(reader, point) ?? point;
  }
  return point;
}
