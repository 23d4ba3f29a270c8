import type { Expression, FunctionName, Period, Reference } from './expression.ts';
import { FUNCTIONS, isComparison } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { columnNumbered, FUNCTION_WORDS, type PrintedNames, rowNamed } from './printed-names.ts';
import { type PrintedToken, type TokenProblem, tokensOf } from './printed-tokens.ts';
import { spellExpression } from './spell-expression.ts';

export { printExpression } from './print-expression.ts';
export type { PrintedNames } from './printed-names.ts';

/** Why a printed condition was not understood; `at` is the character it is about, from 1. */
export type PrintedProblem =
  | TokenProblem
  | { code: 'empty' | 'too_complex' }
  | { code: 'too_long'; max: number }
  /** It ends where something must follow. */
  | { code: 'unfinished'; at: number }
  | { code: 'unknown_column' | 'unknown_row'; at: number; found: string }
  /** A row without its column, a column without its row, where neither is the current one. */
  | { code: 'needs_column' | 'needs_row'; at: number; found: string }
  /** A column of texts or days where a number is needed. */
  | { code: 'no_number'; at: number; found: string }
  /** "tổng(1; 2)": numbers where columns "(1); (2)" are meant. */
  | { code: 'bare_numbers'; at: number; found: string }
  | { code: 'wrong_arguments'; at: number; found: string }
  | { code: 'wrong_type'; at: number; expected: 'number' | 'condition' };

export type PrintedReading =
  /** As `parseExpression` takes it. */
  { ok: true; expression: string } | { ok: false; problem: PrintedProblem };

const LONGEST = 2000;
const DEEPEST = 50;

/**
 * Translates a formula or condition as people write it, with the numbers printed on the form, into
 * the language of `parseExpression`: `(1) = (2) + (3)`, `(2) = [kỳ trước](10)`, `dòng 2 ≤ dòng 1`,
 * `tổng(các dòng (3)) >= 0,5`. `=` compares; a comma inside a number parts decimals, other commas
 * and semicolons part arguments. Words may be written without diacritics.
 */
export function readPrinted(
  text: string,
  names: PrintedNames,
  as: 'number' | 'condition',
): PrintedReading {
  if (text.length > LONGEST) return refuse({ code: 'too_long', max: LONGEST });
  if (text.trim() === '') return refuse({ code: 'empty' });
  const tokens = tokensOf(text.normalize('NFC'));
  if (!tokens.ok) return tokens;
  try {
    const reader: Reader = { tokens: tokens.tokens, next: 0, depth: 0, names };
    const read = alternatives(reader);
    const rest = peek(reader);
    if (rest.type !== 'end') throw unexpected(rest);
    const expression = spellExpression(need(read, as));
    const known = names.columns.map(({ key, numeric }): [string, 'number' | 'other'] => [
      key,
      numeric ? 'number' : 'other',
    ]);
    const rows = new Set(names.rows.map(({ key }) => key));
    const scope = { each: names.each, columns: new Map(known), rows };
    // Only what is too long or nested too deeply can still be refused.
    if (!parseExpression(expression, scope, as).ok) return refuse({ code: 'too_complex' });
    return { ok: true, expression };
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.problem);
    throw error;
  }
}

