import { readDay, type WrittenDay } from '../deadlines/day.ts';
import { isFailure } from '../deadlines/deadline.ts';
import {
  acceptAny,
  acceptMark,
  atEnd,
  markAt,
  numberAt,
  type Reader,
  tokenise,
} from '../deadlines/tokens.ts';
import { addDays, dateOf, daysBetween, type LocalDate, partsOf } from '../time/local-date.ts';

/**
 * A date somebody typed: "20/3/2019", "20-3-2019", "20.3.2019", "20/03/23", "2019-03-20", "20/3",
 * "ngày 20 tháng 3 [năm 2019]", "hôm nay", "hôm qua", "hôm kia", "ngày mai".
 *
 * Without a year it is the reference's year; but where that is more than nine months away and the
 * same day of a neighbouring year within three, the neighbour is meant ("28/12" in January, "15/1"
 * in December). Null for impossible days and for anything that is not wholly understood.
 */
export function parseVietnameseDate(
  text: string,
  { reference }: { reference: LocalDate },
): LocalDate | null {
  const reader: Reader = { tokens: tokenise(text.normalize('NFC')), at: 0 };
  const date = readRelative(reader, reference) ?? readWritten(reader, reference);
  acceptMark(reader, '.');
  return atEnd(reader) ? date : null;
}

/** As documents write it: "08/03/2023". */
export function formatDate(date: LocalDate): string {
  const { year, month, day } = partsOf(date);
  return `${twoFigures(day)}/${twoFigures(month)}/${String(year).padStart(4, '0')}`;
}

function readRelative(reader: Reader, reference: LocalDate): LocalDate | null {
  if (acceptAny(reader, ['hom nay'])) return reference;
  if (acceptAny(reader, ['hom qua'])) return addDays(reference, -1);
  if (acceptAny(reader, ['hom kia'])) return addDays(reference, -2);
  if (acceptAny(reader, ['ngay mai'])) return addDays(reference, 1);
  return null;
}

function readWritten(reader: Reader, reference: LocalDate): LocalDate | null {
  const written = readShort(reader) ?? readDay(reader);
  if (written === null || isFailure(written) || written.month === null) return null;
  const { day, month, year } = written;
  if (year !== null) return year < 1945 || year > 2099 ? null : dateOf(year, month, day);
  return nearestYear(month, day, reference);
}

/** "20-3", "20.3": in an answer to "which day?" no range and no decimal. */
function readShort(reader: Reader): WrittenDay | null {
  const day = numberAt(reader);
  const month = numberAt(reader, 2);
  const mark = markAt(reader, 1);
  const alone =
    reader.tokens.length === 3 || (reader.tokens.length === 4 && markAt(reader, 3) === '.');
  if (!day || !month || !alone || (mark !== '-' && mark !== '.')) return null;
  reader.at += 3;
  return { unit: 'day', day: day.value, month: month.value, year: null };
}

function nearestYear(month: number, day: number, reference: LocalDate): LocalDate | null {
  const { year } = partsOf(reference);
  const date = dateOf(year, month, day);
  if (date === null) return null;
  const away = daysBetween(reference, date);
  if (Math.abs(away) <= 273) return date;
  const neighbour = dateOf(year + (away > 0 ? -1 : 1), month, day);
  const near = neighbour !== null && Math.abs(daysBetween(reference, neighbour)) <= 92;
  return near ? neighbour : date;
}

function twoFigures(n: number): string {
  return String(n).padStart(2, '0');
}
