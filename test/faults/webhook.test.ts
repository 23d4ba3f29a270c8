import type { Update } from 'grammy/types';
import { afterEach, expect, test } from 'vitest';
import { inbox } from '../../db/schema/index.ts';
import { type BotProcess, killAll, startBot } from './bot-process.ts';
import { dueMessages, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';

const SECRET = 'secret-of-the-test';

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

test('the same update posted five times at once, to two replicas, is handled once', async () => {
  office = await faultyOffice();
  const { db, telegram } = office;
  const variables = {
    ...office.variables,
    // Nobody listens there: the test is who calls the webhook.
    TELEGRAM_WEBHOOK_URL: 'https://127.0.0.1:9/telegram/webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  };
  const [first, second] = await Promise.all([startBot(variables), startBot(variables)]);
  const { person, invite } = await office.newcomer('dm-noi-vu');
  const said = (text: string): Update => {
    person.sends(text);
    const update = telegram.pendingUpdates().at(-1);
    if (!update) throw new Error('nothing was queued');
    return update;
  };

  const start = said(`/start ${invite}`);
  const five = [first, second, first, second, first].map((bot) => post(bot, start, SECRET));
  expect(await Promise.all(five)).toEqual([200, 200, 200, 200, 200]);
  await settled(office);
  expect(person.fromBot).toHaveLength(1);
  expect(await db.$count(inbox)).toBe(1);
  // Much later, as Telegram does when it missed our answer.
  expect(await post(second, start, SECRET)).toBe(200);
  expect(await dueMessages(office)).toHaveLength(1);

  const next = said('/viec');
  expect(await post(first, next, 'another-secret-of-ours')).toBe(401);
  expect(await post(first, next, null)).toBe(401);
  expect(await db.$count(inbox)).toBe(1);
  expect(await post(first, next, SECRET)).toBe(200);
  await settled(office);
  expect(person.fromBot).toHaveLength(2);
});

async function post(bot: BotProcess, update: Update, secret: string | null): Promise<number> {
  const response = await fetch(`${bot.address}/telegram/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: JSON.stringify(update),
  });
  return response.status;
}
