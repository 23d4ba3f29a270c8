import type { DataSection } from '../../db/queries/personal-data.ts';
import type { Translate } from '../../locales/index.ts';
import { moment } from '../../views/dates.ts';
import type { Now } from '../../views/obligation.ts';

const WIDE = new Set(['words', 'note', 'reason', 'work']);

/** Everything kept about a person as a workbook (.xlsx): one sheet a kind, times as people read them. */
export async function dataFile(
  sections: readonly DataSection[],
  at: Now,
  t: Translate,
): Promise<Uint8Array> {
  // A large library that most messages never need.
  const { writeTablesExcel } = await import('../../exports/tables-excel.ts');
  return writeTablesExcel(
    sections.map(({ name, columns, rows }) => {
      const title = t.plain(`privacy.section.${name}`);
      return {
        name: title,
        titles: [{ text: title, look: 'title' as const }],
        frozenColumns: 1,
        table: {
          columns: columns.map((column) => ({
            heading: t.plain(`privacy.column.${column}`),
            width: WIDE.has(column) ? 70 : 32,
            align: 'left' as const,
          })),
          rows: rows.map((cells) => ({
            cells: cells.map((value) => (value instanceof Date ? moment(value, at, t) : value)),
          })),
        },
      };
    }),
  );
}
