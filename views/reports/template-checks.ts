import type { CellPlace } from '../../core/indicators/cells.ts';
import { referencesIn } from '../../core/indicators/expression.ts';
import {
  type Column,
  columnOf,
  type FormCheck,
  type FormRow,
  isNumeric,
} from '../../core/indicators/form.ts';
import { placeOf } from '../../core/indicators/sheet.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import type { AddressOf, TemplateCheck } from '../../exports/template-shape.ts';
import type { Translate } from '../../locales/index.ts';
import {
  conditionFormula,
  followsFormula,
  inputRanges,
  type Spot,
  wordsOf,
} from './template-formula.ts';
import type { FormGrid } from './template-grid.ts';

/** Everything a template checks: that cells can be read, that stated sums agree, the form's own. */
export function templateChecks(grid: FormGrid, t: Translate): TemplateCheck[] {
  return [
    ...grid.rows.flatMap((row) => [
      ...required(grid, row, t),
      ...readable(grid, row, t),
      ...stated(grid, row, t),
    ]),
    ...grid.owed.form.checks.flatMap((check) =>
      spotsOf(check, grid).map((at) => ofForm(grid, check, at, t)),
    ),
  ];
}

function required(grid: FormGrid, row: FormRow, t: Translate): TemplateCheck[] {
  const columns = grid.owed.form.columns.filter(
    ({ key: column, blank }) =>
      blank === 'required' && grid.formula({ row: row.key, column }) === null,
  );
  if (columns.length === 0 || row.sumOf !== null) return [];
  return [
    {
      row: row.key,
      level: 'error',
      label: t.plain('template.check.required', { columns: columns.map(named).join(', ') }),
      holds: (addressOf) => {
        const cells = columns.map(({ key: column }) => addressOf({ row: row.key, column }));
        const filled = cells.map((cell) => `TRIM(${cell})<>""`);
        return ifUsed(grid, row, `AND(${filled.join(',')})`, addressOf);
      },
    },
  ];
}

/** Typing is watched by Excel, pasting is not. */
function readable(grid: FormGrid, row: FormRow, t: Translate): TemplateCheck[] {
  const isPlain = (column: Column) => isNumeric(column) && column.units.length === 0;
  const inputs = grid.owed.form.columns.filter(
    (column) => isPlain(column) && grid.formula({ row: row.key, column: column.key }) === null,
  );
  if (inputs.length === 0) return [];
  const words = ['không', '-'].filter((word) =>
    inputs.every((column) => wordsOf(column).includes(word)),
  );
  const key = words.length > 0 ? 'template.check.figures' : 'template.check.only_figures';
  return [
    {
      row: row.key,
      level: 'error',
      label: t.plain(key),
      holds: (addressOf) => {
        const strange = inputRanges(grid, row.key, addressOf, isPlain).map((range) =>
          [
            `COUNTA(${range})-COUNT(${range})`,
            ...words.map((word) => `COUNTIF(${range},"${word}")`),
          ].join('-'),
        );
        const below = inputRanges(
          grid,
          row.key,
          addressOf,
          (column) => isPlain(column) && !column.negative,
        ).map((range) => `COUNTIF(${range},"<0")`);
        return `${[...strange, ...below].join('+')}=0`;
      },
    },
  ];
}

function stated(grid: FormGrid, row: FormRow, t: Translate): TemplateCheck[] {
  return grid.owed.form.columns.flatMap((column): TemplateCheck[] => {
    const place: CellPlace = { row: row.key, column: column.key };
    return grid.disputed(place).map((formula) => ({
      row: row.key,
      level: 'error',
      label: t.plain(`template.check.${formula.kind === 'sum' ? 'total' : 'computed'}`, {
        column: named(column),
      }),
      holds: (addressOf) => followsFormula(grid, place, formula, addressOf),
    }));
  });
}

function ofForm(grid: FormGrid, check: FormCheck, at: Spot, t: Translate): TemplateCheck {
  const { severity: level, expression } = check;
  const row = grid.rows.find(({ key }) => key === at.row);
  return {
    ...(row ? { row: row.key } : {}),
    level,
    label: labelOf(grid, check, at, t),
    holds: (addressOf) => {
      const condition = conditionFormula(grid, expression, at, addressOf);
      return condition && row ? ifUsed(grid, row, condition, addressOf) : condition;
    },
  };
}

/** The check in its own words, with the column it is about and the figure it is held against. */
function labelOf(grid: FormGrid, check: FormCheck, at: Spot, t: Translate): string {
  const { form } = grid.owed;
  const columns = referencesIn(check.expression).flatMap(({ column }) => {
    const found = column === null ? null : columnOf(form, column);
    return found ? named(found) : [];
  });
  const words =
    check.label ?? t.plain('template.check.unnamed', { columns: [...new Set(columns)].join(', ') });
  const known = referencesIn(check.expression).flatMap((reference) => {
    const place = placeOf(reference, at);
    const value = place && grid.sheets[reference.period]?.number(place);
    return reference.period === 'this' || typeof value !== 'number' ? [] : formatNumber(value);
  });
  const figures = [...new Set(known)].join(', ');
  const against = figures === '' ? '' : t.plain('template.check.against', { figures });
  const column = at.column === null ? null : columnOf(form, at.column);
  return `${words}${against}${column ? t.plain('template.check.of_column', { column: named(column) }) : ''}`;
}

/** Rows of a form with free rows may stay empty. */
function ifUsed(grid: FormGrid, row: FormRow, condition: string, addressOf: AddressOf): string {
  if (grid.owed.form.definition.rows.kind !== 'free' || row.sumOf !== null) return condition;
  const inputs = inputRanges(grid, row.key, addressOf).join(',');
  return `IF(COUNTA(${inputs})=0,TRUE,${condition})`;
}

function spotsOf(check: FormCheck, grid: FormGrid): Spot[] {
  if (check.each === 'form') return [{ row: null, column: null }];
  if (check.each === 'column') return check.columns.map((column) => ({ row: null, column }));
  const { rows } = check;
  return grid.rows
    .filter(({ key, sumOf }) => {
      if (rows === 'all') return true;
      if (rows === 'items') return sumOf === null;
      return rows === 'totals' ? sumOf !== null : rows.includes(key);
    })
    .map(({ key }) => ({ row: key, column: null }));
}

/** "Đồng ý giải quyết › Tổng số": the group tells columns of one name apart. */
function named({ path }: Column): string {
  return `“${path.slice(-2).join(' › ')}”`;
}
