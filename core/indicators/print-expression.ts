import { evaluate, type Values } from './evaluate.ts';
import type { Arithmetic, Comparison, Expression, Reference } from './expression.ts';
import {
  FUNCTION_WORDS,
  namedNumber,
  PERIOD_WORDS,
  PLAIN_WORDS,
  type PrintedNames,
  rowNamed,
} from './printed-names.ts';
import { BINDING, bindingOf, isCompound } from './spell-expression.ts';

const SIGNS: Readonly<Record<Arithmetic | Comparison | '&&' | '||', string>> = {
  '==': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '+': '+',
  '-': '-',
  '*': '×',
  '/': '/',
  '&&': PLAIN_WORDS.and[0],
  '||': PLAIN_WORDS.or[0],
};

/**
 * An expression as people read it: `(2) = [kỳ trước](10)`, `dòng 2 ≤ dòng 1`. `readPrinted` with the
 * same names reads it back to the same meaning. Throws RangeError for a column it does not know.
 */
export function printExpression(expression: Expression, names: PrintedNames): string {
  const print = (part: Expression): string => printExpression(part, names);
  const bracketed = (part: Expression, brackets: boolean) =>
    brackets ? `(${print(part)})` : print(part);
  switch (expression.type) {
    case 'number':
      return printNumber(expression.value);
    case 'boolean':
      return expression.value ? PLAIN_WORDS.true[0] : PLAIN_WORDS.false[0];
    case 'cell':
    case 'rows':
      return printReference(expression, names);
    case 'negate': {
      const operand = settled(expression.operand);
      return `-${bracketed(operand, isCompound(operand))}`;
    }
    case 'not':
      return `${PLAIN_WORDS.not[0]} (${print(expression.operand)})`;
    case 'binary': {
      const { operator } = expression;
      const [left, right] = [settled(expression.left), settled(expression.right)];
      const own = BINDING[operator];
      const [a, b] = [
        bracketed(left, bindingOf(left) < own),
        bracketed(right, bindingOf(right) <= own),
      ];
      return `${a} ${SIGNS[operator]} ${b}`;
    }
    case 'call': {
      const call = settle(expression);
      if (call.type !== 'call') return print(call);
      return `${FUNCTION_WORDS[call.name][0]}(${call.args.map(print).join('; ')})`;
    }
  }
}

const NOTHING: Values = { number: () => null, numbers: () => [], given: () => false };

/**
 * A call of plain numbers as what it comes to: "tổng(1; 2)" would look like the sum of two columns.
 * All others stay calls.
 */
function settle({ name, ...call }: Expression & { type: 'call' }): Expression {
  const args = call.args.map((arg) => (arg.type === 'call' ? settle(arg) : arg));
  const settled: Expression = { type: 'call', name, args };
  if (args.some((arg) => arg.type !== 'number')) return settled;
  const value = evaluate(settled, NOTHING);
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (value !== null) return { type: 'number', value };
  // What has no value: percent(1, 0).
  const [left, right]: Expression[] = [
    { type: 'number', value: 1 },
    { type: 'number', value: 0 },
  ];
  return left && right ? { type: 'binary', operator: '/', left, right } : settled;
}

function settled(expression: Expression): Expression {
  return expression.type === 'call' ? settle(expression) : expression;
}

function printNumber(value: number): string {
  const plain = String(value);
  const short = /e/.test(plain) || value <= Number.MAX_SAFE_INTEGER;
  return (short ? plain : value.toExponential()).replace('.', ',');
}

function printReference(reference: Reference, names: PrintedNames): string {
  const parts = [
    reference.type === 'rows' ? PLAIN_WORDS.rows[0] : null,
    reference.type === 'cell' && reference.row !== null ? printRow(reference.row, names) : null,
    reference.column === null ? null : `(${numberOfColumn(reference.column, names)})`,
  ];
  const plain = parts.filter((part) => part !== null).join(' ');
  return reference.period === 'this' ? plain : `[${PERIOD_WORDS[reference.period][0]}]${plain}`;
}

function printRow(key: string, names: PrintedNames): string {
  const row = names.rows.find((one) => one.key === key);
  const number = namedNumber(row?.number ?? '');
  if (number !== null && rowNamed(names, number, false) === key) {
    return `${PLAIN_WORDS.row[0]} ${number}`;
  }
  const label = row?.label ?? '';
  const clear = !/["“”]/.test(label) && rowNamed(names, label, true) === key;
  return `${PLAIN_WORDS.row[0]} "${clear ? label : key}"`;
}

function numberOfColumn(key: string, names: PrintedNames): string {
  const column = names.columns.find((one) => one.key === key);
  if (!column) throw new RangeError(`no column ${key}`);
  return column.number;
}
