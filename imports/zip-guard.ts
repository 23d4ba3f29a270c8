import { inflateRawSync } from 'node:zlib';

/** A zip file looked through without trusting it: what is in it, and how large it really is. */
export type ZipContent =
  | { ok: true; names: string[]; text: (name: string) => string | null }
  | { ok: false; reason: 'damaged' | 'too_large' };

interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 2000;

/**
 * Refuses zip bombs: first by the sizes the central directory declares, then by unpacking every
 * entry under the same limit, because a declared size can lie. `limit` is bytes in all, unpacked.
 * Layout: PKWARE APPNOTE 4.3. Zip64 and encrypted entries do not occur in small workbooks: damaged.
 */
export function inspectZip(bytes: Buffer, limit: number): ZipContent {
  const entries = entriesOf(bytes);
  if (entries === null) return { ok: false, reason: 'damaged' };
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > limit) {
    return { ok: false, reason: 'too_large' };
  }
  const contents = new Map<string, Buffer>();
  let left = limit;
  for (const entry of entries) {
    const content = unpack(bytes, entry, left);
    if (content === 'damaged' || content === 'too_large') return { ok: false, reason: content };
    left -= content.length;
    contents.set(entry.name, content);
  }
  return {
    ok: true,
    names: [...contents.keys()],
    text: (name) => contents.get(name)?.toString('utf8') ?? null,
  };
}

function entriesOf(bytes: Buffer): ZipEntry[] | null {
  const end = endOfDirectory(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) return null;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return null;
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    if (encrypted) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(bytes: Buffer): number | null {
  const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return null;
}

function unpack(bytes: Buffer, entry: ZipEntry, left: number): Buffer | 'damaged' | 'too_large' {
  const { offset } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE)
    return 'damaged';
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) return 'damaged';
  if (entry.method === 0) return packed.length > left ? 'too_large' : packed;
  if (entry.method !== 8) return 'damaged';
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'damaged';
  }
}
