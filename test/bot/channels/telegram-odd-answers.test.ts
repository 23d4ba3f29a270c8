import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TelegramRig, telegramRig, words } from '../../emulators/telegram/adapter-rig.ts';
import type { Person } from '../../emulators/telegram/people.ts';

const PAGES = ['{"message":"Bad Gateway"}', '{}', '[]', 'null', '"busy"', '', '<html>'];

let rig: TelegramRig;
let an: Person;
beforeEach(async () => {
  rig = await telegramRig();
  an = rig.telegram.user(1, 'Nguyễn Văn An');
  an.sends('/start');
});
afterEach(() => rig.close());

// What is not caught here ends the process.
describe('a gateway that answers in words of its own', () => {
  it.each(PAGES)('is trouble of the network while receiving: %s', async (body) => {
    const page = { kind: 'page', code: 502, body, headers: { 'content-type': 'application/json' } };
    for (const method of ['getMe', 'getUpdates'])
      rig.telegram.breaks({ ...page, kind: 'page' }, { method });
    await rig.start();
    await rig.telegram.waitFor(() => rig.received.length > 0);
    expect(words(rig.received)).toEqual(['/start']);
    expect(rig.channel.trouble()).toBeNull();
  });

  it.each(PAGES)('is worth another try while sending: %s', async (body) => {
    rig.telegram.breaks({ kind: 'page', code: 502, body }, { method: 'sendMessage' });
    expect((await rig.send(1, { text: 'Một' })).outcome).toBe('retry');
  });

  it('is obeyed when it says 429, for as long as its header names', async () => {
    const headers = { 'retry-after': '7' };
    rig.telegram.breaks({ kind: 'page', code: 429, headers }, { method: 'sendMessage' });
    const limited = { outcome: 'limited', retryAfterMs: 7000, scope: 'chat' };
    expect(await rig.send(1, { text: 'Một' })).toEqual(limited);
  });
});

it('an answer that breaks off half-way is noticed at once', async () => {
  rig.telegram.breaks({ kind: 'torn' }, { method: 'sendMessage' });
  expect((await rig.send(1, { text: 'Một' })).outcome).toBe('retry');
});

it('a pause of nothing is still a pause', async () => {
  rig.telegram.breaks({ kind: 'limited', retryAfter: 0 }, { method: 'sendMessage' });
  expect(await rig.send(1, { text: 'Một' })).toMatchObject({ retryAfterMs: 1000 });
});

it('a message held up for long goes on with the piece at which it stopped', async () => {
  const text = 'Một câu dài vừa phải để chia. '.repeat(200);
  rig.telegram.breaks({ kind: 'limited', retryAfter: 300 }, { method: 'sendMessage', after: 1 });
  const held = await rig.send(1, { text });
  expect(held).toMatchObject({ outcome: 'limited', retryAfterMs: 300_000, inChat: 1 });
  expect((await rig.send(1, { text, inChat: 1 })).outcome).toBe('sent');
  expect(an.fromBot).toHaveLength(2);
});

it('a group that takes no pictures gets the words, and is still written to', async () => {
  const group = rig.telegram.group(-1002000000001, 'UBND xã');
  rig.files.set('h', new Uint8Array([1]));
  const image = { hash: 'h', name: 'bieu-do.png', mime: 'image/png' };
  const refusal = {
    kind: 'error',
    code: 400,
    description: 'Bad Request: not enough rights to send photos to the chat',
  } as const;
  rig.telegram.breaks(refusal, { method: 'sendPhoto' });
  expect((await rig.send(group.id, { text: 'Tiến độ tuần', image })).outcome).toBe('sent');
  expect(group.fromBot.map(({ text }) => text)).toEqual(['Tiến độ tuần']);
});
