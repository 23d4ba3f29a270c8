import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { type LoadRefusal, loadTables } from '../../db/backup/load.ts';
import type { FileStore } from '../../files/store.ts';
import { checksum } from './checksum.ts';
import { fileEntry, MANIFEST, type Manifest, manifestSchema, tableEntry } from './manifest.ts';

/** Why an archive was not taken. Nothing was changed but, perhaps, files added. */
export type RestoreRefusal =
  | LoadRefusal
  | { code: 'no_backup' }
  | { code: 'damaged'; part: string };

export type Restored = { ok: true; manifest: Manifest } | { ok: false; refusal: RestoreRefusal };

/**
 * Puts a backup into an unused database and a file store. The archive is read to its end and every
 * part compared with its checksum before the database is touched.
 */
export async function readBackup(
  path: string,
  office: { url: string; files: FileStore },
): Promise<Restored> {
  const folder = await mkdtemp(join(tmpdir(), 'tiendo-restore-'));
  try {
    const { manifest, parts } = await unpack(path, folder, office.files);
    if (!manifest) {
      return refused(parts.size > 0 ? { code: 'damaged', part: MANIFEST } : { code: 'no_backup' });
    }
    const damaged = firstDamaged(manifest, parts);
    if (damaged !== null) return refused({ code: 'damaged', part: damaged });
    const refusal = await loadTables(office.url, manifest, (table) =>
      createInterface({
        input: createReadStream(spoolOf(folder, tableEntry(table))).pipe(createGunzip()),
      }),
    );
    return refusal ? refused(refusal) : { ok: true, manifest };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refused(refusal: RestoreRefusal): Restored {
  return { ok: false, refusal };
}

interface Unpacked {
  manifest: Manifest | null;
  /** Name of each part → SHA-256 of what was found. */
  parts: Map<string, string>;
}

/**
 * Files go where they belong, under their hash; tables into the folder. An archive that is cut off
 * gives what could be read, without a manifest.
 */
async function unpack(path: string, folder: string, files: FileStore): Promise<Unpacked> {
  const parts = new Map<string, string>();
  let manifest: Manifest | null = null;
  const archive = extract();
  const reading = pipeline(createReadStream(path), archive);
  // Its failure also ends the loop below, which reports it.
  reading.catch(() => {});
  try {
    for await (const entry of archive) {
      const { name } = entry.header;
      const bytes = Readable.from(entry);
      if (name === MANIFEST) manifest = parseManifest(await buffer(bytes));
      else if (name.startsWith('files/')) parts.set(name, await files.put(await buffer(bytes)));
      else if (/^tables\/\w+\.jsonl\.gz$/.test(name)) {
        const { through, sha256 } = checksum();
        const spool = createWriteStream(spoolOf(folder, name), { mode: 0o600 });
        await pipeline(bytes, through, spool);
        parts.set(name, sha256());
      } else bytes.resume();
    }
    await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    return { manifest: null, parts };
  }
  return { manifest, parts };
}

function parseManifest(bytes: Buffer): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

/** The first part that is missing or not what it was. */
function firstDamaged(manifest: Manifest, parts: ReadonlyMap<string, string>): string | null {
  const wanted = [
    ...manifest.tables.map(({ name, sha256 }) => [tableEntry(name), sha256] as const),
    ...manifest.files.map((hash) => [fileEntry(hash), hash] as const),
  ];
  return wanted.find(([name, sha256]) => parts.get(name) !== sha256)?.[0] ?? null;
}

function spoolOf(folder: string, name: string): string {
  return join(folder, name.replaceAll('/', '_'));
}
