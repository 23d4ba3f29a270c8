import { writeFile } from 'node:fs/promises';
import { UsageError } from './exit.ts';

/** Never onto a file that has come to be there meanwhile, unless `force`. */
export async function writeOutput(path: string, bytes: Uint8Array, force: boolean): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`output: cannot write: ${reason}`);
  }
}
