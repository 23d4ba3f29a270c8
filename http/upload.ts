import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { UploadTarget } from '../bot/pipeline.ts';
import { fileProblem, MAX_FILE_BYTES } from '../core/files/acceptable.ts';
import { contentProblem } from '../core/files/content.ts';
import { STORED_FILE, UPLOAD_HOURS } from '../core/files/upload.ts';
import type { Incoming, IncomingFile } from '../core/messages/message.ts';
import type { Db } from '../db/client.ts';
import { isClaimed } from '../db/queries/inbox.ts';
import { isPassing } from '../db/trouble.ts';
import { type Translate, translator } from '../locales/index.ts';
import { type UploadPage, type UploadProblem, uploadPage } from '../views/upload-page.ts';
import { type Attempts, countAttempts } from './attempts.ts';
import { type SentFile, sentFiles } from './sent-files.ts';
import type { SignedFiles } from './shared-file.ts';

const PURPOSE = 'upload';

const sealed = z.object({
  channel: z.string(),
  chat: z.string(),
  sender: z.string(),
  locale: z.string(),
  nonce: z.string(),
});

export interface UploadParts extends SignedFiles {
  db: Db;
  /** Hands what came to the bot, as if it had come from the chat. */
  deliver(incoming: Incoming): Promise<void>;
}

/** The path of a page that takes files for one chat, once. */
export function uploadPath({ signer, clock }: SignedFiles, target: UploadTarget): string {
  const expires = new Date(clock.now().getTime() + UPLOAD_HOURS * 60 * 60 * 1000);
  const nonce = randomBytes(9).toString('base64url');
  return `/upload/${signer.seal(PURPOSE, { ...target, nonce }, expires)}`;
}

/**
 * `GET` and `POST /upload/<token>`: a page for people whose chat network hands bots no files. What
 * is sent there enters the pipeline as a message with files of the chat the token names.
 */
export function uploadRoutes(
  app: FastifyInstance,
  parts: UploadParts,
  attempts: Attempts = countAttempts(),
): void {
  const { signer, clock, db } = parts;

  async function target(token: string) {
    const read = sealed.safeParse(signer.open(PURPOSE, token, clock.now()));
    if (!read.success) return null;
    const updateKey = `upload:${read.data.nonce}`;
    const used = await isClaimed(db, { channel: read.data.channel, updateKey });
    return used ? null : { ...read.data, updateKey };
  }

  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    );
    // Before a body is read: only who holds a link may send one.
    scope.addHook('onRequest', async (request, reply) => {
      const { '*': token } = request.params as { '*': string };
      if (await target(token)) return;
      return show(reply, attempts.wrong(request, 410), { kind: 'over' }, translator('vi'));
    });
    scope.setErrorHandler((error: Error & { code?: string }, _request, reply) => {
      const t = translator('vi');
      if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') {
        return show(reply, isPassing(error) ? 503 : 500, { kind: 'busy' }, t);
      }
      return show(reply, 413, { kind: 'form', problems: [{ why: 'too_large' }] }, t);
    });

    scope.get('/upload/*', async (request, reply) => {
      const to = await target((request.params as { '*': string })['*']);
      return show(reply, 200, { kind: 'form', problems: [] }, translator(to?.locale ?? ''));
    });

    const bodyLimit = MAX_FILE_BYTES + 64 * 1024;
    scope.post('/upload/*', { bodyLimit }, async (request, reply) => {
      const to = await target((request.params as { '*': string })['*']);
      const t = translator(to?.locale ?? '');
      if (!to) return show(reply, 410, { kind: 'over' }, t);
      const sent = await sentFiles(request.body, request.headers['content-type'] ?? '');
      const problems = problemsOf(sent);
      if (problems.length > 0) return show(reply, 400, { kind: 'form', problems }, t);
      await parts.deliver({
        channel: to.channel,
        updateKey: to.updateKey,
        conversation: { id: to.chat, kind: 'private', title: null },
        sender: { id: to.sender, name: '' },
        content: { type: 'files', files: await stored(sent), caption: null },
        addressed: true,
      });
      return show(reply, 200, { kind: 'done', count: sent.length }, t);
    });
  });

  async function stored(sent: readonly SentFile[]): Promise<IncomingFile[]> {
    const kept: IncomingFile[] = [];
    for (const { name, mime, bytes } of sent) {
      const ref = `${STORED_FILE}${await parts.files.put(bytes)}`;
      const kind = mime.startsWith('image/') ? 'photo' : 'document';
      kept.push({ ref, kind, name, mime, size: bytes.byteLength });
    }
    return kept;
  }
}

function problemsOf(sent: readonly SentFile[]): UploadProblem[] {
  if (sent.length === 0) return [{ why: 'none' }];
  return sent.flatMap(({ name, bytes }): UploadProblem[] => {
    const why = fileProblem({ name, size: bytes.byteLength }) ?? contentProblem(name, bytes);
    return why ? [{ why, name }] : [];
  });
}

function show(reply: FastifyReply, status: number, page: UploadPage, t: Translate): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(uploadPage(page, t));
}
