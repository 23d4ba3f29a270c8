import { z } from 'zod';
import type { OutgoingFile } from '../core/messages/message.ts';
import type { Clock } from '../core/time/clock.ts';
import type { ChatAddress } from '../db/queries/chat-files.ts';
import type { Signer } from '../files/signed.ts';
import type { FileStore } from '../files/store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const shared = z.object({
  hash: z.string(),
  name: z.string(),
  mime: z.string(),
  /** Into which chat the link was sent, and when (ISO). */
  channel: z.string(),
  chat: z.string(),
  at: z.string(),
});

export interface SignedFiles {
  signer: Signer;
  files: FileStore;
  clock: Clock;
}

export interface SharedFiles extends SignedFiles {
  /** Whether a chat may still open what was sent into it at that moment (office time). */
  mayOpen(chat: ChatAddress, since: Date): Promise<boolean>;
}

/** A token that opens one file for `days` days, as long as the chat it goes to may have files. */
export function fileToken(
  { signer, clock }: SignedFiles,
  purpose: string,
  { hash, name, mime }: OutgoingFile,
  days: number,
  { channel, chat }: ChatAddress,
): string {
  const now = clock.now();
  const expires = new Date(now.getTime() + days * DAY_MS);
  const at = now.toISOString();
  return signer.seal(purpose, { hash, name, mime, channel, chat, at }, expires);
}

/** The file a token opens, or null, also when the file itself is gone. */
export async function openFile(
  { signer, files, clock, mayOpen }: SharedFiles,
  purpose: string,
  token: string,
): Promise<{ file: OutgoingFile; bytes: Uint8Array } | null> {
  const read = shared.safeParse(signer.open(purpose, token, clock.now()));
  if (!read.success || !(await mayOpen(read.data, new Date(read.data.at)))) return null;
  const bytes = await files.read(read.data.hash).catch(() => null);
  return bytes && { file: read.data, bytes };
}
