import { placeKey } from '../../core/indicators/cells.ts';
import { compare } from '../../core/indicators/evaluate.ts';
import type { Finding, FindingCell, LikelySlip } from '../../core/indicators/finding.ts';
import { columnOf, type IndicatorForm } from '../../core/indicators/form.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import type { Translate } from '../../locales/index.ts';
import { twoNumbers } from './cell.ts';
import { type Names, namesFor } from './finding-names.ts';
import { isWorkedOut, numberOfCell, sidesOf } from './finding-sides.ts';

/** Places named as the cause of another. */
const MOST_CAUSES = 3;

type OwnSlip = Exclude<LikelySlip, { kind: 'follows' | 'same_difference' }>;
type Consequence = Extract<LikelySlip, { kind: 'follows' | 'same_difference' }>;

/** The finding says nothing new: it rests on others. */
export function isConsequence(slip: LikelySlip | null): slip is Consequence {
  return slip?.kind === 'follows' || slip?.kind === 'same_difference';
}

/** "👉 Có thể ô này bị đảo hai chữ số: đang ghi 1.562, đúng ra là 1.526." */
export function slipText(
  finding: Finding,
  slip: OwnSlip,
  form: IndicatorForm,
  t: Translate,
): Markup {
  const names = namesFor(finding, form, t);
  if (slip.kind === 'swapped') {
    const [first, second] = slip.cells;
    return t('finding.slip.swapped', {
      first: where(first, finding, names, form, t),
      first_value: names.value(first),
      second: where(second, finding, names, form, t),
      second_value: names.value(second),
    });
  }
  if (slip.kind === 'shifted') {
    return t(`finding.slip.shifted_${slip.direction}`, {
      from: where(slip.from, finding, names, form, t),
      to: where(slip.to, finding, names, form, t),
    });
  }
  const { cell, shouldBe } = slip;
  const column = columnOf(form, cell.column);
  const was = numberOfCell(cell, form);
  const [before, after] = twoNumbers(was ?? shouldBe, shouldBe, column);
  const other = 'other' in slip ? slip.other : null;
  const said = t(`finding.slip.${slip.kind}`, {
    where: where(cell, finding, names, form, t),
    was: cell.value === null || was === null ? names.value(cell) : before,
    value: after,
    other: other ? names.beside(other, cell) : '',
    other_value: other ? inBrackets(names.value(other)) : '',
  });
  return join([said, aside(finding, cell, shouldBe, form, t)], ' ');
}

/** The places a finding follows from; '' where none of them can be named. */
export function causesText(
  finding: Finding,
  { findings: ids }: Consequence,
  form: IndicatorForm,
  others: readonly Finding[],
  t: Translate,
): string {
  const names = namesFor(finding, form, t);
  const causes = ids.map((id) => {
    const cause = others.find((other) => other.id === id)?.cells[0] ?? placeOf(id, names);
    return cause ? names.full(cause) : null;
  });
  const [own] = finding.cells;
  const self = own ? names.full(own) : null;
  const known = [...new Set(causes.filter((name) => name !== null && name !== self))];
  const shown = known.slice(0, MOST_CAUSES);
  const hidden = known.length > shown.length || causes.includes(null);
  return [...shown, ...(hidden && shown.length > 0 ? ['…'] : [])].join('; ');
}

/** The stated cell of a finding that only its id is known of. */
function placeOf(id: string, names: Names) {
  const [, check = '', at = ''] = /^([^@]*)@(.*)$/s.exec(id) ?? [];
  if (check.startsWith('sum.')) return names.place({ row: check.slice(4), column: at });
  const computed = /^computed\.([^.]+)/.exec(check)?.[1];
  return computed === undefined ? null : names.place({ row: at, column: computed });
}

/** "ô này" for the cell the finding opens with, if it opens with one; else its name. */
function where(
  cell: FindingCell,
  finding: Finding,
  names: Names,
  form: IndicatorForm,
  t: Translate,
): string {
  const [home] = finding.cells;
  if (!home) return names.full(cell);
  const sides = sidesOf(finding, form);
  if (sides?.kind === 'both' || sides?.kind === 'near') {
    const inRow = finding.cells.every(({ row }) => row === cell.row);
    return t.plain('finding.that_cell', {
      cell: inRow ? names.beside(cell, cell) : names.full(cell),
    });
  }
  if (placeKey(home) === placeKey(cell)) return t.plain('finding.this_cell');
  const key = cell.column === home.column ? 'finding.same_column' : 'finding.that_cell';
  return t.plain(key, { cell: names.beside(cell, home) });
}

/** Words for blanks bring their own. */
function inBrackets(value: string): string {
  return value.startsWith('(') ? value : `(${value})`;
}

/** What keeps the correction from being plain from the figures shown. */
function aside(
  finding: Finding,
  cell: FindingCell,
  shouldBe: number,
  form: IndicatorForm,
  t: Translate,
): Markup | null {
  const [home] = finding.cells;
  if (!finding.cells.some((one) => placeKey(one) === placeKey(cell))) {
    // Totals that nobody typed follow by themselves.
    const typed = finding.cells.some((one) => one.value !== null && follows(one, form));
    return typed ? t('finding.slip_elsewhere') : null;
  }
  const settled = finding.expected === null || compare(shouldBe, '==', finding.expected);
  const isHome = home !== undefined && placeKey(home) === placeKey(cell);
  return isHome && finding.relation === '==' && !settled ? t('finding.slip_after_others') : null;
}

/** Of a computed column or in a total row. */
function follows(cell: FindingCell, form: IndicatorForm): boolean {
  return isWorkedOut({ ...cell, value: null }, form);
}
