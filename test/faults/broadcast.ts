import type { Markup } from '../../core/messages/markup.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import type { Watched } from './delivered.ts';
import type { FaultyOffice } from './office.ts';

/** Chats that never said anything but /start, ids from 90001. */
export async function quietChats(office: FaultyOffice, howMany: number): Promise<number[]> {
  const { telegram } = office;
  const ids = Array.from({ length: howMany }, (_, index) => 90_001 + index);
  for (const id of ids) telegram.user(id, `Người ${id}`).sends('/start');
  // Nobody is to answer them here.
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/deleteWebhook?drop_pending_updates=true`);
  return ids;
}

/** Puts notices with these numbers in line for every chat, in one transaction. */
export async function broadcast(
  office: Watched,
  chats: readonly (number | string)[],
  numbers: readonly number[],
): Promise<void> {
  await office.db.transaction(async (tx) => {
    for (const chat of chats) {
      const { id: conversationId } = await lockConversation(tx, {
        channel: office.network.channel,
        nativeId: String(chat),
        kind: 'private',
        title: null,
      });
      for (const n of numbers) {
        const message = { text: `Thông báo ${n}` as Markup };
        const dedupeKey = `notice:${chat}:${n}`;
        const item = { conversationId, kind: 'notice' as const, message, dedupeKey };
        await enqueue(tx, item, new Date(Date.now()));
      }
    }
  });
}

/** The numbers of the notices each chat got, in order, repeats included. */
export function noticesSeen(office: FaultyOffice, chats: readonly number[]): number[][] {
  return chats.map((chat) =>
    office.telegram.chat(chat).fromBot.map(({ text }) => Number(/\d+$/.exec(text)?.[0])),
  );
}
