import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCsv } from './csv.ts';
import { readXlsx } from './xlsx.ts';

/** A table with a header, every cell as text. */
export interface Table {
  /** Name of the worksheet, or of the file. */
  sheet: string;
  /** Column names, unique; a column without one is `#3`, a repeated one gets ` (2)`. */
  header: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** Line (CSV) or row (workbook) of the file where the record begins, from 1. */
  line: number;
  cells: Record<string, string>;
}

export type TableProblem =
  | { code: 'unreadable'; name: string; reason: string }
  | { code: 'empty'; name: string }
  /** The file, or what it unpacks to, is over the limit (bytes). */
  | { code: 'too_large'; name: string; limit: number }
  | { code: 'too_many_rows'; name: string; limit: number }
  | { code: 'too_many_columns'; name: string; limit: number }
  /** A binary workbook of Excel 97–2003 (.xls): to be saved as .xlsx. */
  | { code: 'legacy_workbook'; name: string }
  | { code: 'password_protected'; name: string }
  | { code: 'wrong_encoding'; name: string }
  | { code: 'malformed'; name: string; line: number | null }
  | { code: 'not_a_table'; name: string; looksLike: 'word' | 'pdf' | 'image' | 'unknown' };

export type TableResult = { ok: true; table: Table } | { ok: false; problem: TableProblem };

export interface TableOptions {
  /** Column names that tell the header row (and the worksheet) when a file has title lines too. */
  expects?: readonly string[];
}

export const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 20_000;
export const MAX_COLUMNS = 200;

/**
 * Reads a table from a CSV file (UTF-8 or UTF-16 with a byte order mark; comma, semicolon or tab) or
 * an Excel workbook (.xlsx). Never throws for what a file contains; the problem says what is wrong.
 */
export async function readTable(
  source: string | { name: string; bytes: Uint8Array },
  options: TableOptions = {},
): Promise<TableResult> {
  const file = typeof source === 'string' ? await load(source) : withinLimit(source);
  if ('problem' in file) return { ok: false, problem: file.problem };
  const { name } = file;
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  if (bytes.length === 0) return { ok: false, problem: { code: 'empty', name } };
  switch (kindOf(bytes)) {
    case 'zip':
      return readXlsx(name, bytes, options);
    case 'ole':
      // An encrypted .xlsx is an OLE container with a stream of this name (MS-OFFCRYPTO 1.3.2).
      return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
        ? { ok: false, problem: { code: 'password_protected', name } }
        : { ok: false, problem: { code: 'legacy_workbook', name } };
    case 'pdf':
      return { ok: false, problem: { code: 'not_a_table', name, looksLike: 'pdf' } };
    case 'image':
      return { ok: false, problem: { code: 'not_a_table', name, looksLike: 'image' } };
    case 'text':
      return readCsv(name, bytes, options);
  }
}

type File = { name: string; bytes: Uint8Array } | { problem: TableProblem };

async function load(path: string): Promise<File> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return { problem: { code: 'too_large', name, limit: MAX_BYTES } };
    return withinLimit({ name, bytes: await readFile(path) });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { problem: { code: 'unreadable', name, reason } };
  }
}

function withinLimit(file: { name: string; bytes: Uint8Array }): File {
  if (file.bytes.byteLength <= MAX_BYTES) return file;
  return { problem: { code: 'too_large', name: file.name, limit: MAX_BYTES } };
}

function kindOf(bytes: Buffer): 'zip' | 'ole' | 'pdf' | 'image' | 'text' {
  const start = bytes.toString('latin1', 0, 8);
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'ole';
  if (start.startsWith('%PDF')) return 'pdf';
  return /^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(start) ? 'image' : 'text';
}
