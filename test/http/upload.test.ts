import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Incoming } from '../../core/messages/message.ts';
import { movableClock } from '../../core/time/clock.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { claimUpdate } from '../../db/queries/inbox.ts';
import { signer } from '../../files/signed.ts';
import { fileStore } from '../../files/store.ts';
import { type UploadParts, uploadPath, uploadRoutes } from '../../http/upload.ts';
import { freshDatabase } from '../support/database.ts';
import { likeFile } from '../support/file-content.ts';

const TARGET = { channel: 'zalo', chat: 'c1', sender: 'p1', locale: 'vi' };

let folder: string;
let app: FastifyInstance;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: Database;
let parts: UploadParts;
let trouble: Error | null = null;
const delivered: Incoming[] = [];
const clock = movableClock(new Date('2026-10-01T01:00:00Z'));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiendo-upload-'));
  database = await freshDatabase();
  pool = openDatabase(database.url, { connections: 2 });
  app = Fastify();
  parts = {
    db: pool.db,
    clock,
    files: fileStore(folder),
    signer: signer('secret of the test'),
    async deliver(incoming) {
      if (trouble) throw trouble;
      const { channel, updateKey } = incoming;
      await claimUpdate(pool.db, { channel, updateKey }, clock.now());
      delivered.push(incoming);
    },
  };
  uploadRoutes(app, parts);
});
afterAll(async () => {
  await app.close();
  await pool.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends files as a browser's form does. */
async function send(path: string, files: readonly [name: string, content: string | Uint8Array][]) {
  const form = new FormData();
  for (const [name, content] of files) form.append('files', new Blob([content]), name);
  const body = new Response(form);
  const payload = Buffer.from(await body.arrayBuffer());
  const headers = { 'content-type': body.headers.get('content-type') ?? '' };
  return app.inject({ method: 'POST', url: path, payload, headers });
}

describe('the upload page', () => {
  it('takes several files once, under their own names', async () => {
    const path = uploadPath(parts, TARGET);
    const page = await app.inject(path);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<html lang="vi">');
    expect(page.body).not.toContain('<script');
    const done = await send(path, [
      ['C:\\Giấy tờ\\Kế hoạch 07.pdf', likeFile('a.pdf', 'một')],
      ['bảng.xlsx', likeFile('a.xlsx', 'hai')],
    ]);
    expect(done.body).toContain('đã nhận được 2 tệp');
    const [incoming] = delivered;
    expect(incoming).toMatchObject({
      channel: 'zalo',
      conversation: { id: 'c1', kind: 'private' },
      sender: { id: 'p1' },
      addressed: true,
    });
    if (incoming?.content.type !== 'files') throw new Error('no files came');
    expect(incoming.content.files.map(({ name }) => name)).toEqual([
      'Kế hoạch 07.pdf',
      'bảng.xlsx',
    ]);
    const [first] = incoming.content.files;
    const bytes = await parts.files.read(first?.ref.replace('stored:', '') ?? '');
    expect(Buffer.from(bytes).toString()).toBe('%PDF-1.7\nmột');
    expect((await app.inject(path)).statusCode).toBe(410);
    expect((await send(path, [['a.pdf', 'x']])).statusCode).toBe(410);
    expect(delivered).toHaveLength(1);
  });

  it('says at once what it does not take, and stays good', async () => {
    const path = uploadPath(parts, { ...TARGET, locale: 'en' });
    const before = delivered.length;
    const refused = await send(path, [
      ['Công văn MẬT.pdf', 'x'],
      ['<b>.exe', 'x'],
      ['ok.pdf', likeFile('ok.pdf', 'x')],
      ['page.pdf', '<html><script>alert(1)</script>'],
    ]);
    expect(refused.statusCode).toBe(400);
    expect(refused.body.match(/class="problem"/g)).toHaveLength(3);
    expect(refused.body).not.toContain('<script');
    expect(refused.body).not.toContain('<b>.exe');
    expect((await send(path, [])).statusCode).toBe(400);
    const large = await send(path, [['lớn.pdf', new Uint8Array(21 * 1024 * 1024)]]);
    expect(large.statusCode).toBe(413);
    expect(delivered).toHaveLength(before);
    trouble = new Error('database away');
    expect((await send(path, [['ok.pdf', likeFile('ok.pdf', 'x')]])).statusCode).toBe(500);
    trouble = null;
    expect((await send(path, [['ok.pdf', likeFile('ok.pdf', 'x')]])).body).toContain(
      '1 file has arrived',
    );
  });

  it('opens for nobody without a link, and not after a day', async () => {
    const path = uploadPath(parts, TARGET);
    for (const made of ['/upload/x', `${path}x`, path.replace('.', 'A.')]) {
      expect((await app.inject(made)).statusCode).toBe(410);
      expect((await send(made, [['a.pdf', 'x']])).statusCode).toBe(410);
    }
    clock.set(new Date(clock.now().getTime() + 25 * 60 * 60 * 1000));
    expect((await app.inject(path)).statusCode).toBe(410);
  });
});
