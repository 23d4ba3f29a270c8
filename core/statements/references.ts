import { type Effect, type Mark, SAYING } from './phrases.ts';
import { isTimeUnit } from './time-units.ts';
import type { Word, Words } from './words.ts';

/** Numbers by which obligations are named: "nv 3", "nhiệm vụ 1, 2 và 4", "mục 2.3", "3: xong". */
export interface Reference {
  /** "3", "2.3": a number of a list or of a plan's annex. */
  labels: string[];
  from: number;
  to: number;
}

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  mot: '1',
  hai: '2',
  ba: '3',
  bon: '4',
  tu: '4',
  nam: '5',
  sau: '6',
  bay: '7',
  tam: '8',
  chin: '9',
  muoi: '10',
};

/** Words after which a number is that of a document, a day or a count. */
const NOT_BEFORE_SO: ReadonlySet<string> = new Set(
  'ban dinh hoach van trinh ket cao lieu chi thong mot ky ho bao quyet luan thi moi theo'.split(
    ' ',
  ),
);

/** What may be said about a number. */
const FOLLOWED: ReadonlySet<Effect> = new Set<Effect>([...SAYING, 'future']);

/** Words between a number and what is said about it. */
const LINKING: ReadonlySet<string> = new Set(
  'va thi la deu cung da dang moi con van chua ok xong roi het ca a nhe nha ben'.split(' '),
);

/**
 * Finds the numbers that name obligations, in order. `known`: the labels there are, without which a
 * number in a row is not taken for one more obligation.
 */
export function findReferences(
  message: Words,
  marks: readonly Mark[],
  known: ReadonlySet<string>,
): Reference[] {
  const { words } = message;
  const said = new Map(marks.map((mark) => [mark.from, mark]));
  // "đang" is a mark by itself; its verb may end what is said.
  const ends = new Set(
    marks
      .filter(({ effect }) => FOLLOWED.has(effect))
      .flatMap(({ from, to }) => (to - from === 1 ? [to, to + 1] : [to])),
  );
  const found: Reference[] = [];
  for (let at = 0; at < words.length; ) {
    const reference = named(words, at, said) ?? alone(message, at, { said, ends, known });
    if (!reference) {
      at += 1;
      continue;
    }
    extend(words, reference, { said, known });
    found.push(reference);
    at = reference.to;
  }
  return found;
}

/** "nhiệm vụ 3", "nv số 3", "việc thứ 3", "mục 2.3", "stt 3", "#3", "nv ba", "số 3". */
function named(
  words: readonly Word[],
  from: number,
  said: ReadonlyMap<number, Mark>,
): Reference | null {
  const lead = leadLength(words, from);
  if (lead === 0) return null;
  let at = from + lead;
  const task = words[from]?.text === 'nhiem';
  if (words[from]?.text !== 'so' && ['so', 'thu'].includes(words[at]?.text ?? '')) at += 1;
  if ([':', '.'].includes(words[at]?.text ?? '') && words[at]?.kind === 'mark') at += 1;
  const item = numberItem(words, at);
  if (item) return { labels: [item.label], from, to: item.to };
  const sayable = words[from]?.text === 'viec' && said.has(at + 1);
  const spelt =
    task || sayable || at > from + lead ? NUMBER_WORDS[words[at]?.text ?? ''] : undefined;
  const next = words[at + 1];
  if (spelt === undefined || next?.kind === 'number' || next?.text === 'cua') return null;
  return { labels: [spelt], from, to: at + 1 };
}

function leadLength(words: readonly Word[], at: number): number {
  const [first, second] = [words[at]?.text ?? '', words[at + 1]?.text ?? ''];
  if (first === 'nhiem' && second === 'vu') return 2;
  if ((first === 'cong' || first === 'dau') && second === 'viec') return 2;
  if (['viec', 'muc', 'task', 'stt', '#'].includes(first)) return 1;
  if (first === 'cai' && words[at + 1]?.kind === 'number' && words[at + 2]?.kind === 'word') {
    return ['xong', 'da', 'dang', 'chua', 'lam', 'thi', 'hoan'].includes(words[at + 2]?.text ?? '')
      ? 1
      : 0;
  }
  if (first === 'so' && !NOT_BEFORE_SO.has(words[at - 1]?.text ?? '')) return 1;
  return 0;
}

interface Around {
  said: ReadonlyMap<number, Mark>;
  known: ReadonlySet<string>;
}

