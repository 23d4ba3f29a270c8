import { type CellPlace, placeKey } from '../../core/indicators/cells.ts';
import type { Finding, FindingCell } from '../../core/indicators/finding.ts';
import { columnOf, type IndicatorForm } from '../../core/indicators/form.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import type { Translate } from '../../locales/index.ts';
import { type CellLabels, cellName, columnName, figureText, numberText, rowName } from './cell.ts';
import { isWorkedOut } from './finding-sides.ts';

/** Cells of one finding, each in as few words as tell it apart from where the reader is. */
export interface Names {
  /** With its row and all its headings. */
  full(cell: CellPlace & CellLabels): string;
  /** Beside `home`, which the reader has before them. */
  beside(cell: CellPlace & CellLabels, home: CellPlace): string;
  /** Within a group of cells that is shown together with `home`. */
  among(cell: FindingCell, group: readonly FindingCell[], home: FindingCell): string;
  /** "1.562", "(để trống)". */
  value(cell: FindingCell): string;
  /** A place that no finding names; null where its row's name is not known. */
  place(place: CellPlace): (CellPlace & CellLabels) | null;
}

export function namesFor(finding: Finding, form: IndicatorForm, t: Translate): Names {
  const alone = isAlone(form);
  const full = (cell: CellLabels) =>
    cellName(alone ? { rowLabel: '', columnLabel: cell.columnLabel } : cell, t);
  return {
    full,
    beside: (cell, home) => {
      if (cell.row === home.row) return columnName(near(cell, home, form));
      return cell.column === home.column ? rowName(cell.rowLabel, t) : full(cell);
    },
    among: (cell, group, home) => {
      const all = [home, ...group];
      if (all.every(({ column }) => column === home.column)) return rowName(cell.rowLabel, t);
      if (all.some(({ row }) => row !== home.row)) return full(cell);
      const own = shortest(cell.columnLabel, form);
      const rest = cell.columnLabel.slice(sharedDepth(all));
      return columnName(rest.length > 0 && rest.length < own.length ? rest : own);
    },
    value: (cell) => {
      if (isWorkedOut(cell, form)) {
        if (cell.comesTo === undefined) return t.plain('finding.worked_out');
        const value = numberText(cell.comesTo, columnOf(form, cell.column));
        return t.plain('finding.worked_out_as', { value });
      }
      const column = columnOf(form, cell.column);
      if (column) return figureText(cell.value, column, t);
      return typeof cell.value === 'number' ? formatNumber(cell.value, 6) : String(cell.value);
    },
    place: (place) => {
      const known = finding.cells.find((cell) => placeKey(cell) === placeKey(place));
      const rowLabel =
        known?.rowLabel ?? finding.cells.find(({ row }) => row === place.row)?.rowLabel;
      const label = rowLabel ?? formRowLabel(place.row, form);
      const column = columnOf(form, place.column);
      return label === null || !column
        ? null
        : { ...place, rowLabel: label, columnLabel: column.path };
    },
  };
}

/** The form has one row only, so its name says nothing. */
function isAlone({ definition: { rows } }: IndicatorForm): boolean {
  return rows.kind === 'fixed' && rows.items.length === 1;
}

export function formRowLabel(key: string, { definition: { rows } }: IndicatorForm): string | null {
  if (rows.kind === 'fixed') return rows.items.find((row) => row.key === key)?.label ?? null;
  if (rows.total?.key === key) return rows.total.label;
  return rows.kind === 'free' && /^r[1-9]\d{0,5}$/.test(key) ? key : null;
}

/** The innermost headings that no other column of the form ends in. */
function shortest(path: readonly string[], form: IndicatorForm): readonly string[] {
  const others = form.columns.filter((column) => column.path.join('\n') !== path.join('\n'));
  for (let length = 1; length < path.length; length += 1) {
    const ending = path.slice(-length);
    const taken = others.some(
      (other) => other.path.slice(-length).join('\n') === ending.join('\n'),
    );
    if (!taken) return ending;
  }
  return path;
}

/** One heading where it is under the same as `home`'s, else one more, for the reader to find it. */
function near(cell: CellLabels, home: CellPlace, form: IndicatorForm): readonly string[] {
  const path = cell.columnLabel;
  const beside = columnOf(form, home.column)?.path ?? [];
  const together = path.slice(0, -1).join('\n') === beside.slice(0, -1).join('\n');
  return path.slice(-Math.max(together ? 1 : 2, shortest(path, form).length));
}

/** How many headings, from the outermost, the cells have in common. */
function sharedDepth(cells: readonly CellLabels[]): number {
  const [first, ...others] = cells.map(({ columnLabel }) => columnLabel);
  if (!first) return 0;
  const differs = first.findIndex((heading, depth) =>
    others.some((other) => other[depth] !== heading),
  );
  return differs < 0 ? first.length : differs;
}
