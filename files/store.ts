import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Files under the SHA-256 of their content: the same bytes are kept once and never change. */
export interface FileStore {
  put(bytes: Uint8Array): Promise<string>;
  /** Throws when there is no such file. */
  read(hash: string): Promise<Uint8Array>;
  /** The hashes of all files there are. */
  list(): Promise<string[]>;
}

export function fileStore(folder: string): FileStore {
  const pathOf = (hash: string) => {
    if (!isHash(hash)) throw new Error('not a content hash');
    return join(folder, hash.slice(0, 2), hash);
  };
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(hash);
      const known = await stat(path).catch(() => null);
      if (known?.size === bytes.byteLength) return hash;
      await mkdir(dirname(path), { recursive: true });
      // Written aside and renamed, so that a crash never leaves half a file under its hash.
      const aside = `${path}.${randomBytes(4).toString('hex')}`;
      await writeFile(aside, bytes, { flush: true });
      await rename(aside, path);
      return hash;
    },
    read: (hash) => readFile(pathOf(hash)),
    async list() {
      const entries = await readdir(folder, { recursive: true }).catch(() => []);
      return entries
        .map((entry) => basename(entry))
        .filter(isHash)
        .sort();
    },
  };
}

function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
