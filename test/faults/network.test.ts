import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../emulators/telegram/faults.ts';
import { type BotProcess, killAll, startBot } from './bot-process.ts';
import { broadcast, noticesSeen, quietChats } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import type { Row } from './rows.ts';
import { isAsked, patience, report, size, worstDelay } from './size.ts';

/** Stands for the two minutes a call may take. */
const CALL_MS = 1_500;
const CHATS = size(20, 250);
const NUMBERS = [1, 2, 3, 4];
const RETRY_AFTER_S = 2;

let office: FaultyOffice;
let bot: BotProcess;
let chats: number[];
afterEach(async () => {
  await killAll();
  await office.end();
});

async function begin(): Promise<void> {
  office = await faultyOffice();
  chats = await quietChats(office, CHATS);
  const weather = fileURLToPath(new URL('./weather.mjs', import.meta.url));
  bot = await startBot({
    ...office.variables,
    NODE_OPTIONS: `--import ${weather}`,
    WEATHER_CALL_MS: String(CALL_MS),
  });
}

/** Everything arrived, in order. @returns how many came twice */
async function expectAllSent(row: Row, fault: string, times: number): Promise<number> {
  await settled(office, patience(60_000));
  const due = CHATS * NUMBERS.length;
  const delivered = await compareWithChats(office);
  expect(delivered).toMatchObject({ due, sent: due, lost: 0 });
  for (const seen of noticesSeen(office, chats)) {
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect([...new Set(seen)]).toEqual(NUMBERS);
  }
  report({ row, fault, times, ...delivered, worstDelayMs: await worstDelay(office.db) });
  return delivered.doubled;
}

const HARMLESS: [Row, string, Fault, number][] = [
  ['slow', 'Telegram answers slowly', { kind: 'late', ms: 400 }, size(8, 200)],
  ['half-open', 'connections half open: no answer, nothing done', { kind: 'hang' }, size(4, 8)],
];
test.each(HARMLESS.filter(([row]) => isAsked(row)))(
  '%s: %s: everything arrives once',
  async (row, name, fault, times) => {
    await begin();
    office.telegram.breaks(fault, { method: 'sendMessage', after: 10, times });
    await broadcast(office, chats, NUMBERS);
    expect(await expectAllSent(row, name, times)).toBe(0);
  },
  patience(90_000),
);

test.runIf(isAsked('429'))(
  'a storm of 429: nothing goes to a chat before its retry_after is over, and nothing is lost',
  async () => {
    await begin();
    const times = size(12, 100);
    office.telegram.breaks(
      { kind: 'limited', retryAfter: RETRY_AFTER_S },
      { method: 'sendMessage', after: 10, times },
    );
    await broadcast(office, chats, NUMBERS);
    expect(await expectAllSent('429', `429 with retry_after ${RETRY_AFTER_S}`, times)).toBe(0);
    // Which calls were refused shows in the chats: what came right after in a chat is its next try.
    const calls = office.telegram.calls('sendMessage');
    const refused = calls.slice(10, 10 + times);
    for (const { fields, at } of refused) {
      const next = calls.find((call) => call.at > at && call.fields.chat_id === fields.chat_id);
      expect((next?.at ?? 0) - at).toBeGreaterThanOrEqual(RETRY_AFTER_S * 1000);
    }
  },
  patience(90_000),
);

test.runIf(isAsked('5xx'))(
  'Telegram answers 5xx: sending pauses, shows it, and goes on by itself',
  async () => {
    await begin();
    const rule = { method: 'sendMessage', times: Number.POSITIVE_INFINITY };
    const mend = office.telegram.breaks({ kind: 'page', code: 502 }, rule);
    await broadcast(office, chats, NUMBERS);
    const ready = async () => (await fetch(`${bot.address}/readyz`)).json();
    await expect.poll(ready, { timeout: 10_000 }).toMatchObject({
      ok: false,
      troubles: { telegram: expect.stringMatching(/sending paused after failures/) },
    });
    const metrics = await (await fetch(`${bot.address}/metrics`)).text();
    expect(metrics).toContain('tiendo_breaker_open{channel="telegram"} 1');
    // One message at a time while it lasts: the others are not hammered at.
    const before = office.telegram.calls('sendMessage').length;
    await sleep(size(1_000, 60_000));
    const tried = office.telegram.calls('sendMessage').length;
    expect(tried - before).toBeLessThanOrEqual(size(12, 18));
    mend();
    expect(await expectAllSent('5xx', '502 from Telegram, for a while', tried)).toBe(0);
    expect(await ready()).toMatchObject({ ok: true });
  },
  patience(90_000),
);

test.runIf(isAsked('late'))(
  'Telegram answers after we hung up: each such message may come twice, and no other',
  async () => {
    await begin();
    const times = size(4, 8);
    office.telegram.breaks(
      { kind: 'late', ms: CALL_MS * 2 },
      { method: 'sendMessage', after: 10, times },
    );
    await broadcast(office, chats, NUMBERS);
    expect(
      await expectAllSent('late', 'Telegram answers after our timeout', times),
    ).toBeLessThanOrEqual(times);
  },
  patience(90_000),
);
