import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { conversations } from '../../db/schema/index.ts';
import type { Person } from '../emulators/telegram/people.ts';
import { type BotProcess, killAll, startBot } from './bot-process.ts';
import { broadcast } from './broadcast.ts';
import { dueMessages, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';

let office: FaultyOffice;
let bot: BotProcess;
let person: Person;
const codes = ['dm-tu-phap', 'dm-noi-vu', 'dm-vp'];

beforeAll(async () => {
  office = await faultyOffice();
  bot = await startBot(office.variables);
});

beforeEach(async () => {
  const newcomer = await office.newcomer(codes.pop() ?? '');
  person = newcomer.person;
  person.sends(`/start ${newcomer.invite}`);
  await person.hears();
});

afterAll(async () => {
  await killAll();
  await office.end();
});

test('a reply that Telegram rejects is given up, said in the log, and holds nothing up', async () => {
  const description = "Bad Request: can't parse entities: Unsupported start tag";
  office.telegram.breaks(
    { kind: 'error', code: 400, description },
    { method: 'sendMessage', chat: person.id },
  );
  person.sends('/viec');
  person.sends('/trogiup');
  await person.hears();
  await settled(office);

  expect((await dueToThem()).map(({ status }) => status)).toEqual(['sent', 'failed', 'sent']);
  // The line comes through a pipe, which may be a moment behind the database.
  await expect.poll(() => bot.logged.join('\n')).toMatch(/can't parse entities.*message given up/);
  expect(await unreachable()).toBe(false);
});

test('somebody who blocks the bot gets nothing more, until they write again', async () => {
  person.blocks();
  await expect.poll(unreachable, { timeout: 20_000 }).toBe(true);

  person.unblocks();
  person.sends('/viec');
  await person.hears();
  expect(await unreachable()).toBe(false);
});

test('a block that shows only when something is sent counts the same', async () => {
  const description = 'Forbidden: bot was blocked by the user';
  office.telegram.breaks(
    { kind: 'error', code: 403, description },
    { method: 'sendMessage', chat: person.id },
  );
  await broadcast(office, [person.id], [1, 2, 3]);
  await settled(office);
  const notices = (await dueToThem()).slice(1);
  expect(notices.map(({ status, error }) => `${status} ${error}`)).toEqual([
    `failed unreachable: 403: ${description}`,
    `failed unreachable: 403: ${description}`,
    `failed unreachable: 403: ${description}`,
  ]);
  expect(await unreachable()).toBe(true);

  person.sends('/viec');
  await person.hears();
  expect(await unreachable()).toBe(false);
});

async function dueToThem() {
  return (await dueMessages(office)).filter(({ chat }) => chat === String(person.id));
}

async function unreachable(): Promise<boolean> {
  const chat = and(
    eq(conversations.channel, 'telegram'),
    eq(conversations.nativeId, String(person.id)),
    isNotNull(conversations.unreachableSince),
  );
  return (await office.db.$count(conversations, chat)) > 0;
}
