import jsep from 'jsep';
import {
  type Expression,
  FUNCTIONS,
  type FunctionName,
  isComparison,
  type Period,
  type Reference,
} from './expression.ts';

/** What names mean where an expression stands. */
export interface Scope {
  /** Plain names are columns of the current row (`row`), rows of the current column, or nothing. */
  each: 'row' | 'column' | 'form';
  /** Keys of the columns, and whether they hold numbers. */
  columns: ReadonlyMap<string, 'number' | 'other'>;
  /** Keys of the rows that are known beforehand. */
  rows: ReadonlySet<string>;
}

export type ExpressionProblem =
  | { code: 'too_long'; max: number }
  | { code: 'too_complex' }
  | { code: 'syntax'; reason: string }
  | { code: 'unknown_name'; name: string }
  | { code: 'unknown_function'; name: string }
  | { code: 'wrong_arguments'; name: string }
  /** A column of texts or days where a number is needed. */
  | { code: 'no_number'; name: string }
  /** A condition where a number is needed, or the other way round. */
  | { code: 'wrong_type'; expected: 'number' | 'condition' }
  /** A construct of the general expression grammar that has no place here. */
  | { code: 'not_allowed'; what: string };

export type ExpressionReading =
  | { ok: true; expression: Expression }
  | { ok: false; problem: ExpressionProblem };

const longest = 1000;
const deepest = 60;
const mostNodes = 300;
const periods: Readonly<Record<string, Period>> = {
  previous: 'previous',
  earlier: 'earlier',
  lastYear: 'last_year',
};

/** Names with a meaning of their own, which no row or column may take. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'rows',
  'true',
  'false',
  'null',
  'this',
  ...Object.keys(periods),
  ...Object.keys(FUNCTIONS),
]);

/**
 * Reads a formula such as `received == carried_over + new`, `r2 <= r1` or
 * `carried_over == previous('in_progress')`. Names are columns (or rows, see `Scope`); `row.column`
 * is one cell, `rows.column` the column's cells in all rows but totals, for sum(), min() and max().
 * As people write in spreadsheets, `=`, `<>`, `≤` and `≥` are understood too. `as` says what the
 * result must be. Every problem is a typed value; nothing of the text is ever run.
 */
export function parseExpression(
  text: string,
  scope: Scope,
  as: 'number' | 'condition',
): ExpressionReading {
  if (text.length > longest) return refuse({ code: 'too_long', max: longest });
  let tree: jsep.Expression;
  try {
    tree = jsep(spelledOut(text));
  } catch (error) {
    return refuse({ code: 'syntax', reason: error instanceof Error ? error.message : '' });
  }
  try {
    const expression = translate(tree, { scope, nodes: 0 }, 0);
    expect(expression, as);
    return { ok: true, expression };
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.problem);
    throw error;
  }
}

function spelledOut(text: string): string {
  return text
    .replace(/<>|≠/g, '!=')
    .replace(/≤/g, '<=')
    .replace(/≥/g, '>=')
    .replace(/(?<![<>!=])=(?!=)/g, '==');
}

/** Carries a problem out of the recursion; never leaves this file. */
class Refusal extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

interface Work {
  scope: Scope;
  nodes: number;
}

function translate(node: jsep.Expression, work: Work, depth: number): Expression {
  work.nodes += 1;
  if (depth > deepest || work.nodes > mostNodes) throw new Refusal({ code: 'too_complex' });
  const below = (child: jsep.Expression) => translate(child, work, depth + 1);
  const tree = node as jsep.CoreExpression;
  switch (tree.type) {
    case 'Literal':
      if (typeof tree.value === 'number' && Number.isFinite(tree.value)) {
        return { type: 'number', value: tree.value };
      }
      if (typeof tree.value === 'boolean') return { type: 'boolean', value: tree.value };
      throw new Refusal({ code: 'not_allowed', what: tree.raw });
    case 'Identifier':
    case 'MemberExpression':
      return reference(node, work.scope);
    case 'UnaryExpression':
      return unary(tree.operator, below(tree.argument));
    case 'BinaryExpression':
      return binary(tree.operator, below(tree.left), below(tree.right));
    case 'ConditionalExpression':
      return call('if', [below(tree.test), below(tree.consequent), below(tree.alternate)]);
    case 'CallExpression': {
      const name = tree.callee.type === 'Identifier' ? String(tree.callee.name) : '';
      if (Object.hasOwn(periods, name)) {
        const period = periods[name] ?? 'this';
        const [only, ...rest] = tree.arguments;
        if (!only || rest.length > 0) throw new Refusal({ code: 'wrong_arguments', name });
        return { ...reference(only, work.scope), period };
      }
      if (!Object.hasOwn(FUNCTIONS, name)) throw new Refusal({ code: 'unknown_function', name });
      if (name === 'given') return givenCell(tree.arguments, work.scope);
      return call(name as FunctionName, tree.arguments.map(below));
    }
    default:
      throw new Refusal({ code: 'not_allowed', what: tree.type });
  }
}

