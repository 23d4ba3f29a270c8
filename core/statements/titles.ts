import type { Known } from './statement.ts';
import { readWords, type Word } from './words.ts';

/** What the obligations of a person are called, ready to be looked for. */
export interface Titles {
  /** Two neighbouring words of a title → the obligations that have them. */
  pairs: ReadonlyMap<string, readonly number[]>;
  words: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Words too common in this trade to tell one task from another. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'bao cao|ket qua|ke hoach|thuc hien|nhiem vu|hanh chinh|van ban|quyet dinh|cua ubnd|ubnd huyen|' +
    'ubnd tinh|ubnd xa|uy ban|ban nhan|nhan dan|trien khai|hoan thanh|xay dung|ban hanh|to chuc|' +
    'huong dan|nam nay|don vi|co quan|cong tac|thoi gian|so lieu|hop dong|kinh phi|tren dia|dia ban|' +
    'cong van|phat sinh|cua tinh|cua huyen'
  ).split('|'),
);

export function indexTitles(obligations: readonly Known[]): Titles {
  const pairs = new Map<string, number[]>();
  const words = new Map<number, Set<string>>();
  for (const { id, title, product } of obligations) {
    const own = new Set<string>();
    for (const text of [title, product ?? '']) {
      const named = readWords(text).words.filter(({ kind }) => kind !== 'mark');
      for (const { text: word } of named) own.add(word);
      for (const pair of pairsOf(named)) {
        const ids = pairs.get(pair) ?? [];
        if (!ids.includes(id)) pairs.set(pair, [...ids, id]);
      }
    }
    words.set(id, own);
  }
  return { pairs, words };
}

/** Obligations that words may name, the likeliest first; certain when only one can be meant. */
export interface TitleMatch {
  ids: number[];
  certain: boolean;
}

/**
 * Looks for titles in the words of one statement (those that say state, number and so on left out).
 * Certain: a pair of words that one title alone has, none that another alone has, and at least
 * half of what was said is in that title.
 */
export function matchTitle(said: readonly (Word | null)[], titles: Titles): TitleMatch {
  const scores = new Map<number, { own: number; shared: number }>();
  for (const pair of pairsOf(said)) {
    const ids = GENERIC.has(pair) ? [] : (titles.pairs.get(pair) ?? []);
    for (const id of ids) {
      const score = scores.get(id) ?? { own: 0, shared: 0 };
      if (ids.length === 1) score.own += 1;
      else score.shared += 1;
      scores.set(id, score);
    }
  }
  const ranked = [...scores].sort(([, a], [, b]) => b.own - a.own || b.shared - a.shared);
  const [best, second] = ranked;
  const certain =
    best !== undefined &&
    best[1].own > 0 &&
    (second?.[1].own ?? 0) === 0 &&
    coverage(said, best[0], titles) >= 0.5;
  return { ids: ranked.map(([id]) => id), certain };
}

/** The share of the telling words that stand in a title; 0 when there are none. */
export function coverage(said: readonly (Word | null)[], id: number, titles: Titles): number {
  const own = titles.words.get(id) ?? new Set<string>();
  const telling = said.filter((word) => word !== null && isTelling(word));
  if (telling.length === 0) return 0;
  return telling.filter((word) => word !== null && own.has(word.text)).length / telling.length;
}

const FILLERS: ReadonlySet<string> = new Set(
  (
    'a da roi nhe nha em anh chi co bac lam trien khai tien minh toi ben cua va thi la ma o tai ve voi cho cac nhung nay kia ' +
    'do day duoc bi da dang se con van moi cung deu het qua rat oi vang ok oke uh ban binh thuong ty le ho buoc nao the lai xin thua bao cao nhiem vu viec ' +
    'cong ke hoach nam thang quy ngay hom nay sang chieu lai len ra vao tu den theo nhu so gui nop luon ' +
    'huyen xa tinh phong ubnd don vi ket qua e c ah ak ad sep lau mat khoang tam chung noi dung phan muc ' +
    'tuan thu thoi nua dat hien gio thuc hanh chinh van ban quyet dinh'
  ).split(' '),
);

/** Says something about what is meant. */
export function isTelling(word: Word): boolean {
  return word.kind === 'word' && word.text.length > 1 && !FILLERS.has(word.text);
}

function pairsOf(words: readonly (Word | null)[]): string[] {
  const pairs: string[] = [];
  for (let at = 1; at < words.length; at += 1) {
    const [first, second] = [words[at - 1], words[at]];
    if (first?.kind === 'word' && second?.kind === 'word')
      pairs.push(`${first.text} ${second.text}`);
  }
  return pairs;
}
