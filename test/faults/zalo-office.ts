import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/client.ts';
import { zaloEmulator } from '../emulators/zalo/emulator.ts';
import { zaloOaEmulator } from '../emulators/zalo-oa/emulator.ts';
import { demoDatabase } from '../support/demo-database.ts';
import type { WebhookCall } from './webhook-calls.ts';

const SECRET = 'secret-of-the-test';
/** As fast as the program lets a plan be set to, and no month's limit in the way. */
const PLAN = {
  ZALO_MESSAGES_PER_SECOND: '30',
  ZALO_MESSAGES_A_MONTH: '1000000',
  ZALO_PEOPLE: '100000',
};

export type ZaloOffice = Awaited<ReturnType<typeof zaloOffice>>;

/** Thạnh Trị 2023 in a database of its own on the Bot Platform; updates are the test's to post. */
export async function zaloOffice() {
  const said: unknown[] = [];
  const zalo = await zaloEmulator({ patienceMs: 120_000, takes: (update) => said.push(update) });
  const people = new Map<string, ReturnType<typeof zalo.person>>();
  return officeOn({
    zalo,
    channel: 'zalo',
    person(name: string) {
      const person = zalo.person(name);
      people.set(person.id, person);
      return person;
    },
    shown: (chat) => people.get(chat)?.fromBot ?? [],
    variables: {
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_API_ROOT: zalo.apiRoot,
      // Nobody listens there: the test is who calls the webhook.
      ZALO_WEBHOOK_URL: 'http://127.0.0.1:9/zalo/webhook',
      ZALO_WEBHOOK_SECRET: SECRET,
      ...PLAN,
    },
    calls: () =>
      said.splice(0).map((update) => ({
        path: '/zalo/webhook',
        body: JSON.stringify(update),
        headers: { 'x-bot-api-secret-token': SECRET },
      })),
  });
}

/** The same with an Official Account. */
export async function zaloOaOffice() {
  const said: Record<string, unknown>[] = [];
  const oa = await zaloOaEmulator({ patienceMs: 120_000, takes: (event) => said.push(event) });
  const people = new Map<string, ReturnType<typeof oa.person>>();
  return officeOn({
    zalo: oa,
    channel: 'zalo_oa',
    person(name: string) {
      const person = oa.person(name);
      people.set(person.id, person);
      return person;
    },
    shown: (chat) => people.get(chat)?.fromBot ?? [],
    variables: {
      ZALO_OA_APP_ID: oa.appId,
      ZALO_OA_APP_SECRET: oa.appSecret,
      ZALO_OA_WEBHOOK_SECRET: oa.webhookSecret,
      ZALO_OA_REFRESH_TOKEN: oa.tokens.refreshToken(),
      ZALO_OA_API_ROOT: oa.root,
      ZALO_OA_OAUTH_ROOT: oa.root,
    },
    calls: () =>
      said.splice(0).map((event) => {
        const { body, headers } = oa.hook.signed(event);
        return { path: '/zalo-oa/webhook', body, headers: { ...headers } };
      }),
  });
}

async function officeOn<Emulator extends { close(): Promise<void> }, Person>(parts: {
  zalo: Emulator;
  channel: string;
  person(name: string): Person;
  shown(chat: string): readonly { id: string }[];
  variables: Record<string, string>;
  calls(): WebhookCall[];
}) {
  const { zalo, channel, person, shown, calls } = parts;
  const database = await demoDatabase();
  const { db, close } = openDatabase(database.url, { connections: 2 });
  const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-faults-'));
  return {
    db,
    zalo,
    person,
    network: { channel, shown: (chat: string) => shown(chat).map(({ id }) => id) },
    variables: { DATABASE_URL: database.url, DATA_DIR: dataDir, ...parts.variables },
    /** What people said and nobody was told yet, as calls of the webhook; each is given once. */
    calls,
    async end() {
      await zalo.close();
      await close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
