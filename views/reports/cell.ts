import type { CellValue } from '../../core/indicators/cells.ts';
import type { Column } from '../../core/indicators/form.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { shorten } from '../../core/text/shorten.ts';
import { dateOf } from '../../core/time/local-date.ts';
import type { Translate } from '../../locales/index.ts';
import { fullDate } from '../dates.ts';

/** Criteria of official forms run to 200 characters; so many tell all of a form apart. */
const LONGEST_ROW = 110;
const LONGEST_HEADING = 80;
const LONGEST_WORDS = 60;
/** Places that are printed where a form asks for none, so that nothing wrong is hidden. */
const EXACT = 6;

/** The words a cell is known by. */
export interface CellLabels {
  rowLabel: string;
  /** From the outermost heading to the column's own. */
  columnLabel: readonly string[];
}

/**
 * "Xã Ba Cụm Bắc · Hồ sơ đã giải quyết › Đồng ý giải quyết › Sớm hạn", as plain text. A blank row
 * label (of a form's only row) is left out.
 */
export function cellName({ rowLabel, columnLabel }: CellLabels, t: Translate): string {
  const row = rowName(rowLabel, t);
  const column = columnName(columnLabel);
  return row === '' ? column : `${row} · ${column}`;
}

/** What a row is called; a free row without a name ("r3") by its number. */
export function rowName(label: string, t: Translate): string {
  const number = /^r([1-9]\d{0,5})$/.exec(label)?.[1];
  return number === undefined ? shorten(label, LONGEST_ROW) : t.plain('figures.row', { number });
}

/** Headings from the outermost in; one that only repeats the one above is left out. */
export function columnName(path: readonly string[]): string {
  return path
    .filter((heading, index) => heading !== path[index - 1])
    .map((heading) => shorten(heading, LONGEST_HEADING))
    .join(' › ');
}

/** A value as Vietnamese documents print it: "1.562", "93,66%", "8 đơn vị", "08/03/2019". */
export function figureText(value: CellValue, column: Column, t: Translate): string {
  if (value === null) return t.plain('figures.blank');
  if (typeof value === 'number') return numberText(value, column);
  if (typeof value === 'object') {
    return `${numberText(value.number, column)} ${shorten(value.unit, LONGEST_WORDS)}`;
  }
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  const date = column.kind === 'date' ? dateOf(Number(year), Number(month), Number(day)) : null;
  if (date !== null) return fullDate(date);
  return value.trim() === '' ? t.plain('figures.blank') : shorten(value, LONGEST_WORDS);
}

/** A number as a column prints it; `decimals` after the comma at most, the column's unless told. */
export function numberText(
  value: number,
  column: Pick<Column, 'kind' | 'decimals'> | null,
  decimals = decimalsOf(column),
): string {
  if (!Number.isFinite(value)) return '…';
  const sign = column?.kind === 'percent' ? '%' : '';
  return `${formatNumber(value, decimals)}${sign}`;
}

/** Two numbers that are not the same, with as many decimals as it takes to see that. */
export function twoNumbers(
  first: number,
  second: number,
  column: Column | null,
): readonly [string, string] {
  for (let decimals = decimalsOf(column); ; decimals += 1) {
    const pair = [
      numberText(first, column, decimals),
      numberText(second, column, decimals),
    ] as const;
    if (pair[0] !== pair[1] || decimals >= EXACT) return pair;
  }
}

function decimalsOf(column: Pick<Column, 'kind' | 'decimals'> | null): number {
  return column?.kind === 'decimal' || column?.kind === 'percent' ? column.decimals : EXACT;
}
