import { isDeepStrictEqual } from 'node:util';
import type { Column, FormCheck, IndicatorForm } from '../../core/indicators/form.ts';
import { rowsOf } from '../../core/indicators/rows.ts';

/** What a version of a form has that another has not; columns and rows are told apart by their keys. */
export interface FormChanges {
  /** Labels, with those of the headings above: "Đồng ý giải quyết – Trễ hạn". */
  added: string[];
  removed: string[];
  /** Figures of old reports cannot be compared with these. */
  changedKind: { label: string; from: Column['kind']; to: Column['kind'] }[];
  /** Another name, unit, formula… */
  changedOtherwise: string[];
  rowsAdded: string[];
  rowsRemoved: string[];
  checksAdded: string[];
  checksRemoved: string[];
  checksChanged: string[];
  /** Title, subtitle, source, headings. */
  words: boolean;
}

export function formChanges(before: IndicatorForm, after: IndicatorForm): FormChanges {
  const columns = compare(before.columns, after.columns, (column) => column.key);
  const rows = compare(rowsOf(before, {}), rowsOf(after, {}), (row) => row.key);
  const checks = compare(before.checks, after.checks, (check) => check.id);
  const otherKind = columns.both.filter(([a, b]) => a.kind !== b.kind);
  const sameKind = columns.both.filter(([a, b]) => a.kind === b.kind);
  const changed = sameKind.filter(([a, b]) => !isDeepStrictEqual(a, b));
  return {
    added: columns.added.map(columnLabel),
    removed: columns.removed.map(columnLabel),
    changedKind: otherKind.map(([a, b]) => ({ label: columnLabel(b), from: a.kind, to: b.kind })),
    changedOtherwise: changed.map(([, b]) => columnLabel(b)),
    rowsAdded: rows.added.map(({ label }) => label),
    rowsRemoved: rows.removed.map(({ label }) => label),
    checksAdded: checks.added.map(checkLabel),
    checksRemoved: checks.removed.map(checkLabel),
    checksChanged: checks.both
      .filter(([a, b]) => !isDeepStrictEqual(a, b))
      .map(([, b]) => checkLabel(b)),
    words: !isDeepStrictEqual(wordsOf(before), wordsOf(after)),
  };
}

function wordsOf({ definition, columns }: IndicatorForm) {
  const { name, title, subtitle, source, numberLabel, rows } = definition;
  const order = columns.map(({ key }) => key);
  const items = rows.kind === 'fixed' ? rows.items.map((row) => ({ ...row })) : [];
  return { name, title, subtitle, source, numberLabel, rows: { ...rows, items }, order };
}

function columnLabel({ path }: Column): string {
  return path.join(' – ');
}

function checkLabel({ label, id }: FormCheck): string {
  return label ?? id;
}

function compare<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string) {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Set(after.map(keyOf));
  const both = after.flatMap((one): [T, T][] => {
    const was = old.get(keyOf(one));
    return was === undefined ? [] : [[was, one]];
  });
  return {
    added: after.filter((one) => !old.has(keyOf(one))),
    removed: before.filter((one) => !now.has(keyOf(one))),
    both,
  };
}
