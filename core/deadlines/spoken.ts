import type { Token } from './token.ts';

const ones: Readonly<Record<string, number>> = {
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
};

/**
 * Leaves out a figure's words in brackets: "ngày 06 (sáu) của tháng cuối quý", "15 (mười lăm)".
 * Where they say another number than the figure does they stay, and a person is asked.
 */
export function withoutSpoken(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    kept.push(token);
    if (token.kind !== 'number' || tokens[at + 1]?.text !== '(') continue;
    const words = [2, 3, 4].map((ahead) => tokens[at + ahead]?.raw ?? '');
    const count = words.indexOf(')');
    const close = count === -1 ? (tokens[at + 5]?.text === ')' ? 3 : -1) : count;
    if (close > 0 && spokenValue(words.slice(0, close)) === token.value) at += close + 2;
  }
  return kept;
}

/** 1 to 99 in words; null for anything else. */
function spokenValue(words: readonly string[]): number | null {
  const digit = (word: string | undefined) =>
    word !== undefined && Object.hasOwn(ones, word) ? (ones[word] ?? null) : null;
  const [first, second, third] = words;
  if (first === 'mười') {
    if (words.length === 1) return 10;
    const unit = digit(second);
    return words.length === 2 && unit !== null ? 10 + unit : null;
  }
  const tens = digit(first);
  if (tens === null || words.length === 1) return tens;
  if (second !== 'mươi') return null;
  if (words.length === 2) return tens * 10;
  const unit = digit(third);
  return unit === null ? null : tens * 10 + unit;
}
