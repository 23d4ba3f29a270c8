import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { dumpTables } from '../../db/backup/dump.ts';
import type { FileStore } from '../../files/store.ts';
import { checksum } from './checksum.ts';
import { fileEntry, MANIFEST, type Manifest, tableEntry } from './manifest.ts';

/** Who may read a backup: it holds everything the office knows, and its secrets. */
const OWNER_ONLY = 0o600;

/**
 * Writes database and files into one archive (tar; the rows packed with gzip). The office may go on
 * meanwhile: rows are those of one moment, and no file they name can be missing. The archive appears
 * under its name only when it is whole. Throws when a stored file is not what its hash says.
 */
export async function writeBackup(
  out: string,
  office: { url: string; files: FileStore; now: Date },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Manifest> {
  const folder = await mkdtemp(join(dirname(out), '.tiendo-backup-'));
  try {
    const whole = join(folder, 'backup.tar');
    const archive = pack();
    const written = pipeline(archive, createWriteStream(whole, { mode: OWNER_ONLY, flush: true }));
    const [manifest] = await Promise.all([fill(archive, folder, office, onProgress), written]);
    await rename(whole, out);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(
  archive: Pack,
  folder: string,
  { url, files, now }: { url: string; files: FileStore; now: Date },
  onProgress: (done: number, total: number) => void,
): Promise<Manifest> {
  try {
    const tables: Manifest['tables'] = [];
    const dumped = await dumpTables(url, async (table, lines) => {
      // An archive's entry begins with its length, which is known only when all rows are read.
      const spool = join(folder, 'rows');
      await pipeline(lines, createGzip(), createWriteStream(spool, { mode: OWNER_ONLY }));
      tables.push({ ...table, sha256: await addFile(archive, tableEntry(table.name), spool) });
    });
    // Read after the rows: whatever they name was stored before them, and files never go.
    const hashes = await files.list();
    for (const [index, hash] of hashes.entries()) {
      const bytes = await files.read(hash);
      if (hashOf(bytes) !== hash) throw new Error(`file ${hash} is damaged: its content changed`);
      await addBytes(archive, fileEntry(hash), bytes);
      onProgress(index + 1, hashes.length);
    }
    const { migrations } = dumped;
    const madeAt = now.toISOString();
    const manifest: Manifest = { format: 1, madeAt, migrations, tables, files: hashes };
    await addBytes(archive, MANIFEST, Buffer.from(JSON.stringify(manifest, null, 2)));
    archive.finalize();
    return manifest;
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** Gives the SHA-256 of what was added. */
async function addFile(archive: Pack, name: string, path: string): Promise<string> {
  const { size } = await stat(path);
  const { through, sha256 } = checksum();
  const entry = archive.entry({ name, size, mode: OWNER_ONLY });
  await pipeline(createReadStream(path), through, entry);
  return sha256();
}

function addBytes(archive: Pack, name: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, mode: OWNER_ONLY }, Buffer.from(bytes), (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
