import type { CellPlace } from '../../core/indicators/cells.ts';
import { nextFreeRow } from '../../core/reports/askable.ts';
import type { FormDuty } from '../../office/reports/duty.ts';
import { itemRows, totalRows } from '../../views/reports/form.ts';
import { idArgument } from '../command.ts';

/** "version.row.column" of a button as a cell; null when the form has changed since. */
export function placeIn(owed: FormDuty, address: string | undefined): CellPlace | null {
  const [version, rowAt = '', columnAt] = (address ?? '').split('.');
  const key = owed.form.columns[idArgument(columnAt) ?? -1]?.key;
  const row = rowIn(owed, rowAt);
  if (idArgument(version) !== owed.form.version || key === undefined || row === null) return null;
  return { row, column: key };
}

function rowIn(owed: FormDuty, at: string): string | null {
  if (at.startsWith('t')) return totalRows(owed)[idArgument(at.slice(1)) ?? -1]?.key ?? null;
  const rows = itemRows(owed);
  const number = idArgument(at);
  return rows[number ?? -1]?.key ?? (number === rows.length ? nextFreeRow(owed) : null);
}
