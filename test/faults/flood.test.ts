import { Agent } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { inbox } from '../../db/schema/index.ts';
import { killAll, startBot } from './bot-process.ts';
import { compareWithChats, settled, type Watched } from './delivered.ts';
import { faultyOffice } from './office.ts';
import { seeded } from './random.ts';
import type { Row } from './rows.ts';
import { isAsked, patience, report, size, worstDelay } from './size.ts';
import { REPLICA } from './stormy-broadcast.ts';
import { deliver, type WebhookCall } from './webhook-calls.ts';
import { zaloOaOffice, zaloOffice } from './zalo-office.ts';

const PEOPLE = size(30, 100);
const WORDS_EACH = size(5, 20);
/** How often the network posts each update. */
const REPEATS = 5;

/** An office in which everybody has said everything, and nobody has heard it yet. */
interface Flood extends Watched {
  variables: Record<string, string>;
  calls(): WebhookCall[];
  end(): Promise<void>;
}

const everybody = Array.from({ length: PEOPLE }, (_, n) => `Người ${n}`);
const everything = Array.from({ length: WORDS_EACH }, () => '/trogiup');

async function telegramFlood(): Promise<Flood> {
  const office = await faultyOffice();
  for (const [n, name] of everybody.entries()) {
    const person = office.telegram.user(80_001 + n, name);
    for (const word of everything) person.sends(word);
  }
  return {
    ...office,
    variables: { ...office.variables, ...REPLICA },
    calls: () =>
      office.telegram.pendingUpdates().map((update) => ({
        path: '/telegram/webhook',
        body: JSON.stringify(update),
        headers: { 'x-telegram-bot-api-secret-token': REPLICA.TELEGRAM_WEBHOOK_SECRET },
      })),
  };
}

function spoken<Office extends Flood & { person(name: string): { says(text: string): void } }>(
  office: Office,
): Office {
  for (const name of everybody) {
    const person = office.person(name);
    for (const word of everything) person.says(word);
  }
  return office;
}

const FLOODS: [Row, string, () => Promise<Flood>][] = [
  ['flood-telegram', 'Telegram', telegramFlood],
  ['flood-zalo', 'Zalo', async () => spoken(await zaloOffice())],
  ['flood-zalo-oa', 'Zalo OA', async () => spoken(await zaloOaOffice())],
];

let office: Flood;
const agent = new Agent({ keepAlive: true, maxSockets: 250 });
afterEach(async () => {
  agent.destroy();
  await killAll();
  await office.end();
});

test.each(FLOODS.filter(([row]) => isAsked(row)))(
  '%s: thousands of webhook calls at once, repeated and out of order, to two replicas: each is handled once',
  async (row, name, begin) => {
    office = await begin();
    const { db } = office;
    const bots = await Promise.all([startBot(office.variables), startBot(office.variables)]);
    const updates = office.calls();
    const random = seeded(10_000);
    const calls = Array.from({ length: REPEATS }, () => updates)
      .flat()
      .map((call) => ({ call, place: random() }))
      .sort((a, b) => a.place - b.place);
    await Promise.all(
      calls.map(({ call }, index) => {
        const address = bots[index % 2]?.address ?? '';
        return deliver(call, () => address, agent);
      }),
    );
    await settled(office, patience(60_000));
    expect(await db.$count(inbox)).toBe(updates.length);
    const delivered = await compareWithChats(office);
    expect(delivered).toEqual({
      due: updates.length,
      sent: updates.length,
      lost: 0,
      doubled: 0,
    });
    report({
      row,
      fault: `${calls.length} webhook calls of ${name} at once, each update ${REPEATS} times, shuffled`,
      times: calls.length,
      answers: { accepted: updates.length, lost: 0, doubled: 0 },
      ...delivered,
      worstDelayMs: await worstDelay(db),
    });
  },
  patience(90_000),
);
