import { afterEach, expect, test } from 'vitest';
import type { Markup } from '../../core/messages/markup.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { openPresence, type Presence } from '../../db/presence.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { absentHolders, claimMessages } from '../../db/queries/outbox-claims.ts';
import { freshDatabase } from '../support/database.ts';

const NOW = new Date('2023-02-27T08:00:00+07:00');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: Database;
let ours: Presence;
let theirs: Presence;

afterEach(async () => {
  await Promise.all([ours.close(), theirs.close(), pool.close()]);
  await database.drop();
});

test('a claim whose answer was lost is made again, one in living hands is left alone', async () => {
  database = await freshDatabase();
  pool = openDatabase(database.url);
  ours = openPresence(database.url);
  theirs = openPresence(database.url);
  await Promise.all([ours.show(), theirs.show()]);
  const { db } = pool;
  const key = { channel: 'telegram', nativeId: '1', kind: 'private' as const, title: null };
  const { id: conversationId } = await lockConversation(db, key);
  const message = { text: 'Việc đến hạn' as Markup };
  const id = await enqueue(db, { conversationId, kind: 'notice', message }, NOW);
  const claim = async (who: Presence, inHand: number[], gone: number[] = []) => {
    const common = { channel: 'telegram', officeNow: NOW, limit: 8, leaseSeconds: 300 };
    const claimed = await claimMessages(db, { ...common, holder: who.id, inHand, gone });
    return claimed.map((item) => item.id);
  };

  // The connection broke after the commit: we never heard that the message is ours.
  expect(await claim(ours, [])).toEqual([id]);
  expect(await claim(theirs, [])).toEqual([]);
  expect(await claim(ours, [])).toEqual([id]);
  expect(await claim(ours, [id ?? 0])).toEqual([]);
  expect(await claim(theirs, [])).toEqual([]);

  // Said to be gone, and there.
  expect(await claim(theirs, [], [ours.id])).toEqual([]);

  await ours.close();
  const absent = () => absentHolders(db, { channel: 'telegram', holder: theirs.id });
  await expect.poll(absent).toEqual([ours.id]);
  // Who is not there now may be back in a moment, with the answer of what it sent.
  expect(await claim(theirs, [])).toEqual([]);
  expect(await claim(theirs, [], [ours.id])).toEqual([id]);
});
