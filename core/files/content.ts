import { zipNames } from './zip-names.ts';

/**
 * What a file's bytes are, told by how they begin and by the names in a package. `macros`: an
 * Office file that carries programs, whatever its ending says.
 */
type Content =
  | 'image'
  | 'pdf'
  | 'ole'
  | 'rtf'
  | 'word'
  | 'excel'
  | 'powerpoint'
  | 'opendocument'
  | 'text'
  | 'macros'
  | 'password'
  | 'other';

const IMAGES: ReadonlySet<string> = new Set('jpg jpeg png webp heic'.split(' '));

/** What each ending may hold. Old Word also saved RTF, and new files are often named .doc or .xls. */
const HOLDS: Readonly<Record<string, readonly Content[]>> = {
  pdf: ['pdf'],
  doc: ['ole', 'word', 'rtf'],
  docx: ['word'],
  xls: ['ole', 'excel'],
  xlsx: ['excel'],
  ppt: ['ole', 'powerpoint'],
  pptx: ['powerpoint'],
  odt: ['opendocument'],
  ods: ['opendocument'],
  odp: ['opendocument'],
  rtf: ['rtf'],
  txt: ['text'],
  csv: ['text'],
};

/**
 * Judges a file of an accepted type by its content: a program or a web page under the name of a
 * PDF is `content`, an Office file with macros `macros`, one that nobody can open
 * without its password `password`, a file without a byte `empty`. A picture may be of
 * another picture type than its ending says, as phones and chat programs convert them.
 */
export function contentProblem(
  name: string,
  bytes: Uint8Array,
): 'empty' | 'content' | 'macros' | 'password' | null {
  if (bytes.byteLength === 0) return 'empty';
  const content = contentOf(bytes);
  if (content === 'macros' || content === 'password') return content;
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (IMAGES.has(ending)) return content === 'image' ? null : 'content';
  const holds = Object.hasOwn(HOLDS, ending) ? HOLDS[ending] : undefined;
  return holds?.includes(content) ? null : 'content';
}

function contentOf(bytes: Uint8Array): Content {
  if (isImage(bytes)) return 'image';
  if (begins(bytes, '%PDF-', blankStart(bytes))) return 'pdf';
  if (begins(bytes, '{\\rtf')) return 'rtf';
  if (begins(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oldOffice(bytes);
  if (begins(bytes, 'PK\x03\x04')) return packageOf(bytes);
  return isText(bytes) ? 'text' : 'other';
}

function isImage(bytes: Uint8Array): boolean {
  if (begins(bytes, '\xff\xd8\xff') || begins(bytes, '\x89PNG\r\n\x1a\n')) return true;
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)) return true;
  const heic = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
  return begins(bytes, 'ftyp', 4) && heic.some((brand) => begins(bytes, brand, 8));
}

function packageOf(bytes: Uint8Array): Content {
  const names = zipNames(bytes);
  if (names === null) return 'other';
  const lower = names.map((name) => name.toLowerCase());
  const has = (start: string) => lower.some((name) => name.startsWith(start));
  if (lower.some((name) => name.endsWith('vbaproject.bin'))) return 'macros';
  if (has('meta-inf/') && lower.includes('content.xml')) {
    return has('basic/') || has('scripts/') ? 'macros' : 'opendocument';
  }
  if (has('word/')) return 'word';
  if (has('xl/')) return 'excel';
  return has('ppt/') ? 'powerpoint' : 'other';
}

/** Some scanners write a line break or a byte order mark before the "%PDF-". */
function blankStart(bytes: Uint8Array): number {
  const blank = [0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf];
  const start = bytes.subarray(0, 1024).findIndex((byte) => !blank.includes(byte));
  return Math.max(0, start);
}

/** Old Office files, and new ones with a password: their folders' names are written in UTF-16. */
function oldOffice(bytes: Uint8Array): Content {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text.includes(Buffer.from('_VBA_PROJECT', 'utf16le'))) return 'macros';
  return text.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'password' : 'ole';
}

/** UTF-8, or UTF-16 with its mark, without control signs; not a web page or script. */
function isText(bytes: Uint8Array): boolean {
  const encoding = begins(bytes, '\xff\xfe')
    ? 'utf-16le'
    : begins(bytes, '\xfe\xff')
      ? 'utf-16be'
      : 'utf-8';
  const text = decoded(bytes, encoding);
  if (text === null) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return false;
  const start = text.slice(0, 4096).trimStart().toLowerCase();
  return (
    !['<', '#!', '%!', '@echo', '{\\rtf'].some((sign) => start.startsWith(sign)) &&
    !/<(script|html|body|iframe|svg)[\s>]/.test(start)
  );
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** `sign` as one byte a letter. */
function begins(bytes: Uint8Array, sign: string, at = 0): boolean {
  if (bytes.byteLength < at + sign.length) return false;
  for (let i = 0; i < sign.length; i += 1) {
    if (bytes[at + i] !== sign.charCodeAt(i)) return false;
  }
  return true;
}
