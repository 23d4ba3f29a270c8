import { fold } from '../text/fold.ts';
import type { IndicatorForm } from './form.ts';
import { headerOf } from './header.ts';
import type { PasteGrid } from './paste-grid.ts';
import type { FindRow } from './row-labels.ts';

export interface PasteBody {
  lines: PasteGrid;
  /** Lines of titles and headings before the first of them. */
  skipped: number;
  /** Which column stands at which position, where a heading of one line names a choice of them. */
  columnAt: ReadonlyMap<number, string> | null;
}

/** The lines below the headings, wherever headings were copied too. */
export function pasteBody(form: IndicatorForm, grid: PasteGrid, findRow: FindRow): PasteBody {
  const header = headerOf(form.definition);
  const labels = new Set(header.cells.map(({ label }) => fold(label)));
  const isHeading = (line: readonly string[]) => {
    const words = line.filter((cell) => cell !== '');
    if (words.length === 1 && findRow(words[0] ?? '')) return false;
    return words.length > 0 && words.every((cell) => labels.has(fold(cell)));
  };
  const first = grid.findIndex(isHeading);
  // Above a heading stand titles; a line of figures there means it is no heading.
  const above = grid.slice(0, Math.max(0, first));
  const titled = above.every((line) => line.filter((cell) => cell !== '').length < 2);
  if (first < 0 || !titled) return { lines: grid, skipped: 0, columnAt: null };
  let next = first;
  while (next < grid.length && isHeading(grid[next] ?? [])) next += 1;
  const columnAt = next === first + 1 ? chosenColumns(form, grid[first] ?? []) : null;
  if (isCount(grid[next] ?? [])) next += 1;
  return { lines: grid.slice(next), skipped: next, columnAt };
}

/** Null unless every heading names one column that no other heading of the form is called like. */
function chosenColumns(
  form: IndicatorForm,
  line: readonly string[],
): ReadonlyMap<number, string> | null {
  const { numberLabel, rows } = form.definition;
  const leads = [numberLabel ?? '', rows.kind === 'free' ? '' : rows.label].map(fold);
  const chosen = new Map<number, string>();
  for (const [position, cell] of line.entries()) {
    if (cell === '' || leads.includes(fold(cell))) continue;
    const named = form.columns.filter(({ label }) => fold(label) === fold(cell));
    const [only] = named;
    if (named.length !== 1 || !only || [...chosen.values()].includes(only.key)) return null;
    chosen.set(position, only.key);
  }
  return chosen.size > 0 ? chosen : null;
}

/** The line that counts the columns: "A B 1 2 3", "(1) (2) (3)", "1 2 3=4+5 4 5". */
function isCount(line: readonly string[]): boolean {
  const counts = line
    .map((cell) => /^\(?(\d+|[A-Z])\)?(?: ?=.*)?$/.exec(cell)?.[1] ?? (cell === '' ? '' : null))
    .filter((count) => count !== '');
  const numbers = counts.filter((count) => /^\d+$/.test(count ?? '')).map(Number);
  return (
    counts.length >= 3 &&
    !counts.includes(null) &&
    numbers.length >= 2 &&
    numbers.every((number, index) => number === index + 1)
  );
}
