import type { PrintedTable } from './printed-table.ts';
import { writeTablesExcel } from './tables-excel.ts';

/** A row of the board's table, in words. */
export interface BoardRow {
  agency: string;
  work: string;
  area: string;
  /** "08/03/2023", or the words of the document. */
  due: string;
  standing: string;
  daysLate: number | null;
  state: string;
  reason: string;
  lastUpdate: string;
}

/** Headings in the reader's language, in the order of the columns. */
export type BoardHeadings = Readonly<Record<keyof BoardRow, string>>;

const COLUMNS: readonly { key: keyof BoardRow; width: number }[] = [
  { key: 'agency', width: 35 },
  { key: 'work', width: 75 },
  { key: 'area', width: 35 },
  { key: 'due', width: 24 },
  { key: 'standing', width: 24 },
  { key: 'daysLate', width: 16 },
  { key: 'state', width: 30 },
  { key: 'reason', width: 45 },
  { key: 'lastUpdate', width: 24 },
];

/** The board's table as an Excel workbook with one sheet; the remarks say what it shows. */
export async function boardExcel(
  { title, remarks }: { title: string; remarks: readonly string[] },
  headings: BoardHeadings,
  rows: readonly BoardRow[],
): Promise<Uint8Array> {
  const table: PrintedTable = {
    columns: COLUMNS.map(({ key, width }) => ({ heading: headings[key], width })),
    rows: rows.map((row) => ({ cells: COLUMNS.map(({ key }) => row[key]) })),
  };
  return writeTablesExcel([
    {
      name: title,
      titles: [
        { text: title, look: 'title' },
        ...remarks.map((text) => ({ text, look: 'remark' as const })),
      ],
      table,
      orientation: 'landscape',
    },
  ]);
}
