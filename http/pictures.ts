import type { FastifyInstance } from 'fastify';
import type { OutgoingFile } from '../core/messages/message.ts';
import type { ChatAddress } from '../db/queries/chat-files.ts';
import { type Attempts, countAttempts, sendRefusal } from './attempts.ts';
import { fileToken, openFile, type SharedFiles, type SignedFiles } from './shared-file.ts';

const PURPOSE = 'picture';
/** Chat networks fetch a picture when it is sent and again when it is looked at. */
const DAYS = 60;
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** `GET /pictures/<token>.png`: a picture a chat network fetches by its address; 404 when over. */
export function pictureRoutes(
  app: FastifyInstance,
  parts: SharedFiles,
  attempts: Attempts = countAttempts(),
): void {
  // A wildcard: a named parameter must not be longer than 100 characters.
  app.get('/pictures/*', async (request, reply) => {
    const { '*': name } = request.params as { '*': string };
    const opened = await openFile(parts, PURPOSE, name.replace(/\.[a-z]+$/, ''));
    // A drawing of type SVG may run programs in a browser: it is never shown.
    if (!opened || !PICTURES.has(opened.file.mime)) {
      return sendRefusal(reply, attempts.wrong(request, 404), { error: 'not found' });
    }
    return reply
      .header('content-type', opened.file.mime)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=86400')
      .send(Buffer.from(opened.bytes));
  });
}

/** The path of a picture. */
export function picturePath(parts: SignedFiles, file: OutgoingFile, to: ChatAddress): string {
  const ending = file.mime === 'image/jpeg' ? 'jpg' : 'png';
  return `/pictures/${fileToken(parts, PURPOSE, file, DAYS, to)}.${ending}`;
}
