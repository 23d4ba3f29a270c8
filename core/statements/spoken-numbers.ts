import type { Word } from './words.ts';

const UNITS: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
};

const TENS: ReadonlySet<string> = new Set(['muoi', 'chuc']);

/** A number and the place after it. */
export interface SpokenNumber {
  value: number;
  to: number;
}

/** A number in words, 1 to 100: "ba", "mười lăm", "bảy mươi lăm", "sáu chục", "một trăm". */
export function spokenNumber(words: readonly Word[], at: number): SpokenNumber | null {
  const text = (ahead: number) => words[at + ahead]?.text ?? '';
  const first = UNITS[text(0)];
  if (first === 1 && text(1) === 'tram') return { value: 100, to: at + 2 };
  if (TENS.has(text(0))) return withUnit(words, at + 1, 10);
  if (first === undefined || text(0) === 'lam') return null;
  return TENS.has(text(1)) ? withUnit(words, at + 2, first * 10) : { value: first, to: at + 1 };
}

function withUnit(words: readonly Word[], at: number, tens: number): SpokenNumber {
  const unit = UNITS[words[at]?.text ?? ''];
  return unit === undefined ? { value: tens, to: at } : { value: tens + unit, to: at + 1 };
}

/** A number in figures or in words; null where none or a longer figure stands. */
export function numberOrSpoken(words: readonly Word[], at: number): SpokenNumber | null {
  const word = words[at];
  if (word?.kind !== 'number') return spokenNumber(words, at);
  return word.text.length <= 3 ? { value: word.value, to: at + 1 } : null;
}
