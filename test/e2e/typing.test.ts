import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockConversation } from '../../db/queries/conversations.ts';
import { type Networks, openNetworks } from '../support/networks.ts';

let office: Networks;
beforeAll(async () => {
  office = await openNetworks();
});
afterAll(() => office?.end());

/** Keeps a chat's row locked, so that whatever is said there waits; gives the function to let go. */
async function hold(channel: string, nativeId: string, kind: 'private' | 'group' = 'private') {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let held = () => {};
  const isHeld = new Promise<void>((resolve) => {
    held = resolve;
  });
  const done = office.db.transaction(async (tx) => {
    await lockConversation(tx, { channel, nativeId, kind, title: null });
    held();
    await released;
  });
  await isHeld;
  return async () => {
    letGo();
    await done;
  };
}

it('is shown on Telegram while an answer takes long, and costs nothing when it fails', async () => {
  const { telegram } = office.emulators;
  const an = telegram.user(801, 'An');
  const letGo = await hold('telegram', '801');
  an.sends('/start');
  await telegram.waitFor(() => telegram.calls('sendChatAction').length === 1);
  await letGo();
  await an.hears('Xin chào anh/chị');
  expect(telegram.calls('sendChatAction')[0]?.fields).toMatchObject({ action: 'typing' });

  telegram.breaks({ kind: 'limited', retryAfter: 60 }, { method: 'sendChatAction' });
  const again = await hold('telegram', '801');
  an.sends('/trogiup');
  await telegram.waitFor(() => telegram.calls('sendChatAction').length === 2);
  await again();
  await telegram.waitFor(() => an.fromBot.length === 2);
  // A quick answer brings no sign.
  an.sends('/trogiup');
  await telegram.waitFor(() => an.fromBot.length === 3);
  expect(telegram.calls('sendChatAction')).toHaveLength(2);
});

it('is shown in a Telegram group to whoever speaks to the bot', async () => {
  const { telegram } = office.emulators;
  const group = telegram.group(-802, 'CCHC');
  const before = telegram.calls('sendChatAction').length;
  const letGo = await hold('telegram', '-802', 'group');
  telegram.user(802, 'Bình').in(group).sends('/tiendo');
  const action = await telegram.waitFor(() => telegram.calls('sendChatAction')[before]);
  await letGo();
  await group.hears('chưa được đăng ký');
  expect(Number(action.fields.chat_id)).toBe(-802);
});

it('is shown on Zalo, and a failure says nothing about the channel', async () => {
  const { zalo } = office.emulators;
  const chi = zalo.person('Chi');
  zalo.breaks({ kind: 'error', code: 429, description: 'quota' }, { method: 'sendChatAction' });
  const letGo = await hold('zalo', chi.id);
  chi.says('xin chào');
  const call = await zalo.waitFor(() => zalo.calls('sendChatAction')[0]);
  await letGo();
  await chi.hears('Xin chào anh/chị');
  expect(call.fields).toEqual({ chat_id: chi.id, action: 'typing' });
  const ready = await fetch(`${office.address}/readyz`);
  expect(await ready.text()).not.toContain('quota');
});

it('is shown on the page of the simulator', async () => {
  const stream = await fetch(`${office.address}/sim/events`);
  const reader = stream.body?.getReader();
  const letGo = await hold('web', 'dm-tu-phap');
  const answered = office.networks.web.person('dm-tu-phap').says('/viec');
  let heard = '';
  while (!heard.includes('"typing":"dm-tu-phap"')) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    heard += new TextDecoder().decode(chunk.value);
  }
  await letGo();
  await answered;
  await reader?.cancel();
  expect(heard).toContain('"typing":"dm-tu-phap"');
});
