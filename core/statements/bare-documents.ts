import type { Span } from './span.ts';
import { isTimeUnit } from './time-units.ts';
import type { Word } from './words.ts';

/** Kinds of documents as they are said, and their letters (Decree 30/2020/NĐ-CP, appendix III). */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['quyet dinh', 'QĐ'],
  ['ke hoach', 'KH'],
  ['bao cao', 'BC'],
  ['cong van', 'CV'],
  ['to trinh', 'TTr'],
  ['thong bao', 'TB'],
  ['nghi quyet', 'NQ'],
  ['chi thi', 'CT'],
  ['bien ban', 'BB'],
]);

/** What may stand behind a figure that is a document's number and counts nothing. */
const AFTER: ReadonlySet<string> = new Set(
  'ngay va voi cung roi r a e em anh chi nhe nha nhen cua ky tu'.split(' '),
);

/**
 * A document by its kind and figures alone, "QĐ 214", "Kế hoạch số 15", at its first word; written
 * "QĐ 214". Null where the figures may count something ("kế hoạch 3 tháng", "báo cáo 2 xã").
 */
export function bareNumberAt(
  words: readonly Word[],
  at: number,
  end: number,
): (Span & { number: string }) | null {
  const letters = kindAt(words, at, end);
  if (letters === null) return null;
  const signed = words[at + 2]?.text === 'so';
  const place = at + (signed ? 3 : 2);
  const figures = words[place];
  if (figures?.kind !== 'number' || figures.text.length > 5 || place >= end) return null;
  const next = words[place + 1];
  const joined = next?.tight === true && (next.kind !== 'mark' || '/-%:'.includes(next.text));
  if (joined || ['/', '%', ':'].includes(next?.text ?? '')) return null;
  const ends = !next || place + 1 >= end || next.kind === 'mark' || AFTER.has(next.text);
  // A lone small figure may be the number of a task or of a period.
  const plain = signed || figures.value > 12 || next?.text === 'ngay';
  const counts =
    isTimeUnit(next) && !(next?.text === 'ngay' && words[place + 2]?.kind === 'number');
  if (counts || !(signed || ends) || !plain) return null;
  return { number: `${letters} ${figures.text}`, from: at, to: place + 1 };
}

function kindAt(words: readonly Word[], at: number, end: number): string | null {
  if (at + 2 >= end) return null;
  const [first, second] = [words[at], words[at + 1]];
  const dayAfter = words[at + 3]?.text === 'ngay' || words[at + 2]?.text === 'so';
  // "cv" is a piece of work as well; with a day after its number it is a letter.
  if (first?.text === 'cong' && second?.text === 'viec' && first.raw === '' && dayAfter)
    return 'CV';
  return KINDS.get(`${first?.text} ${second?.text}`) ?? null;
}
