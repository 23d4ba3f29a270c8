import { z } from 'zod';
import type { OutgoingFile } from '../core/messages/message.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Signer } from '../files/signed.ts';
import type { FileStore } from '../files/store.ts';

const shared = z.object({ hash: z.string(), name: z.string(), mime: z.string() });

export interface SharedFiles {
  signer: Signer;
  files: FileStore;
  clock: Clock;
}

/** A token that opens one file for `days` days. */
export function fileToken(
  { signer, clock }: SharedFiles,
  purpose: string,
  { hash, name, mime }: OutgoingFile,
  days: number,
): string {
  const expires = new Date(clock.now().getTime() + days * 24 * 60 * 60 * 1000);
  return signer.seal(purpose, { hash, name, mime }, expires);
}

/** The file a token opens, or null, also when the file itself is gone. */
export async function openFile(
  { signer, files, clock }: SharedFiles,
  purpose: string,
  token: string,
): Promise<{ file: OutgoingFile; bytes: Uint8Array } | null> {
  const read = shared.safeParse(signer.open(purpose, token, clock.now()));
  if (!read.success) return null;
  const bytes = await files.read(read.data.hash).catch(() => null);
  return bytes && { file: read.data, bytes };
}
