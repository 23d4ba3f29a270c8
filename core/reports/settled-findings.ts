import { type CellPlace, placeKey } from '../indicators/cells.ts';
import { placesIn, type Sheet, sheetOf } from '../indicators/sheet.ts';
import type { JudgedFinding } from './check-owed-form.ts';
import { type FormCells, givenAt, valuesIn } from './content.ts';
import { type OwedForm, owedCells } from './owed-form.ts';

/**
 * Findings that do not rest on a cell still to be filled in: while somebody is writing, a blank is
 * not yet a nought. `findings` are those of the form as it stands.
 */
export function settledFindings(
  owed: OwedForm,
  cells: FormCells,
  findings: readonly JudgedFinding[],
): JudgedFinding[] {
  const sheet = sheetOf(owed.form, valuesIn(cells), { agencies: owed.agencies });
  const open = new Set(
    owedCells(owed, cells)
      .filter(({ row, column }) => givenAt(cells, row, column) === null)
      .map(placeKey),
  );
  return findings.filter((finding) =>
    finding.cells.every((cell) => !restsOn(cell, open, sheet, new Set())),
  );
}

/** Whether a cell is one of these, or is worked out from one of them. */
function restsOn(
  place: CellPlace,
  open: ReadonlySet<string>,
  sheet: Sheet,
  seen: Set<string>,
): boolean {
  const key = placeKey(place);
  if (open.has(key)) return true;
  if (seen.has(key) || sheet.given(place)) return false;
  seen.add(key);
  const formula = sheet.formula(place);
  if (!formula) return false;
  const parts =
    formula.kind === 'sum'
      ? formula.rows.map((row) => ({ row, column: place.column }))
      : placesIn(formula.expression, place, sheet);
  return parts.some((part) => restsOn(part, open, sheet, seen));
}
