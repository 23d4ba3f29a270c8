import { divides, type Expression, type Reference } from './expression.ts';

/**
 * Where a reference stands in the workbook: an address ("D7"), a range for the cells of many rows
 * ("D7:D17"), a number or any other operand; null when the workbook does not have it. `use` says
 * what for: its value; to see whether something stands there; or to be added up in SUM, which passes
 * over words and blanks.
 */
export type CellAddressOf = (reference: Reference, use: 'value' | 'given' | 'sum') => string | null;

/**
 * The formula as spreadsheets write it, without the "=" in front: `received == a + b` → "D7=E7+F7".
 * A condition that rests on a division by zero is true, a number empty, as in our own checks. Null
 * when a cell of it is not in the workbook (last period's values, for example). Function names are
 * the English ones that the file format uses in every language.
 */
export function toExcelFormula(
  expression: Expression,
  cellAddressOf: CellAddressOf,
): string | null {
  const written = write(expression, cellAddressOf);
  if (written === null) return null;
  if (!divides(expression)) return written;
  return `IFERROR(${written},${isCondition(expression) ? 'TRUE' : '""'})`;
}

const strength: Readonly<Record<string, number>> = {
  '==': 1,
  '!=': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
};
const symbols: Readonly<Record<string, string>> = { '==': '=', '!=': '<>' };

function write(expression: Expression, addressOf: CellAddressOf): string | null {
  switch (expression.type) {
    case 'number':
      return plainNumber(expression.value);
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE';
    case 'cell':
    case 'rows':
      return addressOf(expression, 'value');
    case 'not':
      return callOf('NOT', [write(expression.operand, addressOf)]);
    case 'negate': {
      const operand = inner(expression.operand, 4, addressOf);
      return operand === null ? null : `-${operand}`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '&&' || operator === '||') {
        const parts = [write(left, addressOf), write(right, addressOf)];
        return callOf(operator === '&&' ? 'AND' : 'OR', parts);
      }
      const own = strength[operator] ?? 0;
      const a = inner(left, own, addressOf);
      const b = inner(right, own + 1, addressOf);
      return a === null || b === null ? null : `${a}${symbols[operator] ?? operator}${b}`;
    }
    case 'call':
      return writeCall(expression, addressOf);
  }
}

/** In parentheses where it would otherwise bind less than what stands around it. */
function inner(expression: Expression, around: number, addressOf: CellAddressOf): string | null {
  const written = write(expression, addressOf);
  if (written === null) return null;
  const own =
    expression.type === 'binary'
      ? (strength[expression.operator] ?? 9)
      : expression.type === 'negate' || (expression.type === 'number' && expression.value < 0)
        ? 0
        : 9;
  const bare = expression.type === 'call' && expression.name === 'percent';
  return own < around || bare ? `(${written})` : written;
}

function writeCall(
  { name, args }: Expression & { type: 'call' },
  addressOf: CellAddressOf,
): string | null {
  const parts = args.map((arg) => write(arg, addressOf));
  const [a, b] = args.map((arg) => inner(arg, 4, addressOf));
  switch (name) {
    case 'given': {
      const [cell] = args;
      const address = cell?.type === 'cell' ? addressOf(cell, 'given') : null;
      return address === null ? null : `${address}<>""`;
    }
    case 'sum':
      return callOf(
        'SUM',
        args.map((arg) => (arg.type === 'rows' ? addressOf(arg, 'sum') : write(arg, addressOf))),
      );
    case 'percent':
      return a == null || b == null ? null : `${a}/${b}*100`;
    case 'round':
      return callOf('ROUND', parts.length === 1 ? [...parts, '0'] : parts);
    case 'rounds': {
      if (a == null || b == null) return null;
      const places = [0, 1, 2, 3, 4].flatMap((n) => [
        `${a}=ROUND(${b},${n})`,
        `${a}=TRUNC(${b},${n})`,
      ]);
      return callOf('OR', places);
    }
    default:
      return callOf(name.toUpperCase(), parts);
  }
}

function callOf(name: string, parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : `${name}(${parts.join(',')})`;
}

function isCondition(expression: Expression): boolean {
  if (expression.type === 'binary') return !'+-*/'.includes(expression.operator);
  if (expression.type === 'call') {
    const yes = expression.name === 'if' ? expression.args[1] : undefined;
    return expression.name === 'rounds' || (yes !== undefined && isCondition(yes));
  }
  return expression.type === 'boolean' || expression.type === 'not';
}

/** Without exponents, which formulas do not take everywhere. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