/** A plain name, `row.column`, or either as a quoted text. */
function reference(node: jsep.Expression, scope: Scope, numbersOnly = true): Reference {
  const name = nameOf(node);
  const [first = '', second, ...rest] = name.split('.');
  if (rest.length > 0) throw new Refusal({ code: 'unknown_name', name });
  const found = resolve(first, second, scope);
  if (found === null) throw new Refusal({ code: 'unknown_name', name });
  if (numbersOnly && found.column !== null && scope.columns.get(found.column) !== 'number') {
    throw new Refusal({ code: 'no_number', name });
  }
  return found;
}

function nameOf(node: jsep.Expression): string {
  if (node.type === 'Identifier') return String(node.name);
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const { object, property, computed } = node as jsep.MemberExpression;
  const simple = node.type === 'MemberExpression' && !computed;
  if (simple && object.type === 'Identifier' && property.type === 'Identifier') {
    return `${String(object.name)}.${String(property.name)}`;
  }
  throw new Refusal({ code: 'not_allowed', what: node.type });
}

function resolve(first: string, second: string | undefined, scope: Scope): Reference | null {
  const period = 'this';
  if (first === 'rows') {
    if (second === undefined && scope.each !== 'column') return null;
    if (second !== undefined && !scope.columns.has(second)) return null;
    return { type: 'rows', column: second ?? null, period };
  }
  if (second !== undefined) {
    const known = scope.rows.has(first) && scope.columns.has(second);
    return known ? { type: 'cell', row: first, column: second, period } : null;
  }
  if (scope.each === 'row' && scope.columns.has(first)) {
    return { type: 'cell', row: null, column: first, period };
  }
  if (scope.each === 'column' && scope.rows.has(first)) {
    return { type: 'cell', row: first, column: null, period };
  }
  return null;
}

function givenCell(args: readonly jsep.Expression[], scope: Scope): Expression {
  const [only, ...rest] = args;
  const cell = only && rest.length === 0 ? givenReference(only, scope) : null;
  if (cell?.type !== 'cell') throw new Refusal({ code: 'wrong_arguments', name: 'given' });
  return { type: 'call', name: 'given', args: [cell] };
}

/** given() takes cells of any kind and any report: given(note), given(previous('total')). */
function givenReference(node: jsep.Expression, scope: Scope): Reference {
  const { callee, arguments: inner } = node as jsep.CallExpression;
  const period = node.type === 'CallExpression' ? periods[String(callee.name)] : undefined;
  if (period === undefined) return reference(node, scope, false);
  const [only, ...rest] = inner;
  if (!only || rest.length > 0) throw new Refusal({ code: 'wrong_arguments', name: 'given' });
  return { ...reference(only, scope, false), period };
}

function unary(operator: string, operand: Expression): Expression {
  if (operator === '!') return { type: 'not', operand: expect(operand, 'condition') };
  if (operator === '-') return { type: 'negate', operand: expect(operand, 'number') };
  if (operator === '+') return expect(operand, 'number');
  throw new Refusal({ code: 'not_allowed', what: operator });
}

function binary(operator: string, left: Expression, right: Expression): Expression {
  const arithmetic = operator === '+' || operator === '-' || operator === '*' || operator === '/';
  if (arithmetic || isComparison(operator)) {
    expect(left, 'number');
    expect(right, 'number');
    return { type: 'binary', operator, left, right };
  }
  if (operator === '&&' || operator === '||') {
    expect(left, 'condition');
    expect(right, 'condition');
    return { type: 'binary', operator, left, right };
  }
  throw new Refusal({ code: 'not_allowed', what: operator });
}

function call(name: FunctionName, args: readonly Expression[]): Expression {
  const [least, most] = FUNCTIONS[name];
  if (args.length < least || args.length > most) {
    throw new Refusal({ code: 'wrong_arguments', name });
  }
  if (name === 'if') {
    const [test, yes, no] = args;
    if (!test || !yes || !no) throw new Refusal({ code: 'wrong_arguments', name });
    expect(test, 'condition');
    expect(no, typeOf(yes) === 'condition' ? 'condition' : 'number');
    return { type: 'call', name, args };
  }
  const many = name === 'sum' || name === 'min' || name === 'max';
  for (const arg of args) if (!(many && arg.type === 'rows')) expect(arg, 'number');
  // A fixed number of places keeps the formula the same in a spreadsheet.
  if (name === 'round' && args[1] && args[1].type !== 'number') {
    throw new Refusal({ code: 'wrong_arguments', name });
  }
  return { type: 'call', name, args };
}

function expect(expression: Expression, type: 'number' | 'condition'): Expression {
  if (typeOf(expression) !== type) throw new Refusal({ code: 'wrong_type', expected: type });
  return expression;
}

function typeOf(expression: Expression): 'number' | 'condition' | 'numbers' {
  switch (expression.type) {
    case 'number':
    case 'cell':
    case 'negate':
      return 'number';
    case 'rows':
      return 'numbers';
    case 'boolean':
    case 'not':
      return 'condition';
    case 'binary':
      return '+-*/'.includes(expression.operator) ? 'number' : 'condition';
    case 'call': {
      if (expression.name === 'rounds' || expression.name === 'given') return 'condition';
      const yes = expression.name === 'if' ? expression.args[1] : undefined;
      return yes && typeOf(yes) === 'condition' ? 'condition' : 'number';
    }
  }
}

function refuse(problem: ExpressionProblem): ExpressionReading {
  return { ok: false, problem };
}
