import type { Logger } from 'pino';
import { type FileProblem, fileProblem } from '../core/files/acceptable.ts';
import { contentProblem } from '../core/files/content.ts';
import { fileName, typeOfFile } from '../core/files/name.ts';
import type { StoredFile } from '../core/forms/form.ts';
import type { Channel } from '../core/messages/channel.ts';
import type { Incoming, IncomingFile } from '../core/messages/message.ts';
import { describeError } from '../db/trouble.ts';
import type { FileStore } from '../files/store.ts';

export interface TakenFiles {
  files: StoredFile[];
  /** What was not taken, by name. */
  refused: { name: string; why: FileProblem | 'download' | 'storage' }[];
}

const TRIES = 3;

/**
 * Fetches what a message carries into the file store, before its transaction: a file stored twice
 * is the same file, so a repeated delivery does no harm.
 */
export async function takeFiles(
  incoming: Incoming,
  channel: Channel,
  store: FileStore,
  log: Logger,
): Promise<TakenFiles> {
  const taken: TakenFiles = { files: [], refused: [] };
  if (incoming.content.type !== 'files') return taken;
  for (const [index, file] of incoming.content.files.entries()) {
    const name = fileName(file.name ?? '') || nameFor(file, index);
    const size = file.size;
    const problem = fileProblem({ name, size });
    if (problem) {
      taken.refused.push({ name, why: problem });
      continue;
    }
    const bytes = await fetchWithTries(channel, file, log);
    const unfit =
      bytes && (fileProblem({ name, size: bytes.byteLength }) ?? contentProblem(name, bytes));
    if (!bytes || unfit) {
      taken.refused.push({ name, why: unfit || 'download' });
      continue;
    }
    const hash = await keep(store, bytes, log);
    if (hash === null) {
      taken.refused.push({ name, why: 'storage' });
      continue;
    }
    taken.files.push({ hash, name, mime: typeOfFile(name), size: bytes.byteLength });
  }
  return taken;
}

/** Null when the disk does not take it, full as it may be: the rest of the message still counts. */
async function keep(store: FileStore, bytes: Uint8Array, log: Logger): Promise<string | null> {
  try {
    return await store.put(bytes);
  } catch (error) {
    log.error({ error: describeError(error) }, 'file not kept');
    return null;
  }
}

async function fetchWithTries(
  channel: Channel,
  file: IncomingFile,
  log: Logger,
): Promise<Uint8Array | null> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      return await channel.fetchFile(file);
    } catch (error) {
      log.warn(
        { attempt, reason: error instanceof Error ? error.name : 'unknown' },
        'file not fetched',
      );
    }
  }
  return null;
}

function nameFor(file: IncomingFile, index: number): string {
  return file.kind === 'photo' ? `anh-${index + 1}.jpg` : `tep-${index + 1}`;
}
