import type { Expression, Reference } from './expression.ts';

const PERIOD_NAMES = { previous: 'previous', earlier: 'earlier', last_year: 'lastYear' } as const;

/** How tightly operators bind; what binds more loosely inside needs brackets. */
export const BINDING = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
} as const;

/** An expression as `parseExpression` reads it, always spelled the same way. */
export function spellExpression(expression: Expression): string {
  switch (expression.type) {
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'cell':
    case 'rows':
      return spellReference(expression);
    case 'negate':
    case 'not': {
      const sign = expression.type === 'negate' ? '-' : '!';
      return `${sign}${bracketed(expression.operand, isCompound(expression.operand))}`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const own = BINDING[operator];
      return `${bracketed(left, bindingOf(left) < own)} ${operator} ${bracketed(right, bindingOf(right) <= own)}`;
    }
    case 'call':
      return `${expression.name}(${expression.args.map(spellExpression).join(', ')})`;
  }
}

/** How tightly an expression holds together; what is in one piece, most tightly. */
export function bindingOf(expression: Expression): number {
  return expression.type === 'binary' ? BINDING[expression.operator] : 9;
}

/** Needs brackets behind a sign. */
export function isCompound({ type }: Expression): boolean {
  return type === 'binary' || type === 'negate' || type === 'not';
}

function bracketed(expression: Expression, brackets: boolean): string {
  const text = spellExpression(expression);
  return brackets ? `(${text})` : text;
}

function spellReference(reference: Reference): string {
  const row = reference.type === 'rows' ? 'rows' : reference.row;
  const plain = [row, reference.column].filter((part) => part !== null).join('.');
  return reference.period === 'this' ? plain : `${PERIOD_NAMES[reference.period]}(${plain})`;
}
