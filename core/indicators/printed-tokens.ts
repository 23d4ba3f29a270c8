import { readNumber } from '../numbers/read-number.ts';
import { fold } from '../text/fold.ts';
import type { Arithmetic, Comparison, FunctionName, Period } from './expression.ts';
import { FUNCTION_WORDS, PERIOD_WORDS, PLAIN_WORDS, type PlainWord } from './printed-names.ts';

/** A piece of a printed condition; `at` is its first character, from 1. */
export type PrintedToken = { at: number; text: string } & (
  | { type: 'number'; value: number }
  /** "(3)". */
  | { type: 'column'; number: string }
  | { type: 'operator'; operator: Arithmetic | Comparison }
  | { type: 'open' | 'close' | 'separator' | 'end' }
  | { type: 'period'; period: Period }
  | { type: 'function'; name: FunctionName }
  | { type: 'word'; word: PlainWord }
  /** What follows "dòng": a row's number, or its name in quotation marks. */
  | { type: 'row'; words: string; quoted: boolean }
);

export type TokenProblem =
  | { code: 'unexpected'; at: number; found: string }
  | { code: 'unknown_word'; at: number; found: string }
  | { code: 'unknown_period'; at: number; found: string }
  /** "1.562": one thousand and more, or one and a half? */
  | { code: 'unclear_number'; at: number; found: string };

export type Tokens = { ok: true; tokens: PrintedToken[] } | { ok: false; problem: TokenProblem };

type Meaning =
  | { type: 'function'; name: FunctionName }
  | { type: 'word'; word: PlainWord }
  | { type: 'period'; period: Period };

const WORDS = vocabulary();
const LONGEST_PHRASE = 5;

const SIGNS: Readonly<Record<string, Arithmetic | Comparison>> = {
  '==': '==',
  '=': '==',
  '<>': '!=',
  '!=': '!=',
  '≠': '!=',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
  '<': '<',
  '>': '>',
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '×': '*',
  '/': '/',
  '÷': '/',
};

/** Parts a condition into its pieces, the last of which is its end. */
export function tokensOf(text: string): Tokens {
  const tokens: PrintedToken[] = [];
  let index = 0;
  while (index < text.length) {
    const blank = /^\s+/.exec(text.slice(index));
    if (blank) {
      index += blank[0].length;
      continue;
    }
    const found = tokenAt(text, index, tokens.at(-1));
    if ('code' in found) return { ok: false, problem: found };
    tokens.push(found);
    index += found.text.length;
  }
  tokens.push({ type: 'end', at: text.length + 1, text: '' });
  return { ok: true, tokens };
}

function tokenAt(
  text: string,
  index: number,
  before: PrintedToken | undefined,
): PrintedToken | TokenProblem {
  const rest = text.slice(index);
  const at = index + 1;
  const [column, columnNumber = ''] = /^\(\s*(\d{1,3}[a-z]?)\s*\)/i.exec(rest) ?? [];
  if (before?.type === 'word' && before.word === 'row') return rowAt(rest, at);
  if (column) return { type: 'column', at, text: column, number: columnNumber };
  const [period, words = ''] = /^\[([^\]]*)\]/.exec(rest) ?? [];
  if (period) {
    const meaning = WORDS.get(fold(words));
    if (meaning?.type !== 'period') return { code: 'unknown_period', at, found: period };
    return { type: 'period', at, text: period, period: meaning.period };
  }
  const [number] = /^\d+(?:[.,]\d+)*(?:e[+-]?\d+)?/i.exec(rest) ?? [];
  if (number) return numberAt(number, at);
  const sign = [rest.slice(0, 2), rest.slice(0, 1)].find((one) => Object.hasOwn(SIGNS, one));
  const operator = sign === undefined ? undefined : SIGNS[sign];
  if (sign !== undefined && operator) return { type: 'operator', at, text: sign, operator };
  const mark = rest.charAt(0);
  if (mark === '(') return { type: 'open', at, text: mark };
  if (mark === ')') return { type: 'close', at, text: mark };
  if (mark === ';' || mark === ',') return { type: 'separator', at, text: mark };
  return wordAt(rest, at);
}

function rowAt(rest: string, at: number): PrintedToken | TokenProblem {
  const quoted = /^(?:"([^"]*)"|“([^”]*)”|'([^']*)')/.exec(rest);
  if (quoted) {
    const words = quoted[1] ?? quoted[2] ?? quoted[3] ?? '';
    return { type: 'row', at, text: quoted[0], words, quoted: true };
  }
  const [plain] = /^[\p{L}\d]+(?:\.[\p{L}\d]+)*/u.exec(rest) ?? [];
  if (plain) return { type: 'row', at, text: plain, words: plain, quoted: false };
  return { code: 'unexpected', at, found: rest.charAt(0) };
}

/** The longest known words that begin here: "cùng kỳ năm trước", "tỷ lệ %". */
function wordAt(rest: string, at: number): PrintedToken | TokenProblem {
  const words = [...rest.matchAll(/[\p{L}\p{M}]+/gu)].slice(0, LONGEST_PHRASE);
  if (words[0]?.index !== 0) return { code: 'unexpected', at, found: [...rest][0] ?? '' };
  for (let count = words.length; count > 0; count -= 1) {
    const last = words[count - 1];
    const phrase = rest.slice(0, (last?.index ?? 0) + (last?.[0].length ?? 0));
    const meaning = /^[\p{L}\p{M}\s]+$/u.test(phrase) ? WORDS.get(fold(phrase)) : undefined;
    if (!meaning || meaning.type === 'period') continue;
    const percent = meaning.type === 'function' && meaning.name === 'percent';
    const [sign = ''] = percent ? (/^\s*%/.exec(rest.slice(phrase.length)) ?? []) : [];
    return { ...meaning, at, text: phrase + sign };
  }
  return { code: 'unknown_word', at, found: words[0][0] };
}

function numberAt(text: string, at: number): PrintedToken | TokenProblem {
  if (/e/i.test(text)) {
    const value = Number(text.replace(',', '.'));
    if (Number.isFinite(value)) return { type: 'number', at, text, value };
    return { code: 'unclear_number', at, found: text };
  }
  const reading = readNumber(text, 'decimal');
  if (reading.ok) return { type: 'number', at, text, value: reading.value };
  return { code: 'unclear_number', at, found: text };
}

function vocabulary(): ReadonlyMap<string, Meaning> {
  const words = new Map<string, Meaning>();
  const learn = (phrases: readonly string[], meaning: Meaning) => {
    for (const phrase of phrases) words.set(fold(phrase), meaning);
  };
  for (const [name, phrases] of Object.entries(FUNCTION_WORDS)) {
    learn(phrases, { type: 'function', name: name as FunctionName });
  }
  for (const [period, phrases] of Object.entries(PERIOD_WORDS)) {
    learn(phrases, { type: 'period', period: period as Period });
  }
  for (const [word, phrases] of Object.entries(PLAIN_WORDS)) {
    learn(phrases, { type: 'word', word: word as PlainWord });
  }
  return words;
}
