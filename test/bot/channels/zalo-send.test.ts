import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../core/time/clock.ts';
import { signer } from '../../../files/signed.ts';
import { fileStore } from '../../../files/store.ts';
import { downloadPath, downloadRoutes } from '../../../http/downloads.ts';
import { picturePath, pictureRoutes } from '../../../http/pictures.ts';
import { type ZaloRig, zaloRig } from '../../emulators/zalo/adapter-rig.ts';

let rig: ZaloRig;
beforeEach(async () => {
  rig = await zaloRig();
  await rig.start();
});
afterEach(() => rig.close());

const CHOICES = [
  [
    { id: 'a', label: '✅ Đã xong' },
    { id: 'b', label: '🔄 Đang làm' },
  ],
  [{ id: 'c', label: 'Thôi' }],
];

describe('what Zalo shows', () => {
  it('is plain text with the choices below, numbered where a number is a choice', async () => {
    const an = rig.zalo.person('An');
    const text =
      'Kế hoạch <b>07</b> &lt;nháp&gt;\nXem <a href="https://a.vn/?x=1&amp;y=2">tại đây</a>';
    const result = await rig.send(an, { text, choices: CHOICES, replaces: '5' });
    const shown = await an.hears();
    expect(result).toEqual({ outcome: 'sent', messageId: shown.id });
    expect(shown.text).toBe(
      'Kế hoạch 07 <nháp>\nXem tại đây: https://a.vn/?x=1&y=2\n\n' +
        'Anh/chị trả lời bằng số hoặc chữ:\n1. ✅ Đã xong\n2. 🔄 Đang làm\n3. Thôi',
    );
    await rig.send(an, { text: 'Bao nhiêu?', choices: CHOICES, numbered: false });
    expect((await an.hears()).text).toContain('• ✅ Đã xong | 🔄 Đang làm\n• Thôi');
    await rig.send(an, { text: 'Việc', choices: [[{ id: 'a', label: '1 xong' }]] });
    expect((await an.hears()).text).toContain('• 1 xong');
  });

  it('is split at sentences and lines, below 2000 units, the choices last', async () => {
    const an = rig.zalo.person('An');
    const line = 'Báo cáo cải cách hành chính quý này của đơn vị đã đầy đủ. ';
    await rig.send(an, { text: line.repeat(90), choices: CHOICES });
    const texts = an.fromBot.map((message) => message.text);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.every((text) => text.length <= 2000)).toBe(true);
    expect(texts.slice(0, -1).every((text) => text.endsWith('đầy đủ.'))).toBe(true);
    expect(texts.at(-1)).toContain('3. Thôi');
    expect(rig.spent.count).toBe(texts.length);
  });

  it('says what it cannot carry', async () => {
    const an = rig.zalo.person('An');
    const file = { name: 'bao-cao.docx', mime: 'application/msword', hash: 'h' };
    await rig.send(an, { text: 'Đây ạ', document: file, image: file });
    const { text } = await an.hears();
    expect(text).toContain('bao-cao.docx');
    expect(text).toContain('Hình kèm theo chưa gửi được');
  });
});

describe('a picture', () => {
  it('goes by an address Zalo fetches, the words and choices under it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tiendo-zalo-'));
    const files = fileStore(folder);
    // Whether the chat the link was sent into is asked about, and no other.
    const mayOpen = async ({ chat }: { chat: string }) => chat === an.id;
    const shared = { signer: signer('secret of the test'), files, clock: systemClock, mayOpen };
    const server = Fastify();
    pictureRoutes(server, shared);
    downloadRoutes(server, shared);
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const own = await zaloRig({
      links: (chat) => ({
        picture: (file) => `${address}${picturePath(shared, file, { channel: 'zalo', chat })}`,
        download: (file) => `${address}${downloadPath(shared, file, { channel: 'zalo', chat })}`,
      }),
    });
    await own.start();
    const an = own.zalo.person('An');
    const hash = await files.put(Buffer.from('picture'));
    const image = { name: 'bieu-do.png', mime: 'image/png', hash };
    await own.send(an, { text: 'Tiến độ', image, choices: CHOICES });
    const shown = await an.hears();
    expect(Buffer.from(shown.photo?.bytes ?? []).toString()).toBe('picture');
    expect(shown.text).toMatch(/^Tiến độ\n\n.*\n1\. ✅ Đã xong/);
    await own.send(an, { text: 'Một câu dài. '.repeat(200), image });
    expect((await an.hears()).photo).not.toBeNull();
    expect((await an.hears()).text).toContain('Một câu dài.');
    await own.send(an, { text: 'Báo cáo', document: { ...image, name: 'Báo cáo.docx' } });
    const { text } = await an.hears('Báo cáo.docx');
    const [link = ''] = /http\S+\/files\/\S+/.exec(text) ?? [];
    expect(await (await fetch(link)).text()).toBe('picture');
    await own.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
});

