import { isDeepStrictEqual } from 'node:util';
import { type CellPlace, placeKey } from '../../core/indicators/cells.ts';
import { columnOf } from '../../core/indicators/form.ts';
import { readCell } from '../../core/indicators/read-cell.ts';
import { type Formula, placesIn, sheetOf } from '../../core/indicators/sheet.ts';
import {
  type FormCells,
  formCells,
  type GivenCell,
  givenAt,
  valuesIn,
} from '../../core/reports/content.ts';
import { type OwedForm, takesCell } from '../../core/reports/owed-form.ts';
import type { Tx } from '../../db/client.ts';
import { type CellEntry, type CellTrouble, setCells } from './draft.ts';
import type { At } from './report.ts';
import type { ChangedCell } from './take-result.ts';
import type { DraftRefusal } from './writing.ts';
import { formOf, type Refused, type Writer, type WritingOpened } from './writing.ts';

/** One cell of a file; '' where it is blank there. */
export interface FileCell extends CellPlace {
  text: string;
}

export interface CellsTaken {
  ok: true;
  stored: number;
  changed: ChangedCell[];
  kept: CellPlace[];
  problems: CellTrouble[];
}

type Opened = WritingOpened & { ok: true };

/**
 * Puts the cells of a file into the draft, all at once. Blanks never take away what was given; a
 * sum given by hand gives way where the file changed its parts and works it out itself (`live`).
 */
export async function takeCells(
  tx: Tx,
  { report, draft }: Opened,
  formCode: string,
  file: { cells: readonly FileCell[]; live?: readonly CellPlace[] },
  writer: Writer,
  at: At,
): Promise<CellsTaken | Refused<DraftRefusal | 'no_such_form'>> {
  const owed = formOf(report, formCode);
  if (!owed) return { ok: false, why: 'no_such_form' };
  const before = formCells(draft, formCode);
  const filled = file.cells.filter(({ text }) => text.trim() !== '');
  const stated = (place: CellPlace) => {
    const cell = givenAt(before, place.row, place.column);
    return cell !== null && cell.text.trim() !== '' ? cell : null;
  };
  const fresh = filled.filter((cell) => {
    const column = columnOf(owed.form, cell.column);
    const given = givenAt(before, cell.row, cell.column);
    return !column || !given || !saysTheSame(given, readCell(cell.text, column), cell.text);
  });
  const followed = new Set(
    fresh.filter((cell) => takesCell(owed, cell)).map((cell) => placeKey(cell)),
  );
  const sheet = sheetOf(owed.form, valuesIn(before), { agencies: owed.agencies });
  const restsOnFresh = (place: CellPlace): boolean => {
    const parts = partsOf(place, sheet.formula(place), sheet);
    return parts.some((part) => followed.has(placeKey(part)) || restsOnFresh(part));
  };
  const givenUp = (file.live ?? []).filter((place) => stated(place) && restsOnFresh(place));
  const entries: CellEntry[] = [
    ...fresh.map(({ row, column, text }) => ({ row, column, text })),
    ...givenUp.map(({ row, column }) => ({ row, column, text: null })),
    ...blanksOnPurpose(owed, file.cells, before),
  ];
  const kept = file.cells
    .filter((cell) => cell.text.trim() === '' && stated(cell))
    .map(({ row, column }) => ({ row, column }));
  const same = filled.length - fresh.length;
  if (entries.length === 0) return { ok: true, stored: same, changed: [], kept, problems: [] };
  const set = await setCells(tx, report.obligation.id, formCode, entries, writer, at);
  if (!set.ok) return set;
  return {
    ok: true,
    stored: same + set.stored.filter(({ cell }) => cell !== null && cell.text !== '').length,
    changed: set.stored
      .filter(({ cell }) => cell?.text !== '')
      .map(({ row, column, cell }) => {
        return { row, column, before: givenAt(before, row, column), after: cell };
      }),
    kept,
    problems: set.problems,
  };
}

/**
 * Blanks of rows whose sums were stated by hand, as in a table copied from paper: there a blank is
 * the nought it stands for, not a cell still to be filled in.
 */
function blanksOnPurpose(
  owed: OwedForm,
  cells: readonly FileCell[],
  before: FormCells,
): FileCell[] {
  const { form } = owed;
  const computed = (key: string) => (columnOf(form, key)?.computed ?? null) !== null;
  const stated = new Set(
    cells.flatMap(({ row, column, text }) => (text.trim() !== '' && computed(column) ? row : [])),
  );
  return cells
    .filter((cell) => {
      const { row, column, text } = cell;
      const isBlank = text.trim() === '' && givenAt(before, row, column) === null;
      const isZero = columnOf(form, column)?.blank === 'zero';
      return isBlank && isZero && stated.has(row) && takesCell(owed, cell);
    })
    .map(({ row, column }) => ({ row, column, text: '' }));
}

/** The same value in other words ("1.176", "1176") is no change. */
function saysTheSame(
  given: GivenCell,
  reading: ReturnType<typeof readCell>,
  text: string,
): boolean {
  if (given.problem || !reading.ok) return given.text.trim() === text.trim();
  if (given.value === null && given.text.trim() !== text.trim()) return false;
  return isDeepStrictEqual(given.value, reading.value);
}

function partsOf(
  place: CellPlace,
  formula: Formula | null,
  sheet: ReturnType<typeof sheetOf>,
): CellPlace[] {
  if (formula === null) return [];
  if (formula.kind === 'row') return placesIn(formula.expression, place, sheet);
  return formula.rows.map((row) => ({ row, column: place.column }));
}
