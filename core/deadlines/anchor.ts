import { dateOf, type LocalDate } from '../time/local-date.ts';
import { readDay } from './day.ts';
import { type DeadlineContext, type Failure, failure, isFailure } from './deadline.ts';
import { acceptAny, acceptWords, atEnd, markAt, type Reader, wordAt } from './tokens.ts';

/** The paper a cell stands in, as it calls itself. */
const papers = ['ke hoach', 'quyet dinh', 'cong van', 'chi thi', 'van ban', 'chuong trinh'];

/**
 * Reads the day a time runs from, after "kể từ": a written day, or the day the plan was signed
 * where the words name the plan itself ("ngày ký ban hành Kế hoạch", "ngày Kế hoạch này được ban
 * hành"). Null where it is some other day, or one nobody gave. A time that belongs to a product
 * (`labelled`) may run from that product's day unless "này" is written.
 */
export function readAnchor(
  reader: Reader,
  { issuedOn, year }: DeadlineContext,
  labelled: boolean,
): LocalDate | Failure | null {
  const start = reader.at;
  const day = readDay(reader);
  if (day !== null) {
    if (isFailure(day) || day.month === null) return null;
    return dateOf(day.year ?? year, day.month, day.day) ?? failure('impossible_date');
  }
  const own = readSigning(reader);
  if (own !== null && (own === 'this' || !labelled) && closed(reader)) return issuedOn ?? null;
  reader.at = start;
  return null;
}

/** "ngày ký ban hành Kế hoạch này", "khi Kế hoạch được ban hành": `this` where "này" is written. */
export function readSigning(reader: Reader): 'this' | 'plan' | null {
  const start = reader.at;
  if (acceptAny(reader, ['ngay', 'khi'])) {
    const signed = acceptSigned(reader);
    // "Công văn", "Quyết định" without "này" may be any other one.
    const plan = wordAt(reader) === 'ke' && wordAt(reader, 1) === 'hoach';
    if (acceptAny(reader, papers)) {
      const said = acceptWords(reader, 'nay');
      if (!signed) acceptWords(reader, 'duoc');
      const passive = !signed && acceptSigned(reader);
      if ((signed || passive) && (said || plan)) return said ? 'this' : 'plan';
    }
  }
  reader.at = start;
  return null;
}

function acceptSigned(reader: Reader): boolean {
  return acceptAny(reader, ['ky ban hanh', 'ban hanh', 'ky']);
}

/** Nothing goes on to say that it is another plan ("… của UBND tỉnh"). */
function closed(reader: Reader): boolean {
  return atEnd(reader) || ',.;)'.includes(markAt(reader) || ' ') || wordAt(reader) === 'den';
}
