import { Agent, request } from 'node:http';
import type { Update } from 'grammy/types';
import { afterEach, expect, test } from 'vitest';
import { inbox } from '../../db/schema/index.ts';
import { type BotProcess, killAll, startBot } from './bot-process.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { seeded } from './random.ts';
import { patience, report, size, worstDelay } from './size.ts';

const SECRET = 'secret-of-the-test';
const PEOPLE = size(30, 100);
const WORDS_EACH = size(5, 20);
/** How often Telegram posts each update. */
const REPEATS = 5;

let office: FaultyOffice;
const agent = new Agent({ keepAlive: true, maxSockets: 250 });
afterEach(async () => {
  agent.destroy();
  await killAll();
  await office.end();
});

test(
  'thousands of webhook calls at once, repeated and out of order, to two replicas: each is handled once',
  async ({ annotate }) => {
    office = await faultyOffice();
    const { db, telegram } = office;
    const variables = {
      ...office.variables,
      // Nobody listens there: the test is who calls the webhook.
      TELEGRAM_WEBHOOK_URL: 'https://127.0.0.1:9/telegram/webhook',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    };
    const bots = await Promise.all([startBot(variables), startBot(variables)]);
    for (let n = 0; n < PEOPLE; n++) {
      const person = telegram.user(80_001 + n, `Người ${n}`);
      for (let word = 0; word < WORDS_EACH; word++) person.sends('/trogiup');
    }
    const updates = telegram.pendingUpdates();
    const random = seeded(10_000);
    const calls = Array.from({ length: REPEATS }, () => updates)
      .flat()
      .map((update) => ({ update, place: random() }))
      .sort((a, b) => a.place - b.place);
    const began = performance.now();
    await Promise.all(
      calls.map(({ update }, index) => deliver(bots[index % 2] as BotProcess, update)),
    );
    const postedMs = Math.round(performance.now() - began);

    await settled(office, patience(60_000));
    expect(await db.$count(inbox)).toBe(updates.length);
    const delivered = await compareWithChats(office);
    expect(delivered).toEqual({
      due: updates.length,
      sent: updates.length,
      lost: 0,
      doubled: 0,
    });
    await annotate(
      report({
        fault: `${calls.length} webhook calls at once, each update ${REPEATS} times, shuffled`,
        times: calls.length,
        answers: { accepted: updates.length, lost: 0, doubled: 0 },
        ...delivered,
        worstDelayMs: await worstDelay(db),
      }),
    );
    await annotate(`${calls.length} calls answered in ${postedMs} ms`);
  },
  patience(90_000),
);

/** As Telegram does: again until it is taken. */
async function deliver(bot: BotProcess, update: Update): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const status = await post(`${bot.address}/telegram/webhook`, JSON.stringify(update));
    if (status === 200) return;
    expect(status).toBeGreaterThanOrEqual(500);
  }
  throw new Error('an update was never taken');
}

function post(address: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(address, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-telegram-bot-api-secret-token': SECRET,
      },
    });
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(body);
  });
}
