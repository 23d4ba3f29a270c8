import { leavesOf } from '../printed-table.ts';
import type { ExcelSheet } from '../tables-excel.ts';

/** Letters of a note in a millimetre of the table. */
const LETTERS = 0.5;

/** Notes below a table in lines no longer than it: a longer one would shrink the printed page. */
export function withShortNotes(sheet: ExcelSheet): ExcelSheet {
  const { table } = sheet;
  const width = leavesOf(table.columns).reduce((sum, leaf) => sum + leaf.width, 0);
  const notes = (table.notes ?? []).flatMap((note) => brokenAt(note, Math.floor(width * LETTERS)));
  return { ...sheet, table: { ...table, notes } };
}

/** Broken between words; a word that is longer stays whole. */
export function brokenAt(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
