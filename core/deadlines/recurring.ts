import { readYear } from './day.ts';
import { type Failure, failure, RHYTHMS, type Rhythm } from './deadline.ts';
import { readEvent } from './event.ts';
import { acceptOnce, readFrequency, rhythmOf } from './frequency.ts';
import { takeName } from './name.ts';
import {
  acceptAny,
  acceptMark,
  acceptWords,
  markAt,
  numberAt,
  type Reader,
  wordAt,
} from './tokens.ts';
import { romanValue } from './vocabulary.ts';

/** Rhythms as written, before their dates are worked out. */
export interface WrittenRecurrence {
  rhythms: { rhythm: Rhythm; side: 'first' | 'last' | null }[];
  year: number | null;
  alsoOnRequest: boolean;
}

type Element = WrittenRecurrence['rhythms'][number] & { year: number | null };

/**
 * Reads "hàng tháng", "Hàng quý và năm 2023", "định kỳ hàng quý, 6 tháng, hàng năm hoặc đột xuất",
 * "quý, 6 tháng và năm". Null (nothing taken) where no rhythm is written.
 */
export function readRecurrence(reader: Reader): WrittenRecurrence | Failure | null {
  const start = reader.at;
  const announced = acceptAny(reader, ['theo dinh ky', 'dinh ky']);
  const bracket = announced && acceptMark(reader, '(');
  const marked = announced || rhythmWord(reader) || frequencyAhead(reader);
  const sequence = !marked && startsSequence(reader);
  const elements: Element[] = [];
  const joints: string[] = [];
  // Never more than there are rhythms, so a long row is not read again from each of its items.
  while (elements.length <= RHYTHMS.length) {
    const before = reader.at;
    const joint = elements.length === 0 ? '' : readJoint(reader);
    const element =
      joint === null ? null : readElement(reader, elements.length > 0 || announced || sequence);
    if (element === null) {
      reader.at = before;
      break;
    }
    elements.push(element);
    joints.push(joint ?? '');
  }
  // "6 tháng và năm" are two reports; "6 tháng, quý III và hàng năm" may be anything.
  if (sequence && !endsUnmarkedYear(reader, elements)) {
    reader.at = start;
    return null;
  }
  // "Quý I, quý II" or a lone "quý" is no rhythm; "quý, 6 tháng và năm" is.
  if (elements.length === 0 || (!marked && elements.length < 2)) {
    if (announced) return failure('not_understood');
    reader.at = start;
    return null;
  }
  // "Định kỳ (6 tháng, hàng năm)"
  if (bracket && !acceptMark(reader, ')')) return failure('not_understood');
  return complete(reader, elements, joints);
}

function rhythmWord(reader: Reader): boolean {
  return wordAt(reader) === 'hang' || wordAt(reader) === 'moi';
}

/** "6 tháng, 9 tháng và năm" */
function startsSequence(reader: Reader): boolean {
  const count = numberAt(reader)?.value;
  if ((count !== 6 && count !== 9) || wordAt(reader, 1) !== 'thang') return false;
  return markAt(reader, 2) === ',' || markAt(reader, 2) === '/' || wordAt(reader, 2) === 'va';
}

function endsUnmarkedYear(reader: Reader, elements: readonly Element[]): boolean {
  const last = elements.at(-1);
  const before = wordAt(reader, -2);
  return last?.rhythm === 'year' && last.year === null && before !== 'hang' && before !== 'moi';
}

function frequencyAhead(reader: Reader): boolean {
  const start = reader.at;
  const found = readFrequency(reader) !== null;
  reader.at = start;
  return found;
}

function readJoint(reader: Reader): string | null {
  if (acceptMark(reader, ',')) return acceptWords(reader, 'va') ? 'va' : ',';
  if (acceptWords(reader, 'va') || acceptMark(reader, '&')) return 'va';
  if (markAt(reader) === '/' && !numberAt(reader, 1) && acceptMark(reader, '/')) return '/';
  return null;
}

