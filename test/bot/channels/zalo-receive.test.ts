import { afterEach, describe, expect, it } from 'vitest';
import { type ZaloRig, zaloRig } from '../../emulators/zalo/adapter-rig.ts';

let rig: ZaloRig;
afterEach(() => rig.close());

const said = (one: ZaloRig) =>
  one.received.map(({ content }) => (content.type === 'text' ? content.text : content.type));

describe('polling', () => {
  it('makes do with less than Zalo documents', async () => {
    rig = await zaloRig();
    const { zalo, received } = rig;
    await rig.start();
    const an = zalo.person('An');
    const said = (message: Record<string, unknown>) =>
      zalo.push({
        event_name: 'message.text.received',
        message: { from: { id: an.id }, chat: { id: an.id }, text: '/han', ...message },
      });
    said({ date: 1750316131602 });
    said({ date: 1750316131602 });
    // Without an id, the same words at another moment are said once more.
    said({ date: 1750316199000 });
    said({ message_id: 12345678 });
    said({ message_id: 'a', chat: { id: 'b'.repeat(20) } });
    said({ message_id: 'c', chat: { id: an.id, chat_type: 'private' } });
    await zalo.waitFor(() => received.length === 5);
    expect(new Set(received.map(({ updateKey }) => updateKey)).size).toBe(4);
    expect(received[3]?.updateKey).toBe('12345678');
    expect(received.every(({ conversation }) => conversation.kind === 'private')).toBe(true);
  });

  it('takes text, pictures and what it cannot read, each once and in order', async () => {
    rig = await zaloRig();
    const { zalo, channel, received } = rig;
    expect(channel.trouble()).toBe('not started');
    await rig.start();
    expect(channel.trouble()).toBeNull();
    expect(channel.inviteLink('K7QM-2XPA')).toBeNull();
    const an = zalo.person('Nguyễn Văn An');
    an.says('Xin chào');
    an.sendsPhoto(new Uint8Array([1, 2, 3]), 'biên bản');
    an.sendsFile();
    an.sendsSticker();
    await zalo.waitFor(() => received.length === 4);
    expect(said(rig)).toEqual(['Xin chào', 'files', 'unsupported', 'unsupported']);
    expect(new Set(received.map(({ updateKey }) => updateKey)).size).toBe(4);
    expect(received[0]).toMatchObject({
      channel: 'zalo',
      conversation: { id: an.id, kind: 'private', title: null },
      sender: { id: an.id, name: 'Nguyễn Văn An' },
      addressed: true,
    });
    const content = received[1]?.content;
    if (content?.type !== 'files' || !content.files[0]) throw new Error('no picture');
    expect(content.caption).toBe('biên bản');
    expect(await channel.fetchFile(content.files[0])).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('asks for the next update only when the last one is stored', async () => {
    rig = await zaloRig();
    const { zalo, channel, pauses, logged } = rig;
    const tried: string[] = [];
    let failures = 3;
    await channel.start(async ({ updateKey }) => {
      tried.push(updateKey);
      if (failures-- > 0) throw new Error(`database down, by the way: ${zalo.token}`);
    });
    const before = zalo.calls('getUpdates').length;
    const an = zalo.person('An');
    an.says('một');
    an.says('hai');
    await zalo.waitFor(() => tried.length === 5);
    expect(new Set(tried.slice(0, 4)).size).toBe(1);
    expect(pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
    expect(zalo.calls('getUpdates').length).toBeGreaterThan(before);
    expect(logged.join('')).toContain('update not stored');
    expect(logged.join('')).not.toContain('database down');
    expect(logged.join('')).not.toContain(zalo.token);
  });

  it('takes an idle answer for what it is, and a refused token for trouble', async () => {
    rig = await zaloRig();
    const { zalo, channel, pauses } = rig;
    const idle = { kind: 'error', code: 408, description: 'Request timeout' } as const;
    zalo.breaks(idle, { method: 'getUpdates', times: 2 });
    await rig.start();
    await zalo.waitFor(() => zalo.calls('getUpdates').length >= 3);
    expect(channel.trouble()).toBeNull();
    pauses.length = 0;
    zalo.revokesToken();
    zalo.person('An').says('alo');
    await zalo.waitFor(() => channel.trouble() !== null);
    expect(channel.trouble()).toBe('401: Unauthorized');
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(60_000);
  });

  it('gives up a webhook of an earlier configuration, since both at once do not work', async () => {
    rig = await zaloRig();
    const { zalo } = rig;
    const body = JSON.stringify({ url: 'http://127.0.0.1:9/x', secret_token: 'old-secret' });
    const headers = { 'content-type': 'application/json' };
    const url = `${zalo.apiRoot}/bot${zalo.token}/setWebhook`;
    await fetch(url, { method: 'POST', headers, body });
    await rig.start();
    expect(zalo.calls('deleteWebhook')).toHaveLength(1);
    zalo.person('An').says('alo');
    await zalo.waitFor(() => rig.received.length === 1);
  });

  it('hears in a group what mentions it, without the mention, and never itself', async () => {
    rig = await zaloRig();
    const { zalo, received } = rig;
    await rig.start();
    const group = zalo.group('Nhóm CCHC');
    const an = zalo.person('An').in(group);
    an.mentions('/tiendo quý I');
    an.mentions('tiến độ');
    zalo.push({
      event_name: 'message.text.received',
      message: {
        message_id: 'echo',
        from: { id: zalo.bot.id, display_name: zalo.bot.display_name, is_bot: true },
        chat: { id: group.id, chat_type: 'GROUP' },
        text: 'tôi nói',
      },
    });
    an.mentions('cuối');
    await zalo.waitFor(() => received.length === 3);
    expect(said(rig)).toEqual(['/tiendo quý I', 'tiến độ', 'cuối']);
    expect(received[0]?.conversation).toEqual({ id: group.id, kind: 'group', title: null });
  });
});
