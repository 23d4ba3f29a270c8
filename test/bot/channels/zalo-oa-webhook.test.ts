import { afterEach, describe, expect, it } from 'vitest';
import { type OaRig, oaRig } from '../../emulators/zalo-oa/adapter-rig.ts';
import type { SigningOptions } from '../../emulators/zalo-oa/hook.ts';

let rig: OaRig;
afterEach(() => rig.close());

const said = () =>
  rig.received.map(({ content }) => (content.type === 'text' ? content.text : content.type));

function post(url: string, body: string | undefined, headers: Record<string, string> = {}) {
  const type: Record<string, string> =
    body === undefined ? {} : { 'content-type': 'application/json' };
  const init = { method: 'POST', headers: { ...type, ...headers } };
  return fetch(url, body === undefined ? init : { ...init, body }).then(({ status }) => status);
}

describe('the webhook of an Official Account', () => {
  const variants: Partial<SigningOptions>[] = [
    { prefix: true },
    { prefix: false },
    { timestamp: 'header' },
    { id: 'oa' },
  ];
  it.each(variants)('takes what is signed: %o', async (signing) => {
    // The account's own id is in the event: it need not be configured.
    rig = await oaRig({ oaId: null }, { signing });
    const url = await rig.start();
    expect(await rig.oa.hook.save(url)).toBe(true);
    const an = rig.oa.person('Nguyễn Văn An');
    an.says('Xin chào, “tiến độ”');
    await rig.oa.waitFor(() => rig.oa.hook.statuses().length === 1);
    expect(rig.received[0]).toMatchObject({
      channel: 'zalo_oa',
      conversation: { id: an.id, kind: 'private', title: null },
      sender: { id: an.id, name: '' },
      content: { type: 'text', text: 'Xin chào, “tiến độ”' },
      addressed: true,
    });
    expect(rig.oa.hook.statuses()).toEqual([200]);
  });

  it('turns away what is not, and shrugs at probes and nonsense', async () => {
    rig = await oaRig();
    const url = await rig.start();
    const event = { event_name: 'user_send_text', sender: { id: '1' }, timestamp: '1' };
    const { body, headers } = rig.oa.hook.signed({ ...event, message: { text: 'a', msg_id: 'm' } });
    const mac = headers['x-zevent-signature'] ?? '';
    for (const signature of ['', 'mac=', 'mac=abc', `mac=${'0'.repeat(64)}`, `${mac}0`]) {
      expect(await post(url, body, { 'x-zevent-signature': signature })).toBe(401);
    }
    expect(await post(url, body)).toBe(401);
    expect(await post(url, `${body} `, headers)).toBe(401);
    expect(await post(url, 'not json', headers)).toBe(401);
    expect(await post(url, '{}')).toBe(200);
    expect(await post(url, undefined)).toBe(200);
    expect(rig.received).toEqual([]);
    expect(await post(url, body, headers)).toBe(200);
    expect(said()).toEqual(['a']);
    const odd = [
      { x: 1, timestamp: '2' },
      { ...event, event_name: 7 },
      { ...event, message: 'x' },
    ];
    for (const one of odd) {
      const signed = rig.oa.hook.signed(one);
      expect(await post(url, signed.body, signed.headers)).toBe(200);
    }
    expect(said()).toEqual(['a']);
  });

  it('passes over its own words and what nobody described', async () => {
    rig = await oaRig();
    await rig.oa.hook.save(await rig.start());
    const an = rig.oa.person('An');
    for (const name of ['oa_send_text', 'oa_send_group_text', 'follow', 'user_seen_message']) {
      an.does(name);
    }
    an.does('user_send_group_image');
    an.does('user_send_sticker');
    an.does('user_send_file');
    an.says('cuối');
    await rig.oa.waitFor(() => rig.oa.hook.waiting() === 0 && rig.received.length === 3);
    expect(said()).toEqual(['unsupported', 'unsupported', 'cuối']);
  });

  it('reads pictures and files that bear an address', async () => {
    rig = await oaRig();
    await rig.oa.hook.save(await rig.start());
    const send = (name: string, msgId: string, payload: Record<string, unknown>) =>
      rig.oa.hook.push({
        event_name: name,
        sender: { id: '1' },
        recipient: { id: rig.oa.oaId },
        timestamp: '1',
        message: { msg_id: msgId, text: 'kèm', attachments: [{ type: 'x', payload }] },
      });
    send('user_send_image', 'a', { url: 'https://x.vn/a.jpg', thumbnail: 'https://x.vn/t.jpg' });
    send('user_send_file', 'b', { url: 'https://x.vn/b', name: 'b.pdf', size: '12' });
    await rig.oa.waitFor(() => rig.received.length === 2);
    expect(rig.received.map(({ updateKey, content }) => [updateKey, content])).toMatchObject([
      ['a', { type: 'files', caption: 'kèm', files: [{ ref: 'https://x.vn/a.jpg' }] }],
      ['b', { files: [{ kind: 'document', name: 'b.pdf', size: 12 }] }],
    ]);
  });

  it('listens in a group to what is meant for it', async () => {
    rig = await oaRig();
    await rig.oa.hook.save(await rig.start());
    const group = rig.oa.group('Nhóm');
    const an = rig.oa.person('An').in(group);
    await rig.send(group, { text: 'Tổng hợp' }, { conversationKind: 'group' });
    const shown = await group.hears();
    an.says('/tiendo quý I');
    an.says('@Tiến Độ huyện /han');
    an.says('@Tiến Độ huyện 2');
    an.says('3.');
    an.quotes(shown, 'xem tiến độ');
    an.says('mai họp lúc 8 giờ nhé');
    await rig.oa.waitFor(() => rig.received.length === 6);
    expect(said().slice(0, 5)).toEqual(['/tiendo quý I', '/han', '2', '3.', 'xem tiến độ']);
    expect(rig.received.map(({ addressed }) => addressed)).toEqual([
      ...Array.from({ length: 5 }, () => true),
      false,
    ]);
    expect(rig.received[0]?.conversation).toEqual({ id: group.id, kind: 'group', title: null });
  });

  it('answers 5xx and tries again here when an event cannot be stored', async () => {
    rig = await oaRig();
    let tries = 0;
    const url = await rig.start(async () => {
      tries += 1;
      if (tries < 3) throw new Error('database down');
    });
    await rig.oa.hook.save(url);
    rig.oa.person('An').says('alo');
    await rig.oa.waitFor(() => tries === 3 && rig.oa.hook.statuses().length === 1);
    expect(rig.oa.hook.statuses()).toEqual([500]);
  });

  it('knows people by a placeholder when nobody names them in time', async () => {
    rig = await oaRig();
    const an = rig.oa.person('An');
    rig.oa.breaks({ kind: 'error', code: -200, description: 'no' }, { method: 'detail' });
    const { nameOf } = rig.channel;
    expect(await nameOf?.(an.id)).toBe(`Zalo …${an.id.slice(-4)}`);
    expect(await nameOf?.(an.id)).toBe('An');
  });
});
