import {
  acceptAny,
  acceptMark,
  acceptWords,
  markAt,
  type Reader,
  type Token,
  wordAt,
} from './tokens.ts';
import { startsPaperKind } from './vocabulary.ts';

export type Stage = 'begins' | 'ends';

/** Words that say no more than that this is the deadline. */
export function takeFillers(reader: Reader): void {
  const fillers = [
    'thoi gian',
    'thoi han',
    'han chot',
    'han cuoi',
    'han',
    'phai',
    'hoan thanh',
    'hoan tat',
    'ket thuc',
    'trien khai',
    'tien hanh',
    'to chuc',
    'thuc hien',
    'ap dung',
    'xong',
  ];
  const start = reader.at;
  // "Được thực hiện từ …"
  const done = ['trien', 'thuc', 'to', 'tien'].includes(wordAt(reader, 1));
  if (wordAt(reader) === 'duoc' && done) reader.at += 1;
  while (acceptAny(reader, fillers) || acceptMark(reader, ':')) {
    // Any number of them.
  }
  if (wordAt(reader, 3) === 'tu') acceptWords(reader, 'trong thoi gian');
  if (wordAt(reader, 4) === 'tu') acceptWords(reader, 'trong khoang thoi gian');
  // "Bắt đầu từ ngày 01/3 đến ngày 31/5"
  if (wordAt(reader) === 'bat' && wordAt(reader, 2) === 'tu') acceptWords(reader, 'bat dau');
  // "Hoàn thành, báo cáo UBND tỉnh trong tháng 11"
  if (reader.at > start && markAt(reader) === ',' && startsPaperKind(reader, 1)) reader.at += 1;
  if (wordAt(reader, 2) === 'thuong') acceptWords(reader, 'nhiem vu');
}

/** "chậm nhất trong tháng 01 năm 2020 | hoàn thành" */
export function takeClosers(reader: Reader): void {
  while (acceptAny(reader, ['phai hoan thanh', 'hoan thanh', 'phai xong', 'thuc hien', 'xong'])) {
    // "chậm nhất trong tháng 01 năm 2020 hoàn thành"
  }
}

/** "(nếu có)", "nếu phát sinh": owed only if the case arises. */
export function readCondition(reader: Reader): boolean {
  const conditions = ['neu co phat sinh', 'neu phat sinh', 'neu co'];
  const start = reader.at;
  const bracket = acceptMark(reader, '(');
  if (acceptAny(reader, conditions) && (!bracket || acceptMark(reader, ')'))) return true;
  reader.at = start;
  return false;
}

/** Whether such words say that something begins or ends then; null where neither. */
export function stageOf(fillers: readonly Token[]): Stage | null {
  const words = new Set(fillers.map(({ text }) => text));
  if (['tat', 'xong', 'ket'].some((word) => words.has(word)) || words.has('thanh')) return 'ends';
  return ['trien', 'tien', 'dung', 'bat'].some((word) => words.has(word)) ? 'begins' : null;
}
