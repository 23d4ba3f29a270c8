import { type Cells, type CellValue, cellsOf } from '../indicators/cells.ts';
import type { CellProblem } from '../indicators/read-cell.ts';

/** What somebody put into a cell: their words, and what was read from them. */
export interface GivenCell {
  /** As typed or pasted; '' where the cell was left blank on purpose. */
  text: string;
  /** Null for a blank, and while the words cannot be read. */
  value: CellValue;
  /** Why the words could not be read; they are kept until they are corrected. */
  problem?: CellProblem;
  /** Person. */
  by: number;
  /** ISO instant. */
  at: string;
}

/** Row → column → what was given. */
export type FormCells = Record<string, Record<string, GivenCell>>;

/** Why a figure is right although a check finds it odd. */
export interface Explanation {
  text: string;
  /** The figures it speaks of (see `figuresOf`): other figures need another explanation. */
  about: string;
  by: number;
  at: string;
}

export interface Paragraph {
  text: string;
  by: number;
  at: string;
}

/** All that a report holds; plain JSON. */
export interface ReportContent {
  /** By form code. */
  cells: Record<string, FormCells>;
  /** Codes of forms for which there is nothing to report. */
  nothing: string[];
  /** By form code and finding. */
  explanations: Record<string, Record<string, Explanation>>;
  /** By section. */
  narrative: Record<string, Paragraph[]>;
}

export function emptyContent(): ReportContent {
  return { cells: {}, nothing: [], explanations: {}, narrative: {} };
}

/** What was given in one form. */
export function formCells(content: Pick<ReportContent, 'cells'>, code: string): FormCells {
  return entryOf(content.cells, code) ?? {};
}

export function givenAt(cells: FormCells, row: string, column: string): GivenCell | null {
  const line = entryOf(cells, row);
  return (line && entryOf(line, column)) ?? null;
}

/** Only the values, as the checks and tables take them; cells that cannot be read are left out. */
export function valuesIn(cells: FormCells): Cells {
  return cellsOf(
    Object.entries(cells).flatMap(([row, line]) =>
      Object.entries(line).flatMap(([column, { value, problem }]) =>
        problem ? [] : { row, column, value },
      ),
    ),
  );
}

/** An entry of a JSON object; what every object has by nature ("constructor") is none. */
export function entryOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