/** "3 xong", "3: 60%", "2.4 đang làm" at the beginning of what is said, or right after the last. */
function alone(
  { words, text }: Words,
  at: number,
  { said, ends, known }: Around & { ends: ReadonlySet<number> },
): Reference | null {
  const before = words[at - 1];
  const line = text.slice(before?.end ?? 0, words[at]?.start ?? 0).includes('\n');
  // "1-3 xong": a row, or a day; neither for sure.
  if (before?.text === '-' && words[at - 2]?.kind === 'number') return null;
  const begins =
    !before || line || ';,.+-•'.includes(before.text) || ends.has(at) || before.text === '%';
  const item = begins ? numberItem(words, at) : null;
  if (!item || isTimeUnit(words[item.to])) return null;
  if (before && !known.has(item.label)) return null;
  const row = rowFrom(words, item, known);
  if (row.labels.length > 1) {
    const mark = said.get(row.to);
    return mark && FOLLOWED.has(mark.effect) ? { labels: row.labels, from: at, to: row.to } : null;
  }
  const after = words[item.to];
  const colon = after?.kind === 'mark' && [':', ')', '.', '-'].includes(after.text);
  const next = item.to + (colon ? 1 : 0);
  const mark = said.get(next);
  const sayable = mark !== undefined && FOLLOWED.has(mark.effect);
  const percent =
    colon &&
    known.has(item.label) &&
    words[next]?.kind === 'number' &&
    words[next + 1]?.text === '%';
  return sayable || percent ? { labels: [item.label], from: at, to: next } : null;
}

/** "1,2 xong", "1 và 2 xong": the numbers of a row that begins with one. */
function rowFrom(
  words: readonly Word[],
  first: { label: string; to: number },
  known: ReadonlySet<string>,
): { labels: string[]; to: number } {
  const row = { labels: [first.label], to: first.to };
  while (known.has(first.label) && row.labels.length < LONGEST_ROW) {
    const joined = [',', 'va', 'voi', '+', '&'].includes(words[row.to]?.text ?? '');
    const item = joined ? numberItem(words, row.to + 1) : null;
    if (!item || !known.has(item.label)) break;
    row.labels.push(item.label);
    row.to = item.to;
  }
  return row;
}

/** "3" or "2.3" where no date, percentage, document or longer figure stands. */
function numberItem(words: readonly Word[], at: number): { label: string; to: number } | null {
  const first = words[at];
  if (first?.kind !== 'number' || first.text.length > 2 || first.value === 0) return null;
  if (words[at - 1]?.text === '/' && first.tight) return null;
  let to = at + 1;
  let label = String(first.value);
  const [dot, second] = [words[to], words[to + 1]];
  if (dot?.text === '.' && dot.tight && second?.kind === 'number' && second.tight) {
    if (second.text.length > 2) return null;
    label += `.${second.value}`;
    to += 2;
    if (words[to]?.text === '.' && words[to + 1]?.kind === 'number') return null;
  }
  const next = words[to];
  if (next && ['%', '/'].includes(next.text)) return null;
  if (next?.text === 'phan' && words[to + 1]?.text === 'tram') return null;
  // "3a", "3-QĐ"
  if (
    next?.kind === 'word' &&
    next.tight &&
    next.start === words[to - 1]?.end &&
    next.raw.length < 3
  )
    return null;
  return { label, to };
}

/** Takes further numbers: "1, 3 và 4", "1-3", "1 đến 3", "nv 1 và nv 2". */
function extend(words: readonly Word[], reference: Reference, around: Around): void {
  extendByRow(words, reference, around);
  for (;;) {
    const joint = words[reference.to];
    const joins =
      joint !== undefined && [',', 'va', 'voi', '+', '&', '-', 'den'].includes(joint.text);
    if (!joins) return;
    let at = reference.to + 1;
    if (joint.text === ',' && words[at]?.text === 'va') at += 1;
    const lead = leadLength(words, at);
    if (lead > 0 && words[at]?.text === 'so') return;
    const item = numberItem(words, at + lead);
    if (!item || !around.known.has(item.label)) return;
    // With a lead of its own it may begin another statement: "nv 1, nv 2 đang làm".
    if (
      !endsList(words, item.to, around) ||
      (lead > 0 && joint.text !== 'va' && joint.text !== 'voi')
    )
      return;
    const last = Number(reference.labels.at(-1));
    const value = Number(item.label);
    if (joint.text === '-' || joint.text === 'den') {
      if (!Number.isInteger(last) || !Number.isInteger(value) || value <= last) return;
      for (let one = last + 1; one < value; one += 1) reference.labels.push(String(one));
    }
    reference.labels.push(item.label);
    reference.to = item.to;
  }
}

/** "nv 1 2 3 xong": numbers side by side, if something is said after the last. */
function extendByRow(words: readonly Word[], reference: Reference, around: Around): void {
  const labels: string[] = [];
  let to = reference.to;
  for (let item = numberItem(words, to); item; item = numberItem(words, to)) {
    if (!around.known.has(item.label) || labels.length >= LONGEST_ROW) return;
    labels.push(item.label);
    to = item.to;
  }
  const next = words[to];
  const ends = !next || around.said.has(to) || LINKING.has(next.text);
  if (labels.length === 0 || !ends) return;
  reference.labels.push(...labels);
  reference.to = to;
}

/** Numbers side by side that are looked at. */
const LONGEST_ROW = 12;

/** What stands after the last number of a row is no thing that it counts. */
function endsList(words: readonly Word[], at: number, { said }: Around): boolean {
  const next = words[at];
  if (isTimeUnit(next)) return false;
  return !next || next.kind === 'mark' || said.has(at) || LINKING.has(next.text);
}
