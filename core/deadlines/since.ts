import { readSigning } from './anchor.ts';
import type { Failure } from './deadline.ts';
import { readPoint, type WrittenPoint } from './point.ts';
import { acceptAny, acceptWords, type Reader, wordAt } from './tokens.ts';

/** Papers whose day is of no matter where the end is written. */
const papers = ['quyet dinh', 'ke hoach', 'van ban', 'nghi quyet', 'cong van', 'quy che'];

/**
 * Reads "từ ngày ký ban hành đến 31/12/2024", "kể từ ngày Kế hoạch được ban hành đến hết năm": due
 * at the end, whenever it was that the paper was signed. Null (nothing taken) without an end.
 */
export function readSinceSigning(reader: Reader): WrittenPoint | Failure | null {
  const start = reader.at;
  if (acceptAny(reader, ['ke tu', 'tu'])) {
    const signed =
      readSigning(reader) !== null ||
      acceptAny(reader, ['ngay ky ban hanh', 'ngay ban hanh', 'ngay ky']) ||
      acceptEffect(reader);
    if (signed && wordAt(reader) === 'den') {
      const point = readPoint(reader, null);
      if (point !== null) return point;
    }
  }
  reader.at = start;
  return null;
}

/** "ngày Quyết định này có hiệu lực thi hành", "ngày Quyết định được ban hành". */
function acceptEffect(reader: Reader): boolean {
  if (!acceptAny(reader, ['ngay', 'khi']) || !acceptAny(reader, papers)) return false;
  acceptWords(reader, 'nay');
  return acceptAny(reader, [
    'co hieu luc thi hanh',
    'co hieu luc',
    'duoc ky ban hanh',
    'duoc ban hanh',
    'duoc ky',
  ]);
}
