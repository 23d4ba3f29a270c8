import type { Worksheet } from 'exceljs';
import type { FormDefinition } from '../core/indicators/definition.ts';
import { type PrintedNames, rowNamed } from '../core/indicators/printed-names.ts';
import { fold } from '../core/text/fold.ts';
import { checkLength } from './form-description-columns.ts';
import { keysOf } from './form-description-keys.ts';
import type { DescriptionProblem } from './form-description-problem.ts';
import { type Entry, readLines, shown } from './form-description-sheet.ts';
import { ALL_ROWS, ROW_HEADINGS } from './form-description-words.ts';

type FixedRows = Extract<FormDefinition['rows'], { kind: 'fixed' }>['items'];

const MOST_ROWS = 500;

/** The rows of a form whose rows are fixed, from their sheet. */
export function readRows(sheet: Worksheet, problems: DescriptionProblem[]): FixedRows {
  const before = problems.length;
  const lines = readLines(sheet, ROW_HEADINGS, { required: ['label'] }, problems);
  const place = `${sheet.name}!A1`;
  if (lines.length === 0 && problems.length === before) problems.push({ place, code: 'no_rows' });
  if (lines.length > MOST_ROWS) {
    problems.push({ place, code: 'too_many', max: MOST_ROWS });
    return [];
  }
  const keys = keysOf();
  const given = lines.map((line) => keys.given(line.at('key'), problems));
  const rows = lines.map((line, index): FixedRows[number] => {
    const label = line.at('label');
    if (label.text === '') {
      const heading = ROW_HEADINGS.label;
      problems.push({ place: label.place, code: 'missing', heading, example: 'Tư pháp' });
    }
    checkLength(label, 500, problems);
    const number = checkLength(line.at('number'), 20, problems);
    const key = given[index] ?? keys.made([label.text], `dong_${index + 1}`);
    return { key, ...(number === null ? {} : { number }), label: label.text };
  });
  const names = rowNames(rows);
  for (const [index, line] of lines.entries()) {
    const row = rows[index];
    const entry = line.at('sumOf');
    if (!row || entry.text === '') continue;
    if (fold(entry.text) === fold(ALL_ROWS)) row.sumOf = 'items';
    else row.sumOf = listOfRows(entry, names, problems);
  }
  return rows;
}

export function rowNames(
  rows: readonly { key: string; number?: string | undefined; label: string }[],
): PrintedNames['rows'] {
  return rows.map(({ key, number, label }) => ({ key, number: number ?? '', label }));
}

/** Keys of rows listed by their numbers, or their names in quotation marks: `1; 2; "Tư pháp"`. */
export function listOfRows(
  { text, place }: Entry,
  rows: PrintedNames['rows'],
  problems: DescriptionProblem[],
): string[] {
  const names: PrintedNames = { each: 'form', columns: [], rows };
  const wanted = text.match(/"[^"]*"|“[^”]*”|[^;,\n]+/gu) ?? [];
  return wanted.flatMap((piece) => {
    const words = piece
      .trim()
      .replace(/^dòng\s+/iu, '')
      .replace(/[.)]+$/, '');
    if (words === '') return [];
    const bare = words.replace(/^["“]|["”]$/g, '');
    const key = bare === words ? rowNamed(names, words, false) : null;
    const found = key ?? rowNamed(names, bare, true);
    if (found === null) problems.push({ place, code: 'unknown_row', found: shown(words) });
    return found ?? [];
  });
}
