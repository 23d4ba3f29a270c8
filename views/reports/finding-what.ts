import { placeKey } from '../../core/indicators/cells.ts';
import type { Finding, FindingCell, LikelySlip } from '../../core/indicators/finding.ts';
import { columnOf, type IndicatorForm } from '../../core/indicators/form.ts';
import type { Markup } from '../../core/messages/markup.ts';
import type { Translate } from '../../locales/index.ts';
import { columnName } from './cell.ts';
import { formRowLabel, type Names } from './finding-names.ts';
import { numberOfCell, type Part, type Side } from './finding-sides.ts';
import { isConsequence } from './finding-slip.ts';

const MOST_PARTS = 6;

/** A finding, and all that it takes to put it into words. */
export interface View {
  finding: Finding;
  form: IndicatorForm;
  t: Translate;
  names: Names;
}

/** A number, and as it is printed here. */
interface Figure {
  text: string;
}

/** A value and where it comes from: "8 ở ô Tổng số", "9 (A 4 + B 5)". */
export function whatText(side: Side, { text: value }: Figure, view: View): Markup {
  const { finding, form, t, names } = view;
  const home = finding.cells[0] ?? null;
  const name = (cell: FindingCell) => (home ? names.beside(cell, home) : names.full(cell));
  switch (side.kind) {
    case 'number':
      return t('finding.what.number', { value });
    case 'cell':
      return t(besideKey(side.cell, home), { value, cell: name(side.cell) });
    case 'report': {
      const { period } = side;
      if (home && side.row === home.row && side.column === home.column) {
        return t(`finding.what_same.${period}`, { value });
      }
      const row =
        finding.cells.find((cell) => cell.row === side.row)?.rowLabel ??
        formRowLabel(side.row ?? '', form) ??
        '';
      const columnLabel = columnOf(form, side.column ?? '')?.path ?? [];
      const cell = { row: side.row ?? '', column: side.column ?? '', rowLabel: row, columnLabel };
      const said = home ? names.beside(cell, home) : names.full(cell);
      return t(`finding.what.${period}`, { value, cell: said });
    }
    case 'sum':
      return t('finding.what.made', { value, from: partsText(side.parts, view) });
    case 'share':
      return t('finding.what.share', {
        value,
        part: `${name(side.part)} ${names.value(side.part)}`,
        whole: `${name(side.whole)} ${names.value(side.whole)}`,
      });
    case 'formula':
      if (side.period !== null) return t(`finding.what_from.${side.period}`, { value });
      if (side.cells.length === 0) return t('finding.what.number', { value });
      return t('finding.what.calculated', { value, from: cellsText(side.cells, view) });
  }
}

/** "Sớm hạn 1.525 + Đúng hạn (để trống) + Trễ hạn 1"; of many parts those that hold something. */
export function partsText(parts: readonly Part[], view: View): string {
  const { finding, form, t, names } = view;
  const home = finding.cells[0] ?? null;
  const suspects = new Set(cellsOfSlip(finding.likelySlip).map(placeKey));
  const weight = ({ cell }: Part) =>
    suspects.has(placeKey(cell)) ? 0 : numberOfCell(cell, form) ? 1 : 2;
  const chosen = new Set([...parts].sort((a, b) => weight(a) - weight(b)).slice(0, MOST_PARTS));
  const shown = parts.filter((part) => chosen.has(part));
  const group = parts.map(({ cell }) => cell);
  const text = shown.map((part, index) => {
    const { cell, minus } = part;
    const name = home ? names.among(cell, group, home) : names.full(cell);
    const sign = index === 0 ? (minus ? '−' : '') : minus ? ' − ' : ' + ';
    return `${sign}${name} ${names.value(cell)}`;
  });
  const count = parts.length - shown.length;
  return count > 0
    ? `${text.join('')} + … ${t.plain('finding.more_cells', { count })}`
    : text.join('');
}

/** Cells and what stands in them. */
export function cellsText(cells: readonly FindingCell[], view: View): string {
  const { finding, t, names } = view;
  const home = finding.cells[0] ?? null;
  const distinct = [...new Map(cells.map((cell) => [placeKey(cell), cell])).values()];
  const text = distinct.slice(0, MOST_PARTS).map((cell) => {
    const same = home !== null && placeKey(home) === placeKey(cell);
    const name = same
      ? columnName(cell.columnLabel)
      : home
        ? names.beside(cell, home)
        : names.full(cell);
    return `${name} ${names.value(cell)}`;
  });
  const count = distinct.length - text.length;
  const rest = count > 0 ? [`… ${t.plain('finding.more_cells', { count })}`] : [];
  return [...text, ...rest].join('; ');
}

/** A cell of the column the reader is in is told by its row. */
function besideKey(cell: FindingCell, home: FindingCell | null): string {
  const sameColumn = home?.column === cell.column && home.row !== cell.row;
  return sameColumn ? 'finding.what.row' : 'finding.what.cell';
}

/** What most likely went wrong in them must be seen. */
function cellsOfSlip(slip: LikelySlip | null): readonly FindingCell[] {
  if (!slip || isConsequence(slip)) return [];
  if (slip.kind === 'swapped') return slip.cells;
  if (slip.kind === 'shifted') return [slip.from, slip.to];
  return 'other' in slip ? [slip.cell, slip.other] : [slip.cell];
}
