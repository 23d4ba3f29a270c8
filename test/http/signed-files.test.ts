import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../core/time/clock.ts';
import { signer } from '../../files/signed.ts';
import { fileStore } from '../../files/store.ts';
import { downloadPath, downloadRoutes } from '../../http/downloads.ts';
import { picturePath, pictureRoutes } from '../../http/pictures.ts';

const DAY = 24 * 60 * 60 * 1000;

let folder: string;
let app: FastifyInstance;
const clock = movableClock(new Date('2026-10-01T01:00:00Z'));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiendo-signed-'));
  app = Fastify();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a file behind a signed link', () => {
  it('opens until its time, for its purpose, unchanged, and not otherwise', async () => {
    const files = fileStore(folder);
    const shared = { signer: signer('secret of the test'), files, clock };
    pictureRoutes(app, shared);
    downloadRoutes(app, shared);
    const hash = await files.put(Buffer.from('bytes'));
    const picture = picturePath(shared, { name: 'a.png', mime: 'image/png', hash });
    const document = downloadPath(shared, {
      name: 'Báo cáo (quý I).docx',
      mime: 'application/msword',
      hash,
    });
    const get = (url: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ method, url });

    expect((await get(picture, 'HEAD')).statusCode).toBe(200);
    expect((await get(picture)).headers['content-type']).toBe('image/png');
    const opened = await get(document);
    expect(opened.body).toBe('bytes');
    expect(opened.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%28qu%C3%BD%20I%29.docx",
    );

    const token = document.slice('/files/'.length);
    expect((await get(`/pictures/${token}.png`)).statusCode).toBe(404);
    expect((await get(document.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')))).statusCode).toBe(
      404,
    );
    for (const made of ['x', '.', 'e30.e30', `${token}x`]) {
      expect((await get(`/files/${made}`)).statusCode).toBe(404);
    }
    const other = downloadPath(
      { ...shared, signer: signer('another') },
      { name: 'a', mime: '', hash },
    );
    expect((await get(other)).statusCode).toBe(404);

    clock.set(new Date(clock.now().getTime() + 8 * DAY));
    expect((await get(document)).statusCode).toBe(404);
    expect((await get(picture)).statusCode).toBe(200);
  });
});
