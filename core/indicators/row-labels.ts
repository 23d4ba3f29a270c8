import { fold } from '../text/fold.ts';
import type { FormRow } from './form.ts';
import type { RowAgency } from './rows.ts';

const totals = new Set(['cong', 'tong', 'tong cong', 'tong so', 'tong so cong', 'cong chung']);
/** What stands in front of an agency's own name. */
const fronts = /^(?:(?:ubnd|uy ban nhan dan|xa|phuong|thi tran|tt|dac khu) )+/;

/** Finds the row a label names: in its own words, an alias, or without "UBND xã"; else null. */
export function rowFinder(
  rows: readonly FormRow[],
  agencies: readonly RowAgency[] = [],
): (label: string) => FormRow | null {
  const exact = new Map<string, FormRow | null>();
  const loose = new Map<string, FormRow | null>();
  const learn = (names: Map<string, FormRow | null>, name: string, row: FormRow) => {
    const known = names.get(name);
    // A name that two rows share names neither.
    if (name !== '') names.set(name, known === undefined || known === row ? row : null);
  };
  for (const row of rows) {
    const aliases = agencies.find(({ key }) => key === row.key)?.aliases ?? [];
    for (const name of [row.label, ...aliases]) {
      learn(exact, fold(name), row);
      learn(loose, fold(name).replace(fronts, ''), row);
    }
  }
  const total = rows.filter(({ sumOf }) => sumOf !== null);
  return (label) => {
    const name = fold(label.replace(/^\s*(?:\d+|[IVX]+)\s*[.)]\s*/, ''));
    if (name === '' || /^[\d ]+$/.test(name)) return null;
    const found = exact.get(name) ?? loose.get(name.replace(fronts, ''));
    if (found) return found;
    return totals.has(name) && total.length === 1 ? (total[0] ?? null) : null;
  };
}
