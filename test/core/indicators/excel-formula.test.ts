import { expect, it } from 'vitest';
import { type CellAddressOf, toExcelFormula } from '../../../core/indicators/excel-formula.ts';
import { parseExpression } from '../../../core/indicators/parse-expression.ts';

it('says what an address is wanted for: a value, whether it is given, or a sum', () => {
  const columns = new Map([
    ['a', 'number'],
    ['b', 'number'],
  ] as const);
  const text = 'given(a) && sum(rows.b, a) <= max(rows.b)';
  const reading = parseExpression(text, { each: 'row', columns, rows: new Set() }, 'condition');
  if (!reading.ok) throw new Error(reading.problem.code);
  const addressOf: CellAddressOf = ({ column, type }, use) => `${column}_${type}_${use}`;
  expect(toExcelFormula(reading.expression, addressOf)).toBe(
    'AND(a_cell_given<>"",SUM(b_rows_sum,a_cell_value)<=MAX(b_rows_value))',
  );
});
