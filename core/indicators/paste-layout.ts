import { type FormRow, type IndicatorForm, isNumeric } from './form.ts';
import type { PasteProblem } from './paste-problem.ts';
import { bareNumber, type FindRow, isRowNumber } from './row-labels.ts';

export interface PasteLine {
  cells: readonly string[];
  /** Counted from 1 in what was pasted. */
  number: number;
}

/** How the lines of a paste are laid out. */
export interface Layout {
  /** Position of the row labels; null where there are none. */
  labelAt: number | null;
  /** Position of the first value. */
  start: number;
  /** Positions after `start`, and the columns that stand there. */
  places: readonly { at: number; column: string }[];
}

export type Layouts =
  /** At least one; several fit the number of values. */
  { ok: true; layouts: Layout[] } | { ok: false; problem: PasteProblem };

interface Known {
  rows: readonly FormRow[];
  findRow: FindRow;
  columnAt: ReadonlyMap<number, string> | null;
  columns?: readonly string[];
}

/** All layouts that the number of values fits. */
export function layoutsOf(form: IndicatorForm, lines: readonly PasteLine[], known: Known): Layouts {
  const free = form.definition.rows.kind === 'free';
  // What names a free row is one of its values.
  const labelAt = free ? null : labelPosition(lines, known.findRow);
  const from = labelAt === null ? 0 : labelAt + 1;
  if (known.columnAt && known.columns === undefined) {
    const positions = [...known.columnAt].filter(([at]) => at >= from);
    const places = positions.map(([at, column]) => ({ at: at - from, column }));
    if (places.length > 0) return { ok: true, layouts: [{ labelAt, start: from, places }] };
  }
  const choices = known.columns ? [[...known.columns]] : choicesOf(form);
  const layouts = distinct(
    (free ? freeStarts(lines, known) : startsOf(lines, labelAt, known.rows)).flatMap((start) =>
      fitting(lines, start, choices, labelAt !== null).map((columns) => ({
        labelAt,
        start,
        places: columns.map((column, at) => ({ at, column })),
      })),
    ),
  );
  if (layouts.length > 0) return { ok: true, layouts };
  return { ok: false, problem: misfit(lines, from, choices) };
}

/** Where the values of a line begin: one place earlier if its empty first cell was cut off. */
export function startOf(line: PasteLine, layout: Layout, lines: readonly PasteLine[]): number {
  if (line !== lines[0] || layout.labelAt === null || layout.labelAt === 0) return layout.start;
  const usual = Math.max(...lines.map(({ cells }) => cells.length));
  const here = (line.cells[0] ?? '') !== '' && !isRowNumber(line.cells[0] ?? '');
  const cut = here && line.cells.length === usual - layout.labelAt;
  return cut ? layout.start - layout.labelAt : layout.start;
}

/** All columns; without the computed ones; without texts; without either. Free rows need a name. */
function choicesOf({ columns, definition: { rows } }: IndicatorForm): string[][] {
  const lists = [
    columns,
    columns.filter(({ computed }) => computed === null),
    columns.filter(isNumeric),
    columns.filter((column) => column.computed === null && isNumeric(column)),
  ];
  return lists
    .map((list) => list.map(({ key }) => key))
    .filter((keys) => keys.length > 0)
    .filter((keys) => rows.kind !== 'free' || keys.includes(rows.labelColumn));
}

function labelPosition(lines: readonly PasteLine[], findRow: Known['findRow']): number | null {
  const hits = [0, 1, 2].map(
    (at) => lines.filter(({ cells }) => findRow(cells[at] ?? '', cells[at - 1]) !== null).length,
  );
  const most = Math.max(...hits);
  return most === 0 ? null : hits.lastIndexOf(most);
}

/** Without labels, the first position may hold the rows' numbers. */
function startsOf(
  lines: readonly PasteLine[],
  labelAt: number | null,
  rows: readonly FormRow[],
): number[] {
  if (labelAt !== null) return [labelAt + 1];
  const numbers = new Set(rows.map(({ number }) => bareNumber(number)).filter((one) => one !== ''));
  const counted = lines.every(({ cells }, index) => {
    const first = bareNumber(cells[0] ?? '');
    return numbers.size > 0 ? numbers.has(first) || first === '' : first === String(index + 1);
  });
  return counted ? [0, 1] : [0];
}

/** The first position of free rows holds their numbers if nothing but numbers in order stands there. */
function freeStarts(lines: readonly PasteLine[], { findRow }: Known): number[] {
  const firsts = lines
    .filter(({ cells }) => !cells.some((cell) => findRow(cell)?.sumOf))
    .map(({ cells }) => cells[0] ?? '')
    .filter((first) => first !== '');
  const counts = firsts.map(bareNumber).filter((first) => /^\d+$/.test(first));
  const inOrder = counts.every((count, index) => {
    const next = Number(counts[index - 1] ?? Number.NaN) + 1;
    return index === 0 || Number(count) === next || count === '1';
  });
  return counts.length > 0 && inOrder && firsts.every(isRowNumber) ? [0, 1] : [0];
}

function fitting(
  lines: readonly PasteLine[],
  start: number,
  choices: readonly string[][],
  labelled: boolean,
): string[][] {
  const width = Math.max(...lines.map(({ cells }) => cells.length)) - start;
  if (width <= 0) return [];
  // A chat cuts off the blanks around a message; in a first line without a label that moves all.
  const cut = lines.length > 1 && (lines[0]?.cells.length ?? 0) - start < width;
  if (cut && !labelled) return [];
  const exact = choices.filter(({ length }) => length === width);
  if (exact.length > 0) return exact;
  const most = Math.max(...choices.map(({ length }) => length));
  // Empty columns to the right were copied too, or single lines are too long.
  if (width > most && lines.some((line) => filledWidth(line) - start <= most)) {
    return choices.filter(({ length }) => length === most);
  }
  // A label shows that the beginning is whole, so the blanks are missing at the end.
  return labelled && lines.length === 1 ? choices.filter(({ length }) => length > width) : [];
}

function filledWidth({ cells }: PasteLine): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function misfit(
  lines: readonly PasteLine[],
  start: number,
  choices: readonly string[][],
): PasteProblem {
  const possible = [...new Set(choices.map(({ length }) => length))].sort((a, b) => a - b);
  return { code: 'width_unclear', found: Math.max(...lines.map(filledWidth)) - start, possible };
}

/** The same columns at the same places, found twice, are one layout. */
function distinct(layouts: readonly Layout[]): Layout[] {
  const seen = new Map<string, Layout>();
  for (const layout of layouts) {
    const name = `${layout.start} ${layout.places.map(({ column }) => column).join(' ')}`;
    seen.set(name, layout);
  }
  return [...seen.values()];
}
