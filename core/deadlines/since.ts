import { readSigning } from './anchor.ts';
import type { Failure } from './deadline.ts';
import { readPoint, type WrittenPoint } from './point.ts';
import { acceptAny, type Reader, wordAt } from './tokens.ts';

/**
 * Reads "từ ngày ký ban hành đến 31/12/2024", "kể từ ngày Kế hoạch được ban hành đến hết năm": due
 * at the end, whenever it was that the paper was signed. Null (nothing taken) without an end.
 */
export function readSinceSigning(reader: Reader): WrittenPoint | Failure | null {
  const start = reader.at;
  if (acceptAny(reader, ['ke tu', 'tu'])) {
    const signed =
      readSigning(reader) !== null ||
      acceptAny(reader, ['ngay ky ban hanh', 'ngay ban hanh', 'ngay ky']);
    if (signed && wordAt(reader) === 'den') {
      const point = readPoint(reader, null);
      if (point !== null) return point;
    }
  }
  reader.at = start;
  return null;
}
