import { inspectZip } from './zip-guard.ts';

export type OfficeKind = 'excel' | 'word';

/** Why a file is not the Office file it should be. */
export type OfficeProblem =
  | { code: 'empty' | 'password_protected' | 'macros' | 'malformed' }
  /** A binary file of Office 97–2003 (.xls, .doc): to be saved in today's format. */
  | { code: 'legacy_format' }
  /** The file, or what it unpacks to, is over the limit (bytes or cells). */
  | { code: 'too_large'; limit: number }
  | { code: 'wrong_type'; looksLike: LooksLike };

export type LooksLike =
  | OfficeKind
  | 'powerpoint'
  | 'opendocument'
  | 'pdf'
  | 'image'
  | 'text'
  | 'archive';

export type OfficeFile =
  | { ok: true; names: string[]; text: (name: string) => string | null; buffer: Buffer }
  | { ok: false; problem: OfficeProblem };

/** Main part of each format inside its zip (ECMA-376, part 1). */
const MAIN_PART = { excel: 'xl/workbook.xml', word: 'word/document.xml' } as const;

/**
 * Looks through an untrusted Office file before any reader does: size, zip bomb, encryption, macros,
 * document type definitions (Office writes none; they only serve attacks on XML readers). What a
 * file is, its bytes tell, never its name. `limit` is bytes unpacked.
 */
export function openOfficeFile(
  bytes: Uint8Array,
  wanted: OfficeKind,
  { largest, limit }: { largest: number; limit: number },
): OfficeFile {
  if (bytes.byteLength === 0) return refuse({ code: 'empty' });
  if (bytes.byteLength > largest) return refuse({ code: 'too_large', limit: largest });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.toString('latin1', 0, 8);
  if (start.startsWith('\xd0\xcf\x11\xe0')) return refuse(oleProblem(buffer));
  if (!start.startsWith('PK\x03\x04') && !start.startsWith('PK\x05\x06')) {
    return refuse({ code: 'wrong_type', looksLike: plainKind(start) });
  }
  const zip = inspectZip(buffer, limit);
  if (!zip.ok) {
    return refuse(
      zip.reason === 'too_large' ? { code: 'too_large', limit } : { code: 'malformed' },
    );
  }
  if (!zip.names.includes(MAIN_PART[wanted])) return refuse(otherKind(zip.names));
  if (zip.names.some((name) => /vbaProject\.bin$/i.test(name))) return refuse({ code: 'macros' });
  const typed = zip.names.some(
    (name) => /\.(?:xml|rels)$/i.test(name) && /<!DOCTYPE/i.test(zip.text(name) ?? ''),
  );
  return typed ? refuse({ code: 'malformed' }) : { ...zip, buffer };
}

function refuse(problem: OfficeProblem): OfficeFile {
  return { ok: false, problem };
}

/** An encrypted Office file is an OLE container with a stream of this name (MS-OFFCRYPTO 1.3.2). */
function oleProblem(buffer: Buffer): OfficeProblem {
  const encrypted = buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return { code: encrypted ? 'password_protected' : 'legacy_format' };
}

function plainKind(start: string): LooksLike {
  if (start.startsWith('%PDF')) return 'pdf';
  return /^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(start) ? 'image' : 'text';
}

function otherKind(names: readonly string[]): OfficeProblem {
  const has = (part: string) => names.some((name) => name.startsWith(part));
  if (has('xl/')) return { code: 'wrong_type', looksLike: 'excel' };
  if (has('word/')) return { code: 'wrong_type', looksLike: 'word' };
  if (has('ppt/')) return { code: 'wrong_type', looksLike: 'powerpoint' };
  if (has('mimetype') || has('content.xml')) {
    return { code: 'wrong_type', looksLike: 'opendocument' };
  }
  return { code: 'wrong_type', looksLike: 'archive' };
}
