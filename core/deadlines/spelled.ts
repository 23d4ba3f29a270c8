import type { Token } from './token.ts';

/** With their marks: "sau" may be "after", "tu" may be "from", and "năm" is a year. */
const numerals: Readonly<Record<string, number>> = {
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
};

/** Makes figures of "sáu tháng", "một lần", "quý ba", "tháng mười hai"; elsewhere words stay words. */
export function figuresForWords(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const value = numeralOf(token);
    const after = tokens[at + 1];
    const ones = value === 10 ? numeralOf(after) : null;
    const next = ones === null ? after?.text : tokens[at + 2]?.text;
    const named = ['quy', 'thang'].includes(tokens[at - 1]?.text ?? '') && next !== 'lan';
    if (value === null || !(named || next === 'thang' || next === 'lan')) {
      found.push(token);
      continue;
    }
    const sum = value + (ones ?? 0);
    const end = ones === null || !after ? token.end : after.end;
    found.push({ ...token, kind: 'number', text: String(sum), value: sum, end });
    if (ones !== null) at += 1;
  }
  return found;
}

function numeralOf(token: Token | undefined): number | null {
  if (token?.kind !== 'word') return null;
  return Object.hasOwn(numerals, token.raw) ? (numerals[token.raw] ?? null) : null;
}
