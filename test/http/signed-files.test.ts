import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayOpenFiles } from '../../db/queries/chat-files.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { signer } from '../../files/signed.ts';
import { fileStore } from '../../files/store.ts';
import { downloadPath, downloadRoutes } from '../../http/downloads.ts';
import { picturePath, pictureRoutes } from '../../http/pictures.ts';
import type { SharedFiles } from '../../http/shared-file.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

const DAY = 24 * 60 * 60 * 1000;
const OFFICIAL = { channel: 'web', chat: 'dm-y-te' };
const GROUP = { channel: 'web', chat: 'nhom-cchc' };

let folder: string;
let app: FastifyInstance;
let office: TestOffice;
let shared: SharedFiles;
let hash: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiendo-signed-'));
  office = await openOffice();
  const { db, clock } = office;
  const files = fileStore(folder);
  hash = await files.put(Buffer.from('bytes'));
  shared = {
    signer: signer('secret of the test'),
    files,
    clock,
    mayOpen: (chat, since) => mayOpenFiles(db, chat, since),
  };
  app = Fastify();
  pictureRoutes(app, shared);
  downloadRoutes(app, shared);
});
afterAll(async () => {
  await app.close();
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ method, url });
const status = async (url: string) => (await get(url)).statusCode;
const paper = () => ({ name: 'Báo cáo (quý I).docx', mime: 'application/msword', hash });

describe('a file behind a signed link', () => {
  it('opens until its time, for its purpose, unchanged, and not otherwise', async () => {
    const { clock } = office;
    const image = { name: 'a.png', mime: 'image/png', hash };
    const picture = picturePath(shared, image, OFFICIAL);
    const document = downloadPath(shared, paper(), OFFICIAL);

    expect((await get(picture, 'HEAD')).statusCode).toBe(200);
    expect((await get(picture)).headers['content-type']).toBe('image/png');
    const opened = await get(document);
    expect(opened.body).toBe('bytes');
    expect(opened.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%28qu%C3%BD%20I%29.docx",
    );

    const token = document.slice('/files/'.length);
    expect(await status(`/pictures/${token}.png`)).toBe(404);
    expect(await status(document.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')))).toBe(404);
    for (const made of ['x', '.', 'e30.e30', `${token}x`]) {
      expect(await status(`/files/${made}`)).toBe(404);
    }
    const another = { ...shared, signer: signer('another') };
    expect(await status(downloadPath(another, paper(), OFFICIAL))).toBe(404);

    clock.set(new Date(clock.now().getTime() + 8 * DAY));
    expect(await status(document)).toBe(404);
    expect(await status(picture)).toBe(200);
  });

  it('closes with the right of the chat it was sent into', async () => {
    const { db, clock } = office;
    const mine = downloadPath(shared, paper(), OFFICIAL);
    expect(await status(mine)).toBe(200);
    expect(await status(downloadPath(shared, paper(), { channel: 'web', chat: 'nobody' }))).toBe(
      404,
    );
    clock.set(new Date(clock.now().getTime() + DAY));
    await db.execute(sql`
      update memberships set ended_at = ${clock.now().toISOString()}
      where person_id = (select id from persons where code = 'dm-y-te')`);
    expect(await status(mine)).toBe(404);
    // What somebody asks for afterwards can only be their own data.
    clock.set(new Date(clock.now().getTime() + DAY));
    expect(await status(downloadPath(shared, paper(), OFFICIAL))).toBe(200);

    const ours = downloadPath(shared, paper(), GROUP);
    await lockConversation(db, { ...GROUP, nativeId: GROUP.chat, kind: 'group', title: null });
    await db.execute(sql`
      update conversations set scope_agency_id = (select min(id) from agencies)
      where native_id = ${GROUP.chat}`);
    expect(await status(ours)).toBe(200);
    await db.execute(sql`
      update conversations set scope_agency_id = null where native_id = ${GROUP.chat}`);
    expect(await status(ours)).toBe(404);
  });
});