/** Carries a problem out of the recursion; never leaves this file. */
class Refusal extends Error {
  readonly problem: PrintedProblem;
  constructor(problem: PrintedProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

interface Reader {
  tokens: readonly PrintedToken[];
  next: number;
  depth: number;
  names: PrintedNames;
}

/** A part that was read, where it begins and what it is. */
interface Part {
  expression: Expression;
  at: number;
  type: 'number' | 'condition' | 'numbers';
}

function alternatives(reader: Reader): Part {
  return joined(reader, 'or', '||', (inner) => joined(inner, 'and', '&&', comparison));
}

function joined(
  reader: Reader,
  word: 'and' | 'or',
  operator: '&&' | '||',
  below: (reader: Reader) => Part,
): Part {
  let left = below(reader);
  for (
    let token = peek(reader);
    token.type === 'word' && token.word === word;
    token = peek(reader)
  ) {
    take(reader);
    const right = need(below(reader), 'condition');
    const expression: Expression = {
      type: 'binary',
      operator,
      left: need(left, 'condition'),
      right,
    };
    left = { expression, at: left.at, type: 'condition' };
  }
  return left;
}

function comparison(reader: Reader): Part {
  const left = sum(reader);
  const token = peek(reader);
  if (token.type !== 'operator' || !isComparison(token.operator)) return left;
  take(reader);
  const { operator } = token;
  const sides = { left: need(left, 'number'), right: need(sum(reader), 'number') };
  return { expression: { type: 'binary', operator, ...sides }, at: left.at, type: 'condition' };
}

function sum(reader: Reader): Part {
  return arithmetic(reader, ['+', '-'], (inner) => arithmetic(inner, ['*', '/'], signed));
}

function arithmetic(
  reader: Reader,
  operators: readonly ('+' | '-' | '*' | '/')[],
  below: (reader: Reader) => Part,
): Part {
  let left = below(reader);
  for (;;) {
    const token = peek(reader);
    if (token.type !== 'operator') return left;
    const operator = operators.find((one) => one === token.operator);
    if (!operator) return left;
    take(reader);
    const sides = { left: need(left, 'number'), right: need(below(reader), 'number') };
    left = { expression: { type: 'binary', operator, ...sides }, at: left.at, type: 'number' };
  }
}

function signed(reader: Reader): Part {
  const token = peek(reader);
  const sign = token.type === 'operator' ? token.operator : null;
  if (sign !== '-' && sign !== '+') return primary(reader);
  take(reader);
  const operand = need(deeper(reader, signed), 'number');
  const expression: Expression = sign === '-' ? { type: 'negate', operand } : operand;
  return { expression, at: token.at, type: 'number' };
}

function primary(reader: Reader): Part {
  const token = take(reader);
  const { at } = token;
  switch (token.type) {
    case 'number':
      return { expression: { type: 'number', value: token.value }, at, type: 'number' };
    case 'open': {
      const inner = deeper(reader, alternatives);
      expectToken(reader, 'close');
      return { ...inner, at };
    }
    case 'function':
      return call(reader, token.name, token);
    case 'word':
      if (token.word === 'true' || token.word === 'false') {
        const value = token.word === 'true';
        return { expression: { type: 'boolean', value }, at, type: 'condition' };
      }
      if (token.word === 'not') {
        const operand = need(deeper(reader, primary), 'condition');
        return { expression: { type: 'not', operand }, at, type: 'condition' };
      }
      break;
  }
  return referencePart(reference(reader, token), at);
}

function referencePart(expression: Reference, at: number): Part {
  return { expression, at, type: expression.type === 'rows' ? 'numbers' : 'number' };
}

/** "(3)", "dòng 2", "dòng 2 cột (3)", "các dòng (3)", each with "[kỳ trước]" in front. */
function reference(reader: Reader, first: PrintedToken, numbersOnly = true): Reference {
  let token = first;
  let period: Period = 'this';
  if (token.type === 'period') {
    period = token.period;
    token = take(reader);
  }
  const { at } = token;
  const { each } = reader.names;
  if (token.type === 'word' && (token.word === 'row' || token.word === 'rows')) {
    const row = token.word === 'row' ? namedRow(reader) : null;
    const column = columnAfter(reader, numbersOnly);
    if (column === null && each !== 'column') {
      throw new Refusal({ code: 'needs_column', at, found: token.text });
    }
    return token.word === 'row'
      ? { type: 'cell', row, column, period }
      : { type: 'rows', column, period };
  }
  if (token.type === 'word' && token.word === 'column') token = take(reader);
  if (token.type !== 'column') throw unexpected(token);
  if (each !== 'row') throw new Refusal({ code: 'needs_row', at, found: token.text });
  return { type: 'cell', row: null, column: columnOf(reader, token, numbersOnly), period };
}

function namedRow(reader: Reader): string {
  const token = take(reader);
  if (token.type !== 'row') throw unexpected(token);
  const key = rowNamed(reader.names, token.words, token.quoted);
  if (key !== null) return key;
  throw new Refusal({ code: 'unknown_row', at: token.at, found: token.words });
}

function columnAfter(reader: Reader, numbersOnly: boolean): string | null {
  const token = peek(reader);
  const said = token.type === 'word' && token.word === 'column';
  if (said) take(reader);
  const column = peek(reader);
  if (column.type !== 'column') {
    if (said) throw unexpected(column);
    return null;
  }
  take(reader);
  return columnOf(reader, column, numbersOnly);
}

function columnOf(
  { names }: Reader,
  { at, number, text }: PrintedToken & { type: 'column' },
  numbersOnly: boolean,
): string {
  const key = columnNumbered(names, number);
  if (key === null) throw new Refusal({ code: 'unknown_column', at, found: text });
  const numeric = names.columns.some((column) => column.key === key && column.numeric);
  if (numbersOnly && !numeric) throw new Refusal({ code: 'no_number', at, found: text });
  return key;
}

function call(reader: Reader, name: FunctionName, { at }: PrintedToken): Part {
  const wrong = new Refusal({ code: 'wrong_arguments', at, found: FUNCTION_WORDS[name][0] });
  const parts: Part[] = [];
  const next = peek(reader);
  // "làm tròn(3)": the brackets of the call are those of the column.
  if (next.type === 'column') {
    parts.push(referencePart(reference(reader, take(reader), name !== 'given'), next.at));
  } else {
    expectToken(reader, 'open');
    do parts.push(deeper(reader, (inner) => argument(inner, name)));
    while (peek(reader).type === 'separator' && take(reader));
    expectToken(reader, 'close');
  }
  const [least, most] = FUNCTIONS[name];
  if (parts.length < least || parts.length > most) throw wrong;
  if (parts.every(({ expression }) => expression.type === 'number')) {
    throw new Refusal({ code: 'bare_numbers', at, found: FUNCTION_WORDS[name][0] });
  }
  if (name === 'round' && parts[1] && parts[1].expression.type !== 'number') throw wrong;
  const args = typed(name, parts);
  const expression: Expression = { type: 'call', name, args };
  if (name === 'given' || name === 'rounds') return { expression, at, type: 'condition' };
  return { expression, at, type: name === 'if' ? (parts[1]?.type ?? 'number') : 'number' };
}

function argument(reader: Reader, name: FunctionName): Part {
  if (name !== 'given') return alternatives(reader);
  const token = take(reader);
  const cell = reference(reader, token, false);
  if (cell.type === 'cell') return referencePart(cell, token.at);
  const found = FUNCTION_WORDS[name][0];
  throw new Refusal({ code: 'wrong_arguments', at: token.at, found });
}

function typed(name: FunctionName, parts: readonly Part[]): Expression[] {
  const [test, yes, no] = parts;
  if (name === 'if' && test && yes && no) {
    const type = yes.type === 'condition' ? 'condition' : 'number';
    return [need(test, 'condition'), need(yes, type), need(no, type)];
  }
  const many = name === 'sum' || name === 'min' || name === 'max';
  return parts.map((part) =>
    many && part.type === 'numbers' ? part.expression : need(part, 'number'),
  );
}

function need(part: Part, expected: 'number' | 'condition'): Expression {
  if (part.type === expected) return part.expression;
  throw new Refusal({ code: 'wrong_type', at: part.at, expected });
}

function deeper(reader: Reader, read: (reader: Reader) => Part): Part {
  if (reader.depth >= DEEPEST) throw new Refusal({ code: 'too_complex' });
  reader.depth += 1;
  const part = read(reader);
  reader.depth -= 1;
  return part;
}

function peek({ tokens, next }: Reader): PrintedToken {
  return tokens[next] ?? { type: 'end', at: 0, text: '' };
}

function take(reader: Reader): PrintedToken {
  const token = peek(reader);
  if (token.type !== 'end') reader.next += 1;
  return token;
}

function expectToken(reader: Reader, type: 'open' | 'close'): void {
  const token = take(reader);
  if (token.type !== type) throw unexpected(token);
}

function unexpected({ type, at, text }: PrintedToken): Refusal {
  return new Refusal(
    type === 'end' ? { code: 'unfinished', at } : { code: 'unexpected', at, found: text },
  );
}

function refuse(problem: PrintedProblem): PrintedReading {
  return { ok: false, problem };
}
