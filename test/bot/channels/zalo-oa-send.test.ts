import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { withoutMentions } from '../../../bot/channels/zalo-oa/draw.ts';
import { type OaRig, oaRig } from '../../emulators/zalo-oa/adapter-rig.ts';

const DAY = 24 * 3_600_000;
const MB = 1024 * 1024;

let rig: OaRig;
afterEach(() => rig.close());

async function open(...args: Parameters<typeof oaRig>) {
  rig = await oaRig(...args);
  await rig.start();
  const an = rig.oa.person('An');
  an.says('alo');
  return an;
}

const CHOICES = [[{ id: 'a', label: '✅ Đã xong' }], [{ id: 'c', label: 'Thôi' }]];

describe('what an Official Account shows', () => {
  it('is plain text with the choices below', async () => {
    const an = await open();
    const result = await rig.send(an, { text: 'Việc <b>07</b> [@all]', choices: CHOICES });
    const shown = await an.hears();
    expect(result).toEqual({ outcome: 'sent', messageId: shown.id });
    expect(shown.text).toBe(
      'Việc 07 [@all]\n\nAnh/chị trả lời bằng số hoặc chữ:\n1. ✅ Đã xong\n2. Thôi',
    );
    await rig.send(an, { text: 'Một câu dài vừa phải để chia. '.repeat(150) });
    expect(an.fromBot.length).toBeGreaterThan(2);
  });

  it('calls nobody in a group, whatever people typed', async () => {
    await open();
    const group = rig.oa.group('Nhóm CCHC');
    const text = 'Vướng: [@all] và [[@123]@456], [@Nguyễn Văn A]';
    await rig.send(group, { text }, { conversationKind: 'group' });
    expect(await group.hears()).toMatchObject({
      text: 'Vướng: @all và @123@456], @Nguyễn Văn A',
      mentions: [],
    });
  });

  it('is no mention for any text', async () => {
    await open();
    const any = fc.array(fc.constantFrom('[', '@', ']', 'a', '12', ' ', '\n', '[@'));
    fc.assert(fc.property(any, (parts) => !/\[@/.test(withoutMentions(parts.join('')))));
  });

  it('has pictures and documents as such where Zalo takes them, else as links', async () => {
    const files = new Map([
      ['small', new Uint8Array([1, 2, 3])],
      ['large', new Uint8Array(5 * MB + 1)],
    ]);
    const links = {
      picture: () => `${rig.oa.root}/nothing-there.png`,
      download: ({ name }: { name: string }) => `https://x.vn/files/${name}`,
    };
    const readFile = async (hash: string) => {
      const bytes = files.get(hash);
      if (!bytes) throw new Error('no such file');
      return bytes;
    };
    const an = await open({ readFile, links: () => links });
    const image = { name: 'bieu-do.png', mime: 'image/png', hash: 'small' };
    await rig.send(an, { text: 'Tiến độ', image });
    expect((await an.hears()).image).toEqual(files.get('small'));
    expect((await an.hears()).text).toBe('Tiến độ');
    const document = { name: 'Báo cáo.docx', mime: 'application/msword', hash: 'small' };
    await rig.send(an, { text: 'Đây ạ', document });
    expect((await an.hears()).file).toMatchObject({
      name: 'Báo cáo.docx',
      bytes: files.get('small'),
    });
    await rig.send(an, { text: 'Đây ạ', document: { ...document, name: 'bieu.xlsx' } });
    expect((await an.hears('bieu.xlsx')).text).toContain('https://x.vn/files/bieu.xlsx');
    await rig.send(an, { text: 'Đây ạ', document: { ...document, hash: 'large' } });
    expect((await an.hears('Báo cáo.docx')).file).toBeNull();
    // Too large to upload, and not to be had by its address either: said in words.
    await rig.send(an, { text: 'Hình', image: { ...image, hash: 'large' } });
    expect((await an.hears('Xem hình')).text).toContain('nothing-there.png');
    const refused = { kind: 'error', code: -201, description: 'no' } as const;
    rig.oa.breaks(refused, { method: 'file' });
    expect((await rig.send(an, { text: 'Đây ạ', document })).outcome).toBe('sent');
    expect((await an.hears('Báo cáo.docx')).file).toBeNull();
  });

  it('reaches groups that take no pictures', async () => {
    const links = { picture: () => 'https://x.vn/a.png', download: () => 'https://x.vn/a' };
    const readFile = async () => new Uint8Array([1]);
    await open({ links: () => links, readFile }, { attachmentsInGroups: false });
    const group = rig.oa.group('Nhóm CCHC');
    const image = { name: 'a.png', mime: 'image/png', hash: 'h' };
    await rig.send(group, { text: 'Tiến độ', image }, { conversationKind: 'group' });
    expect((await group.hears()).text).toContain('https://x.vn/a.png');
    expect((await group.hears()).text).toBe('Tiến độ');
  });

  it('bears a proof of the app secret where that is asked for', async () => {
    const an = await open({ proof: true }, { proof: true });
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe('sent');
    const without = rig.replica({ proof: false });
    const message = { text: 'x' as never };
    const envelope = { conversationId: an.id, conversationKind: 'private' as const, message };
    await without.start(async () => {});
    expect((await without.send(envelope)).outcome).toBe('limited');
    expect(without.trouble()).toContain('ZALO_OA_PROOF');
    await without.stop();
  });
});

describe('the seven days', () => {
  it('are open, then about to close, which the person is told, then over', async () => {
    const an = await open();
    const heard = new Date(rig.clock.at);
    const remind = () => rig.send(an, { text: 'Nhắc việc' }, { lastHeardAt: heard });
    rig.clock.at += 4 * DAY;
    await remind();
    expect((await an.hears()).text).toBe('Nhắc việc');
    rig.clock.at += 2 * DAY;
    await remind();
    expect((await an.hears()).text).toMatch(/^Nhắc việc\n\n.*“ok”/);
    rig.clock.at += 1.5 * DAY;
    const asked = rig.oa.calls('cs').length;
    expect(await remind()).toEqual({ outcome: 'unreachable', reason: 'window' });
    expect(rig.oa.calls('cs')).toHaveLength(asked);
    // Nobody noted when this person was last heard: Zalo knows.
    expect(await rig.send(an, { text: 'alo' })).toEqual({
      outcome: 'unreachable',
      reason: 'window',
    });
    an.says('ok');
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe('sent');
  });

  it('do not bind groups', async () => {
    await open();
    const group = rig.oa.group('Nhóm CCHC');
    rig.clock.at += 30 * DAY;
    const sent = await rig.send(
      group,
      { text: 'Tổng hợp' },
      { conversationKind: 'group', lastHeardAt: new Date(0) },
    );
    expect(sent.outcome).toBe('sent');
  });
});

describe('when a send fails', () => {
  const held = (retryAfterMs: number, scope: string) => ({
    outcome: 'limited',
    retryAfterMs,
    scope,
  });
  const answers: [number, object, string?][] = [
    [-32, held(60_000, 'channel')],
    [-100, { outcome: 'retry', tries: 5 }],
    [-200, { outcome: 'retry' }],
    [-201, { outcome: 'rejected' }],
    [-204, held(300_000, 'channel'), 'gone'],
    [-205, held(300_000, 'channel'), 'gone'],
    [-209, held(300_000, 'channel'), 'not enabled'],
    [-210, { outcome: 'rejected' }],
    [-211, held(60_000, 'channel'), 'quota'],
    [-212, held(300_000, 'channel'), 'not granted'],
    [-213, { outcome: 'unreachable', reason: 'not a follower' }],
    [-218, held(3_600_000, 'chat')],
    [-219, held(300_000, 'channel'), 'removed'],
    [-221, held(300_000, 'channel'), 'not verified'],
    [-223, held(300_000, 'channel'), 'not granted'],
    [-224, held(300_000, 'channel'), 'plan'],
    [-227, { outcome: 'unreachable' }],
    [-230, { outcome: 'unreachable', reason: 'window' }],
    [-232, { outcome: 'unreachable', reason: 'window' }],
    [-237, { outcome: 'unreachable' }],
    [-240, held(300_000, 'channel'), 'version'],
    [-242, held(300_000, 'channel'), 'appsecret_proof'],
    [-244, { outcome: 'unreachable' }],
    [-248, { outcome: 'rejected' }],
    [-320, held(300_000, 'channel'), 'billing'],
    [-321, held(300_000, 'channel'), 'billing'],
    [-403, { outcome: 'unreachable' }],
    [-999, { outcome: 'retry', tries: 5 }],
  ];
  it.each(answers)('%i', async (code, result, trouble) => {
    const an = await open();
    rig.oa.breaks({ kind: 'error', code, description: 'no' }, { method: 'cs' });
    expect(await rig.send(an, { text: 'alo' })).toMatchObject(result);
    if (trouble === undefined) expect(rig.channel.trouble()).toBeNull();
    else expect(rig.channel.trouble()).toContain(trouble);
    rig.clock.at += DAY / 24;
    an.says('alo');
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe('sent');
    expect(rig.channel.trouble()).toBeNull();
  });

  it('waits until six in the morning when Zalo takes nothing at night', async () => {
    const an = await open();
    rig.clock.at = Date.parse('2026-10-05T22:30:00+07:00');
    const night = { kind: 'error', code: -234, description: 'night' } as const;
    rig.oa.breaks(night, { method: 'cs', times: 2 });
    expect(await rig.send(an, { text: 'alo' })).toEqual(held(7.5 * 3_600_000, 'chat'));
    rig.clock.at = Date.parse('2026-10-06T05:00:00+07:00');
    expect(await rig.send(an, { text: 'alo' })).toEqual(held(3_600_000, 'chat'));
  });

  it.each([-216, -220])('%i: with a new token once, then everything waits', async (code) => {
    const an = await open();
    rig.clock.at += 120_000;
    rig.oa.breaks({ kind: 'error', code, description: 'no' }, { method: 'cs', times: 2 });
    expect(await rig.send(an, { text: 'alo' })).toEqual(held(300_000, 'channel'));
    expect(rig.oa.tokens.renewals()).toBe(2);
    expect(rig.channel.trouble()).toContain('access token refused');
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe('sent');
    rig.clock.at += 120_000;
    rig.oa.breaks({ kind: 'page', status: 401 }, { method: 'cs' });
    expect((await rig.send(an, { text: 'alo' })).outcome).toBe('sent');
  });

  it('knows what never left from what may have arrived', async () => {
    const an = await open();
    rig.oa.breaks({ kind: 'lostAnswer' }, { method: 'cs' });
    expect((await rig.send(an, { text: 'một' })).outcome).toBe('unknown');
    expect(an.fromBot).toHaveLength(1);
    rig.oa.breaks({ kind: 'page', status: 502 }, { method: 'cs' });
    expect((await rig.send(an, { text: 'hai' })).outcome).toBe('unknown');
    rig.oa.breaks({ kind: 'page', status: 404 }, { method: 'cs' });
    expect((await rig.send(an, { text: 'ba' })).outcome).toBe('retry');
  });
});
