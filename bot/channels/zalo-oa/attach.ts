import { z } from 'zod';
import type { OutgoingFile } from '../../../core/messages/message.ts';
import type { LinksOf } from '../common/file-links.ts';
import type { OaApi, OaFailure } from './api.ts';

const UPLOAD_MS = 60_000;
const MOST_IMAGE_BYTES = 1024 * 1024;
const MOST_FILE_BYTES = 5 * 1024 * 1024;

/** The `attachment` of a message, null when the file cannot be one, or why it is not known now. */
export type Attached =
  | { ok: true; attachment: Record<string, unknown> | null }
  | { ok: false; failure: OaFailure };

export interface AttachParts {
  api: OaApi;
  links: LinksOf;
  /** The bytes of a stored file, by content hash. */
  readFile(hash: string): Promise<Uint8Array>;
}

const uploadedImage = z.object({ attachment_id: z.string() });
const uploadedFile = z.object({ token: z.string() });

/** A picture: uploaded where it is small enough, else by an address Zalo fetches. Never rejects. */
export async function attachImage(
  parts: AttachParts,
  file: OutgoingFile,
  chat: string,
): Promise<Attached> {
  const isKnown = file.mime === 'image/png' || file.mime === 'image/jpeg';
  const sent = isKnown
    ? await upload(parts, file, '/v2.0/oa/upload/image', MOST_IMAGE_BYTES)
    : null;
  if (sent && !sent.ok) return sent;
  const read = uploadedImage.safeParse(sent?.data);
  const element = read.success
    ? { attachment_id: read.data.attachment_id }
    : parts.links && { url: parts.links(chat).picture(file) };
  if (!element) return { ok: true, attachment: null };
  const elements = [{ media_type: 'image', ...element }];
  const payload = { template_type: 'media', elements };
  return { ok: true, attachment: { type: 'template', payload } };
}

/** A document. Never rejects. */
export async function attachFile(parts: AttachParts, file: OutgoingFile): Promise<Attached> {
  const sent = await upload(parts, file, '/v2.0/oa/upload/file', MOST_FILE_BYTES);
  if (sent && !sent.ok) return sent;
  const read = uploadedFile.safeParse(sent?.data);
  const attachment = read.success ? { type: 'file', payload: { token: read.data.token } } : null;
  return { ok: true, attachment };
}

/** Null when the file is not there or too large, or Zalo refuses this very file. */
async function upload(
  { api, readFile }: AttachParts,
  file: OutgoingFile,
  path: string,
  mostBytes: number,
): Promise<{ ok: true; data: unknown } | { ok: false; failure: OaFailure } | null> {
  const bytes = await readFile(file.hash).catch(() => null);
  if (!bytes || bytes.byteLength > mostBytes) return null;
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)], { type: file.mime }), file.name);
  return api.call({ method: 'POST', path, body }, UPLOAD_MS);
}
