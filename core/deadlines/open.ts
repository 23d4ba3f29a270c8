import type { OpenWhy } from './deadline.ts';
import { acceptAny, acceptMark, acceptWords, numberAt, type Reader, wordAt } from './tokens.ts';
import { isPlain, startsTime } from './vocabulary.ts';

/** Reads words that name a rule or an event instead of a date; null (nothing taken) otherwise. */
export function readOpen(reader: Reader): OpenWhy | null {
  return readContinuous(reader) ?? readRule(reader) ?? readEvent(reader);
}

function readContinuous(reader: Reader): OpenWhy | null {
  if (acceptAny(reader, ['thuong xuyen', 'lien tuc'])) {
    const comma = reader.at;
    acceptMark(reader, ',');
    if (!acceptAny(reader, ['lien tuc', 'hang ngay'])) reader.at = comma;
    takeWholeYear(reader);
    return 'continuous';
  }
  if (numberAt(reader, 2)) return null;
  return acceptWords(reader, 'hang ngay') ? 'continuous' : null;
}

/** "Thường xuyên, trong năm 2023", "Thường xuyên cả năm": still all the time. */
function takeWholeYear(reader: Reader): void {
  const start = reader.at;
  acceptMark(reader, ',');
  if (acceptAny(reader, ['trong ca nam', 'trong nam', 'ca nam'])) {
    if (numberAt(reader)?.text.length === 4) reader.at += 1;
    return;
  }
  reader.at = start;
}

const rules: readonly { words: string; why: OpenWhy; tail: ReadonlySet<string> }[] = [
  {
    words: 'theo dung quy dinh',
    why: 'as_regulated',
    tail: new Set('cua tai hien chung phap ve'.split(' ')),
  },
  {
    words: 'theo quy dinh',
    why: 'as_regulated',
    tail: new Set('cua tai hien chung phap ve'.split(' ')),
  },
  {
    words: 'theo tien do',
    why: 'as_approved',
    tail: new Set('phe duyet duoc da cua chung de du ke chuong ('.split(' ')),
  },
  {
    words: 'theo ke hoach',
    why: 'as_approved',
    tail: new Set('phe duyet duoc da cua chung ubnd hang ('.split(' ')),
  },
  { words: 'theo huong dan', why: 'when_guided', tail: new Set(['cua']) },
  { words: 'theo thoi han da dang ky', why: 'as_registered', tail: new Set(['voi', 'tai']) },
  { words: 'theo thoi han dang ky', why: 'as_registered', tail: new Set(['voi', 'tai']) },
  { words: 'theo dang ky', why: 'as_registered', tail: new Set(['voi', 'tai', 'cua']) },
  { words: 'theo yeu cau', why: 'on_request', tail: new Set(['cua']) },
];

function readRule(reader: Reader): OpenWhy | null {
  for (const { words, why, tail } of rules) {
    if (!acceptWords(reader, words)) continue;
    takeTail(reader, tail);
    return why;
  }
  return null;
}

function readEvent(reader: Reader): OpenWhy | null {
  const guidance = [
    'sau khi co van ban huong dan',
    'sau khi co huong dan',
    'khi co van ban huong dan',
    'khi co huong dan',
  ];
  if (acceptAny(reader, guidance)) {
    takeTail(reader, new Set(['cua']));
    return 'when_guided';
  }
  const requests = ['dot xuat', 'khi co yeu cau', 'khi co phat sinh', 'khi phat sinh'];
  if (acceptAny(reader, requests)) {
    takeTail(reader, new Set(['cua']));
    return 'on_request';
  }
  return null;
}

/**
 * Takes the rest of a rule's name ("… của UBND huyện", "(phê duyệt)") if it begins as such a rest
 * does. Stops at commas, numbers, words about time and words that turn the meaning.
 */
function takeTail(reader: Reader, openings: ReadonlySet<string>): void {
  const opening = wordAt(reader) || reader.tokens[reader.at]?.text || '';
  if (!openings.has(opening) || conditionAhead(reader)) return;
  while (isPlain(reader) && !conditionAhead(reader)) {
    if (wordAt(reader) === 'va' && startsTime(reader, 1)) return;
    reader.at += 1;
  }
}

/** "(nếu có)" and "nếu có" belong to the deadline, not to the rule. */
function conditionAhead(reader: Reader): boolean {
  return wordAt(reader) === 'neu' || wordAt(reader, 1) === 'neu';
}
