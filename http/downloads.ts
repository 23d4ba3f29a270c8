import type { FastifyInstance, FastifyReply } from 'fastify';
import type { OutgoingFile } from '../core/messages/message.ts';
import type { ChatAddress } from '../db/queries/chat-files.ts';
import { type Attempts, countAttempts, sendRefusal } from './attempts.ts';
import { fileToken, openFile, type SharedFiles, type SignedFiles } from './shared-file.ts';

const PURPOSE = 'download';
const DAYS = 7;

/** `GET /files/<token>`: a document for people whose chat network carries none; 404 when over. */
export function downloadRoutes(
  app: FastifyInstance,
  parts: SharedFiles,
  attempts: Attempts = countAttempts(),
): void {
  app.get('/files/*', async (request, reply) => {
    const { '*': token } = request.params as { '*': string };
    const opened = await openFile(parts, PURPOSE, token);
    if (!opened) return sendRefusal(reply, attempts.wrong(request, 404), { error: 'not found' });
    return sendDocument(reply, opened.file, opened.bytes);
  });
}

/** A file to keep, never to be opened in the page's own place. */
export function sendDocument(
  reply: FastifyReply,
  file: Pick<OutgoingFile, 'name' | 'mime'>,
  bytes: Uint8Array,
): FastifyReply {
  return reply
    .header('content-type', file.mime)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodedName(file.name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('referrer-policy', 'no-referrer')
    .send(Buffer.from(bytes));
}

/** As RFC 8187 wants it. */
function encodedName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The path under which a document can be saved. */
export function downloadPath(parts: SignedFiles, file: OutgoingFile, to: ChatAddress): string {
  return `/files/${fileToken(parts, PURPOSE, file, DAYS, to)}`;
}
