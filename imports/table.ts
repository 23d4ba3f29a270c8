import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCsv } from './csv.ts';
import {
  MAX_BYTES,
  type TableOptions,
  type TableProblem,
  type TableResult,
} from './table-shape.ts';
import { readXlsx } from './xlsx.ts';

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
