import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TelegramEmulator, telegramEmulator } from './emulator.ts';

let telegram: TelegramEmulator;
beforeEach(async () => {
  telegram = await telegramEmulator();
});
afterEach(() => telegram.close());

interface Answer {
  ok: boolean;
  description?: string;
  result?: unknown;
}

async function call(method: string, body: object = {}): Promise<Answer> {
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

async function updateIds(query: object = {}): Promise<number[]> {
  const { result } = await call('getUpdates', query);
  return (result as { update_id: number }[]).map(({ update_id }) => update_id);
}

it('keeps updates until a higher offset confirms them', async () => {
  const an = telegram.user(1, 'An');
  an.sends('một');
  an.sends('hai');
  const ids = await updateIds();
  expect(ids).toHaveLength(2);
  expect(await updateIds()).toEqual(ids);
  expect(await updateIds({ offset: ids[1] })).toEqual(ids.slice(1));
  expect(await updateIds({ offset: (ids[1] ?? 0) + 1 })).toEqual([]);
});

it('answers a long poll when something happens, and only the latest one', async () => {
  const first = call('getUpdates', { timeout: 20 });
  await telegram.waitFor(() => telegram.calls('getUpdates').length === 1);
  const second = updateIds({ timeout: 20, allowed_updates: ['message'] });
  expect((await first).description).toContain('terminated by other getUpdates');
  const an = telegram.user(1, 'An');
  const { id } = an.sends('alo');
  an.edits(id, 'a lô');
  expect(await second).toHaveLength(1);
  expect(telegram.pendingUpdates()).toHaveLength(1);
});

it.each([
  ['<b>mở', 'Can\'t find end tag corresponding to start tag "b"'],
  ['<b>chéo <i>nhau</b></i>', 'Unmatched end tag at byte offset 16, expected "</i>", found "</b>"'],
  ['dư</b>', 'Unexpected end tag at byte offset 3'],
  ['3 < 5', 'Unsupported start tag "" at byte offset 2'],
  ['mở <b', 'Unclosed start tag at byte offset 5'],
  ['<h1>lạ</h1>', 'Unsupported start tag "h1" at byte offset 0'],
])('refuses the markup %s', async (text, why) => {
  telegram.user(1, 'An').sends('/start');
  const answer = await call('sendMessage', { chat_id: 1, text, parse_mode: 'HTML' });
  expect(answer).toMatchObject({
    ok: false,
    error_code: 400,
    description: `Bad Request: can't parse entities: ${why}`,
  });
});

it('does the call whose answer is lost', async () => {
  const an = telegram.user(1, 'An');
  an.sends('/start');
  telegram.breaks({ kind: 'lostAnswer' }, { method: 'sendMessage' });
  await expect(call('sendMessage', { chat_id: 1, text: 'alo' })).rejects.toThrow();
  expect(an.fromBot).toHaveLength(1);
});

it('pins, and shows a chat as text', async () => {
  const group = telegram.group(-5, 'CCHC');
  const an = telegram.user(1, 'Nguyễn Văn An');
  an.in(group).sends('/tiendo');
  const keyboard = [[{ text: 'Chi tiết', callback_data: 'more' }]];
  await call('sendMessage', {
    chat_id: -5,
    text: '80%',
    reply_markup: { inline_keyboard: keyboard },
  });
  const { id } = await group.hears('80%');
  await call('pinChatMessage', { chat_id: -5, message_id: id });
  expect(group.fromBot.map(({ pinned }) => pinned)).toEqual([true]);
  await call('unpinChatMessage', { chat_id: -5 });
  expect(group.fromBot.map(({ pinned }) => pinned)).toEqual([false]);
  expect(group.transcript()).toBe('Nguyễn Văn An: /tiendo\nBOT: 80%\n  [Chi tiết]');
  expect(() => an.in(group).presses('Không có')).toThrow('there are: Chi tiết');
});
