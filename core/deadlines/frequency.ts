import type { Rhythm } from './deadline.ts';
import { acceptAny, acceptMark, acceptWords, numberAt, type Reader, wordAt } from './tokens.ts';

const rhythmOfMonths: Readonly<Record<number, Rhythm>> = {
  1: 'month',
  3: 'quarter',
  6: 'half',
  12: 'year',
};

const rhythmOfUnit: Readonly<Record<string, Rhythm>> = {
  tuan: 'week',
  thang: 'month',
  quy: 'quarter',
  nam: 'year',
};

export function rhythmOf(word: string): Rhythm | null {
  return Object.hasOwn(rhythmOfUnit, word) ? (rhythmOfUnit[word] ?? null) : null;
}

/**
 * Reads "1 lần/quý", "01 lần mỗi tháng", "ít nhất 1 lần/năm", "6 tháng/lần", "3 tháng một lần";
 * null (nothing taken) for anything else. "2 lần/năm" does not say when and is not one.
 */
export function readFrequency(reader: Reader): Rhythm | null {
  const start = reader.at;
  acceptAny(reader, ['it nhat', 'toi thieu']);
  const rhythm = readTimesPerUnit(reader) ?? readMonthsPerTime(reader);
  if (rhythm === null) reader.at = start;
  return rhythm;
}

function readTimesPerUnit(reader: Reader): Rhythm | null {
  if (numberAt(reader)?.value !== 1 || wordAt(reader, 1) !== 'lan') return null;
  const per = reader.at;
  reader.at += 2;
  const joined =
    acceptMark(reader, '/') || acceptAny(reader, ['moi', 'hang', 'trong mot', 'trong']);
  const rhythm = joined ? rhythmOf(wordAt(reader)) : null;
  const numbered = numberAt(reader, 1) !== null;
  if (rhythm === null || numbered) {
    reader.at = per;
    return null;
  }
  reader.at += 1;
  return rhythm;
}

function readMonthsPerTime(reader: Reader): Rhythm | null {
  const count = numberAt(reader);
  const rhythm = count && Object.hasOwn(rhythmOfMonths, count.value) && rhythmOfMonths[count.value];
  if (!rhythm || wordAt(reader, 1) !== 'thang') return null;
  const start = reader.at;
  reader.at += 2;
  if (acceptMark(reader, '/')) acceptOne(reader);
  else if (!acceptOne(reader)) {
    reader.at = start;
    return null;
  }
  if (acceptWords(reader, 'lan')) return rhythm;
  reader.at = start;
  return null;
}

function acceptOne(reader: Reader): boolean {
  const one = numberAt(reader)?.value === 1 || wordAt(reader) === 'mot';
  if (one) reader.at += 1;
  return one;
}

/** "… một lần" after "mỗi quý": says nothing more; false where it is another number of times. */
export function acceptOnce(reader: Reader): boolean {
  const start = reader.at;
  const bracket = acceptMark(reader, '(') || acceptMark(reader, '/');
  const times = numberAt(reader);
  if (!times && wordAt(reader) !== 'mot') {
    reader.at = start;
    return true;
  }
  if (wordAt(reader, 1) !== 'lan') {
    reader.at = start;
    return true;
  }
  if (times && times.value !== 1) return false;
  reader.at += 2;
  if (bracket) acceptMark(reader, ')');
  return true;
}