describe('when a send fails', () => {
  const answers = [
    [400, 'rejected'],
    [401, 'limited'],
    [403, 'retry'],
    [404, 'rejected'],
    [408, 'unknown'],
    [429, 'limited'],
  ] as const;
  it.each(answers)('%i with HTTP 200: %s', async (code, outcome) => {
    const an = rig.zalo.person('An');
    rig.zalo.breaks({ kind: 'error', code, description: 'no' }, { method: 'sendMessage' });
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe(outcome);
  });

  it('holds everything, longer and longer, while the quota is spent, and says so', async () => {
    const an = rig.zalo.person('An');
    const fault = { kind: 'error', code: 429, description: 'quota exceeded' } as const;
    rig.zalo.breaks(fault, { method: 'sendMessage', times: 2 });
    const first = await rig.send(an, { text: 'alo' });
    const second = await rig.send(an, { text: 'alo' });
    expect(first).toEqual({ outcome: 'limited', retryAfterMs: 60_000, scope: 'channel' });
    expect(second).toEqual({ outcome: 'limited', retryAfterMs: 600_000, scope: 'channel' });
    expect(rig.channel.trouble()).toBe('sending: 429: quota exceeded');
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe('sent');
    expect(rig.channel.trouble()).toBeNull();
  });

  it('knows what never left from what may have arrived', async () => {
    const an = rig.zalo.person('An');
    rig.zalo.breaks({ kind: 'lostAnswer' }, { method: 'sendMessage' });
    expect((await rig.send(an, { text: 'một' })).outcome).toBe('unknown');
    expect(an.fromBot).toHaveLength(1);
    rig.zalo.breaks({ kind: 'page', status: 502 }, { method: 'sendMessage' });
    expect((await rig.send(an, { text: 'hai' })).outcome).toBe('unknown');
    rig.zalo.breaks({ kind: 'page', status: 404 }, { method: 'sendMessage' });
    expect((await rig.send(an, { text: 'ba' })).outcome).toBe('retry');
    const away = await zaloRig({ apiRoot: 'http://127.0.0.1:9' });
    expect((await away.send(an, { text: 'bốn' })).outcome).toBe('retry');
    await away.zalo.close();
  });

  it('repeats no piece that may be in the chat, and tries the later ones again', async () => {
    const an = rig.zalo.person('An');
    const text = 'Một câu dài vừa phải để chia. '.repeat(100);
    rig.zalo.breaks(
      { kind: 'error', code: 403, description: 'x' },
      { method: 'sendMessage', after: 1 },
    );
    expect((await rig.send(an, { text })).outcome).toBe('sent');
    expect(an.fromBot).toHaveLength(2);
  });

  it('goes on with the piece at which the quota ended', async () => {
    const an = rig.zalo.person('An');
    const text = 'Một câu dài vừa phải để chia. '.repeat(100);
    rig.zalo.breaks(
      { kind: 'error', code: 429, description: 'quota exceeded' },
      { method: 'sendMessage', after: 1 },
    );
    expect(await rig.send(an, { text })).toMatchObject({ outcome: 'limited', inChat: 1 });
    expect((await rig.send(an, { text, inChat: 1 })).outcome).toBe('sent');
    expect(an.fromBot).toHaveLength(2);
  });
});
