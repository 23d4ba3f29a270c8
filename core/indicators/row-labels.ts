import { fold } from '../text/fold.ts';
import type { FormRow } from './form.ts';
import type { RowAgency } from './rows.ts';

const totals = new Set(['cong', 'tong', 'tong cong', 'tong so', 'tong so cong', 'cong chung']);
/** What stands in front of an agency's own name. */
const fronts = /^(?:(?:ubnd|uy ban nhan dan|xa|phuong|thi tran|tt|dac khu) )+/;
/** "1. ", "1.2. ", "1.2 ", "IV) ", "a) " before a row's own words. */
const prefix =
  /^\s*(\d+(?:\.\d+)+|(?:\d+|[IVX]+)(?:\.\d+)*(?=\s*[.)])|[a-zđ](?=\s*\)))\s*[.)]?\s*/u;

/**
 * The row a label names: in its own words, an alias, or without "UBND xã"; else null. Where rows
 * share their words the number decides, given beside the label or in front of its words; `among`
 * leaves only the rows with these keys.
 */
export type FindRow = (
  label: string,
  number?: string,
  among?: ReadonlySet<string>,
) => FormRow | null;

export function rowFinder(rows: readonly FormRow[], agencies: readonly RowAgency[] = []): FindRow {
  const exact = new Map<string, Set<FormRow>>();
  const loose = new Map<string, Set<FormRow>>();
  const learn = (names: Map<string, Set<FormRow>>, name: string, row: FormRow) => {
    if (name !== '') names.set(name, (names.get(name) ?? new Set()).add(row));
  };
  for (const row of rows) {
    const aliases = agencies.find(({ key }) => key === row.key)?.aliases ?? [];
    for (const name of [row.label, ...aliases]) {
      learn(exact, fold(name), row);
      learn(loose, fold(name).replace(fronts, ''), row);
    }
  }
  const total = rows.filter(({ sumOf }) => sumOf !== null);
  return (label, number = '', among) => {
    const only = (found: Iterable<FormRow>, numbers: readonly string[]): FormRow | null => {
      const all = [...found].filter(({ key }) => among?.has(key) ?? true);
      const numbered = all.filter((row) => numbers.includes(bareNumber(row.number)));
      const [row] = all.length > 1 ? numbered : all;
      return all.length > 1 && numbered.length > 1 ? null : (row ?? null);
    };
    const [front = '', printed = ''] = prefix.exec(label) ?? [];
    const numbers = [number, printed].map(bareNumber).filter((one) => one !== '');
    for (const words of front === '' ? [label] : [label, label.slice(front.length)]) {
      const name = fold(words);
      if (name === '' || /^[\d ]+$/.test(name)) continue;
      const found =
        only(exact.get(name) ?? [], numbers) ??
        only(loose.get(name.replace(fronts, '')) ?? [], numbers);
      if (found) return found;
      const [sum] = total;
      if (totals.has(name) && total.length === 1 && sum && (among?.has(sum.key) ?? true)) {
        return sum;
      }
    }
    return null;
  };
}

/** The text is what a column of row numbers holds: "1", "1.2.", "IV", "a)". */
export function isRowNumber(text: string): boolean {
  return /^(?:\d+(?:[.,]\d+)*|[IVXLC]+(?:\.\d+)*|[A-Za-zđ])\s*[.)]?$/u.test(text.trim());
}

/** "Tổng cộng", "Cộng". */
export function isTotalWord(label: string): boolean {
  return totals.has(fold(label));
}

/** A row's number without its closing mark; spreadsheets make a number of "1.2". */
export function bareNumber(text: string): string {
  return text
    .trim()
    .replace(/,/g, '.')
    .replace(/[.)\s]+$/, '')
    .toLowerCase();
}
