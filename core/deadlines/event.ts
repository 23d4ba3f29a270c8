import type { OpenWhy } from './deadline.ts';
import { takeName } from './name.ts';
import { acceptAny, acceptWords, type Reader } from './tokens.ts';

/** What an event does; without one of them "khi …" may mean anything ("khi xong"). */
const happens: ReadonlySet<string> = new Set(
  'co|nhan duoc|duoc|nhan|ban hanh|phe duyet|thong qua|ket thuc|cong bo|cho phep|dong y|thay doi|bien dong|phat sinh|co hieu luc|can thiet|can'.split(
    '|',
  ),
);

const guiding = ['huong dan', 'chi dao'];
const asking = ['yeu cau', 'phat sinh', 'de nghi', 'can thiet', 'nhu cau', 'dot xuat'];

/**
 * Reads "đột xuất", "khi có yêu cầu của …", "sau khi UBND tỉnh ban hành", "ngay khi có văn bản": a
 * duty that waits for something to happen. Null (nothing taken) where no event is told.
 */
export function readEvent(reader: Reader): OpenWhy | null {
  const start = reader.at;
  const unforeseen = acceptWords(reader, 'dot xuat');
  const opened = acceptAny(reader, ['ngay sau khi', 'ngay khi', 'sau khi', 'khi']);
  if (!opened) return unforeseen ? 'on_request' : null;
  const from = reader.at;
  takeName(reader);
  const words = reader.tokens.slice(from, reader.at).map(({ text }) => text);
  if (!words.some((word, i) => happens.has(word) || happens.has(`${word} ${words[i + 1]}`))) {
    reader.at = start;
    return null;
  }
  const text = ` ${words.join(' ')} `;
  if (unforeseen || asking.some((word) => text.includes(` ${word} `))) return 'on_request';
  return guiding.some((word) => text.includes(` ${word} `)) ? 'when_guided' : 'on_event';
}
