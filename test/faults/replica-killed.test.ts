import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, gt, inArray, notInArray } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { conversations, outbox } from '../../db/schema/index.ts';
import { killAll, startBot } from './bot-process.ts';
import { broadcast, noticesSeen, quietChats } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { seeded } from './random.ts';
import { isAsked, patience, report, size, worstDelay } from './size.ts';

const CHATS = size(40, 20);
/** The notices of each wave; one replica is killed in the middle of each. */
const WAVES = size(0, 1)
  ? Array.from({ length: 100 }, (_, n) => [n + 1])
  : [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ];

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

test.runIf(isAsked('kill-broadcast'))(
  'two replicas share a broadcast and one is killed again and again: nothing is lost',
  async ({ annotate }) => {
    office = await faultyOffice();
    const { db, telegram } = office;
    const random = seeded(150);
    const variables = {
      ...office.variables,
      // Long polling is for one process only. Nothing comes in here, so nobody need listen there.
      TELEGRAM_WEBHOOK_URL: 'https://127.0.0.1:9/telegram/webhook',
      TELEGRAM_WEBHOOK_SECRET: 'secret-of-the-test',
    };
    const chats = await quietChats(office, CHATS);
    let [victim, survivor] = await Promise.all([startBot(variables), startBot(variables)]);

    const takeovers: Promise<number>[] = [];
    const sends = () => telegram.calls('sendMessage').length;
    for (const wave of WAVES) {
      await broadcast(office, chats, wave);
      const until = sends() + 2 + Math.floor(random() * (CHATS - 15));
      while (sends() < until) await sleep(1);
      await sleep(random() * 40);
      const inHand = await idsInHand();
      await victim.kill();
      takeovers.push(millisecondsUntilSent(inHand));
      [victim, survivor] = [survivor, await startBot(variables)];
    }
    const takenOverAfterMs = await Promise.all(takeovers);
    await settled(office, patience(20_000));

    const delivered = await compareWithChats(office);
    const numbers = WAVES.flat();
    const due = CHATS * numbers.length;
    expect(delivered).toMatchObject({ due, sent: due, lost: 0 });
    const seen = noticesSeen(office, chats);
    for (const inChat of seen) {
      expect(inChat).toEqual(inChat.toSorted((a, b) => a - b));
      expect([...new Set(inChat)]).toEqual(numbers);
    }
    // Only what a killed process had in hand may have come twice, and of that one send a kill.
    const triedAgain = await chatsTriedAgain();
    const repeated = chats.filter((_chat, index) => (seen[index] ?? []).length > numbers.length);
    expect(triedAgain).toEqual(expect.arrayContaining(repeated));
    expect(delivered.doubled).toBeLessThanOrEqual(WAVES.length);
    // Not only when their lease of five minutes ends.
    expect(Math.max(...takenOverAfterMs)).toBeLessThan(10_000);
    await annotate(
      JSON.stringify({
        kills: WAVES.length,
        ...delivered,
        triedAgain: triedAgain.length,
        takenOverAfterMs,
      }),
    );
    report({
      row: 'kill-broadcast',
      fault: 'kill -9 of one of two replicas during a broadcast',
      times: WAVES.length,
      ...delivered,
      worstDelayMs: await worstDelay(db),
    });

    async function idsInHand(): Promise<number[]> {
      const rows = await db
        .select({ id: outbox.id })
        .from(outbox)
        .where(eq(outbox.status, 'sending'));
      return rows.map(({ id }) => id);
    }

    async function millisecondsUntilSent(ids: readonly number[]): Promise<number> {
      const began = performance.now();
      const open = and(inArray(outbox.id, [0, ...ids]), notInArray(outbox.status, ['sent']));
      while ((await db.$count(outbox, open)) > 0) await sleep(20);
      return Math.round(performance.now() - began);
    }

    async function chatsTriedAgain(): Promise<number[]> {
      const rows = await db
        .select({ chat: conversations.nativeId })
        .from(outbox)
        .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
        .where(gt(outbox.attempts, 1));
      return rows.map(({ chat }) => Number(chat));
    }
  },
  patience(120_000),
);