/** One rhythm; `listed` allows it without "hàng" ("…, 6 tháng và năm"). */
function readElement(reader: Reader, listed: boolean): Element | null {
  const start = reader.at;
  const frequency = readFrequency(reader);
  if (frequency) return { rhythm: frequency, side: null, year: null };
  const marked = acceptAny(reader, ['hang', 'moi']);
  const element = readRhythm(reader, marked, listed);
  if (element !== null && (!marked || acceptOnce(reader))) return element;
  reader.at = start;
  return null;
}

function readRhythm(reader: Reader, marked: boolean, listed: boolean): Element | null {
  const count = numberAt(reader);
  if (count) return readMonthsRhythm(reader, count.value, marked || listed);
  if (listed && wordAt(reader) === 'ca' && wordAt(reader, 1) === 'nam' && !numberAt(reader, 2)) {
    reader.at += 1;
  }
  const word = wordAt(reader);
  const figure = numberAt(reader, 1) !== null && wordAt(reader, 2) !== 'lan';
  const numbered = figure || romanValue(wordAt(reader, 1)) !== null;
  if (word === 'nam') {
    const year = numbered ? numberAt(reader, 1) : null;
    if (year && (marked || year.text.length !== 4)) return null;
    if (!year && !marked && !listed) return null;
    reader.at += year ? 2 : 1;
    return { rhythm: 'year', side: null, year: year?.value ?? null };
  }
  if (numbered) return null;
  const rhythm = rhythmOf(word);
  if (rhythm === null) return null;
  reader.at += 1;
  return { rhythm, side: null, year: null };
}

function readMonthsRhythm(reader: Reader, count: number, allowed: boolean): Element | null {
  if (!allowed || (count !== 6 && count !== 9) || !acceptMonths(reader)) return null;
  const rhythm = count === 6 ? 'half' : 'nine_months';
  if (acceptWords(reader, 'dau nam')) return { rhythm, side: 'first', year: null };
  if (count === 6 && acceptWords(reader, 'cuoi nam')) return { rhythm, side: 'last', year: null };
  return { rhythm, side: null, year: null };
}

function acceptMonths(reader: Reader): boolean {
  if (wordAt(reader, 1) !== 'thang' || numberAt(reader, 2)?.text.length === 2) return false;
  reader.at += 2;
  return true;
}

function complete(
  reader: Reader,
  elements: readonly Element[],
  joints: readonly string[],
): WrittenRecurrence | Failure {
  const last = elements.at(-1);
  const alone = elements.length === 1;
  const rhythms = elements.map(({ rhythm, side }) => ({ rhythm, side }));
  // "Hàng quý, năm 2023": quarters of 2023, or quarters and the year?
  if (last?.year && elements.length === 2 && joints[1] === ',') return failure('ambiguous');
  if (elements.slice(0, -1).some(({ year }) => year !== null)) return failure('ambiguous');
  if (new Set(rhythms.map((r) => r.rhythm + r.side)).size < rhythms.length) {
    return failure('ambiguous');
  }
  // Beside a yearly report "6 tháng" is the first half; without one it may be either or both.
  const half = rhythms.some((r) => r.rhythm === 'half' && r.side === null);
  const yearly = rhythms.some((r) => r.rhythm === 'year');
  if (half && !alone && !yearly) return failure('ambiguous');

  let year = last?.year ?? null;
  if (year === null) {
    if (!acceptWords(reader, 'trong nam')) year = readYear(reader);
    else if (numberAt(reader)?.text.length === 4) {
      year = numberAt(reader)?.value ?? null;
      reader.at += 1;
    }
  }
  return { rhythms, year, alsoOnRequest: readOnRequest(reader) };
}

function readOnRequest(reader: Reader): boolean {
  const start = reader.at;
  if (acceptWords(reader, 'hoac') || acceptWords(reader, 'va') || acceptMark(reader, ',')) {
    acceptWords(reader, 'bao cao');
    if (acceptWords(reader, 'khi dot xuat') || readEvent(reader) === 'on_request') return true;
    if (acceptWords(reader, 'theo yeu cau')) {
      takeName(reader);
      return true;
    }
  }
  reader.at = start;
  return false;
}
