import { createHash, randomBytes } from 'node:crypto';
import {
  mkdir,
  readdir,
  readFile,
  rename,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Files under the SHA-256 of their content: the same bytes are kept once and never change. */
export interface FileStore {
  put(bytes: Uint8Array): Promise<string>;
  /** Throws when there is no such file. */
  read(hash: string): Promise<Uint8Array>;
  /** The hashes of all files there are. */
  list(): Promise<string[]>;
  /** The hashes of files that nobody has put for so many days. */
  olderThan(days: number): Promise<string[]>;
  /** Removes such a file; false when it was put again meanwhile. */
  removeOld(hash: string, days: number): Promise<boolean>;
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
      // Put again, it is young again; if it was just removed, it is written anew.
      if (known?.size === bytes.byteLength && (await touch(path))) return hash;
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
    async olderThan(days) {
      const old: string[] = [];
      for (const hash of await this.list()) {
        if (await isOld(pathOf(hash), days)) old.push(hash);
      }
      return old;
    },
    async removeOld(hash, days) {
      const path = pathOf(hash);
      // Moved aside before it is looked at: whoever puts it now either made it young or writes anew.
      const aside = `${path}.${randomBytes(4).toString('hex')}`;
      if (!(await isOld(path, days))) return false;
      await rename(path, aside);
      if (await isOld(aside, days)) {
        await unlink(aside);
        return true;
      }
      await rename(aside, path);
      return false;
    },
  };
}

/** False when there is no such file. */
async function touch(path: string): Promise<boolean> {
  const now = new Date(Date.now());
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function isOld(path: string, days: number): Promise<boolean> {
  const known = await stat(path).catch(() => null);
  return known !== null && Date.now() - known.mtimeMs > days * 24 * 60 * 60 * 1000;
}

function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
