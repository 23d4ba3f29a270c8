import type { OpenWhy } from './deadline.ts';
import { readEvent } from './event.ts';
import { takeName } from './name.ts';
import { acceptAny, acceptMark, acceptWords, numberAt, type Reader, wordAt } from './tokens.ts';

/** Reads words that name a rule or an event instead of a date; null (nothing taken) otherwise. */
export function readOpen(reader: Reader): OpenWhy | null {
  return readContinuous(reader) ?? readRule(reader) ?? readEvent(reader);
}

function readContinuous(reader: Reader): OpenWhy | null {
  const start = reader.at;
  // "Trong năm 2023, thường xuyên"
  if (takeWholeYear(reader)) acceptMark(reader, ',');
  if (acceptAny(reader, ['thuong xuyen', 'lien tuc'])) {
    takeWholeYear(reader);
    const comma = reader.at;
    const bracket = acceptMark(reader, '(');
    if (!bracket) acceptMark(reader, ',');
    const repeated = acceptAny(reader, ['lien tuc', 'hang ngay', 'thuong xuyen']);
    if (!repeated || (bracket && !acceptMark(reader, ')'))) reader.at = comma;
    takeWholeYear(reader);
    return 'continuous';
  }
  reader.at = start;
  if (numberAt(reader, 2)) return null;
  return acceptWords(reader, 'hang ngay') ? 'continuous' : null;
}

/** "Thường xuyên, trong năm 2023", "Thường xuyên cả năm": still all the time. */
function takeWholeYear(reader: Reader): boolean {
  const start = reader.at;
  acceptMark(reader, ',');
  const comma = reader.at > start;
  const whole = ['trong suot nam', 'trong ca nam', 'trong nam', 'ca nam', 'suot nam'];
  if (acceptAny(reader, whole) || (!comma && acceptWords(reader, 'nam'))) {
    const named = wordAt(reader, -1) === 'nam' && numberAt(reader)?.text.length === 4;
    if (named) reader.at += 1;
    // "Năm" by itself is no year.
    if (named || reader.at - start > 1) return true;
  }
  reader.at = start;
  return false;
}

const heads: readonly { words: readonly string[]; why: OpenWhy }[] = [
  {
    words: ['quy dinh', 'thoi gian quy dinh', 'thoi han quy dinh', 'thoi diem quy dinh', 'quy che'],
    why: 'as_regulated',
  },
  {
    words: ['thoi han da dang ky', 'thoi gian da dang ky', 'thoi han dang ky', 'dang ky'],
    why: 'as_registered',
  },
  {
    words: ['tien do', 'ke hoach', 'lo trinh', 'chuong trinh', 'de an', 'du an'],
    why: 'as_approved',
  },
  { words: ['huong dan', 'chi dao', 'van ban huong dan', 'van ban chi dao'], why: 'when_guided' },
  { words: ['yeu cau', 'de nghi', 'nhu cau', 'thuc te phat sinh'], why: 'on_request' },
];

/** Papers that set times; "theo Công văn" alone says too little, "theo Công văn số 12/…" names it. */
const papers = [
  'quyet dinh',
  'cong van',
  'nghi quyet',
  'nghi dinh',
  'thong tu',
  'chi thi',
  'van ban',
  'thong bao',
];

function readRule(reader: Reader): OpenWhy | null {
  const start = reader.at;
  if (!acceptWords(reader, 'theo')) return null;
  acceptWords(reader, 'dung');
  for (const { words, why } of heads) {
    if (!acceptAny(reader, words)) continue;
    takeName(reader);
    return why;
  }
  if (acceptAny(reader, papers) && wordAt(reader) === 'so' && numberAt(reader, 1)) {
    takeName(reader);
    return 'as_regulated';
  }
  reader.at = start;
  return null;
}
