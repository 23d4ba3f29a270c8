import { CsvError, parse } from 'csv-parse/sync';
import { seemly } from '../core/text/seemly.ts';
import { type GridRow, tableOf } from './grid.ts';
import { MAX_COLUMNS, MAX_ROWS, type TableOptions, type TableResult } from './table-shape.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** Reads delimited text. The delimiter is the sign that stands most often outside quotes. */
export function readCsv(name: string, bytes: Buffer, options: TableOptions): TableResult {
  const text = decode(bytes);
  if (text === null) return { ok: false, problem: { code: 'wrong_encoding', name } };
  if (text.includes('\0')) {
    return { ok: false, problem: { code: 'not_a_table', name, looksLike: 'unknown' } };
  }
  if (text.trim() === '') return { ok: false, problem: { code: 'empty', name } };
  let records: string[][];
  const lines: number[] = [];
  let before = 0;
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      on_record: (record: string[], { lines: line }) => {
        // The parser tells where a record ends; a quoted line break makes it begin earlier.
        lines.push(before + 1);
        before = line;
        return record;
      },
      to: MAX_ROWS + SPARE_ROWS,
    });
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === 'number' ? error.lines : null;
    return { ok: false, problem: { code: 'malformed', name, line } };
  }
  if (records.some((record) => record.length > MAX_COLUMNS)) {
    return { ok: false, problem: { code: 'too_many_columns', name, limit: MAX_COLUMNS } };
  }
  const rows = records.map((record, index): GridRow => {
    const cells = record.map((cell) => seemly(cell).trim());
    return { line: lines[index] ?? index + 1, cells, spread: cells, continued: [] };
  });
  const table = tableOf(name, rows, options);
  if (table === null) {
    return { ok: false, problem: { code: 'not_a_table', name, looksLike: 'unknown' } };
  }
  if (table.rows.length > MAX_ROWS) {
    return { ok: false, problem: { code: 'too_many_rows', name, limit: MAX_ROWS } };
  }
  return { ok: true, table };
}

/** Room for header and blank lines above the row limit, so that exceeding it still shows. */
const SPARE_ROWS = 1000;

function decode(bytes: Buffer): string | null {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((sign) => ({ sign, count: start.split(sign).length - 1 }));
  // A comma is common inside Vietnamese text, so it wins only where the others hardly occur.
  const firstLine = start.split(/\r?\n/).find((line) => DELIMITERS.some((s) => line.includes(s)));
  const inHeader = (sign: string) => (firstLine ?? '').split(sign).length - 1;
  const best = counts.sort((a, b) => inHeader(b.sign) - inHeader(a.sign) || b.count - a.count)[0];
  return best?.sign ?? ',';
}
