import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { startApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { type Markup, plainText } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import type { Role } from '../../core/people/role.ts';
import type { Db } from '../../db/client.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { DEMO_MOMENT } from '../../demo/load.ts';
import { createLog } from '../../log.ts';
import { createInvite } from '../../office/invites.ts';
import { openStore } from '../../store.ts';
import { telegramEmulator } from '../emulators/telegram/emulator.ts';
import { zaloEmulator } from '../emulators/zalo/emulator.ts';
import { zaloOaEmulator } from '../emulators/zalo-oa/emulator.ts';
import { demoDatabase } from './demo-database.ts';
import { likeFile } from './file-content.ts';
import type { Phone } from './phone.ts';
import { sendsNoted, typedFor, typedPhone } from './typed-phone.ts';
import { VIETNAM } from './vietnam.ts';

export interface Network {
  person(name: string): Phone;
  /** Somebody's voice in a group of their own, and what is heard there. */
  inGroup(person: string, title: string): Promise<GroupPhone>;
  /** Lets the next send fail in a way that is worth another try; null where nothing can fail. */
  fails: (() => void) | null;
}

export type GroupPhone = Pick<Phone, 'says' | 'hears' | 'chooses'> & {
  /** The group goes on under another id, where the network does such a thing. */
  becomesSupergroup?: () => GroupPhone;
  /** The network tells once more that it did. */
  repeatsMove?: () => void;
};

export type NetworkName = 'telegram' | 'zalo' | 'zalo_oa' | 'web';

/** The whole program with all its networks, on Thạnh Trị 2023 at 08:00 on 27 February 2023 or later. */
export async function openNetworks({
  log = createLog('silent'),
  firstMoment = DEMO_MOMENT,
}: {
  log?: Logger;
  firstMoment?: Date;
} = {}) {
  const database = await demoDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-networks-'));
  const telegram = await telegramEmulator({ patienceMs: 20_000 });
  const zalo = await zaloEmulator({ patienceMs: 20_000 });
  const zaloOa = await zaloOaEmulator({ patienceMs: 20_000 });
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: address,
    SIMULATOR: '1',
    LOG_LEVEL: 'silent',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_API_ROOT: zalo.apiRoot,
    ZALO_WEBHOOK_URL: `${address}/zalo/webhook`,
    ZALO_WEBHOOK_SECRET: 'secret-of-the-test',
    ZALO_OA_APP_ID: zaloOa.appId,
    ZALO_OA_APP_SECRET: zaloOa.appSecret,
    ZALO_OA_WEBHOOK_SECRET: zaloOa.webhookSecret,
    ZALO_OA_REFRESH_TOKEN: zaloOa.tokens.refreshToken(),
    ZALO_OA_API_ROOT: zaloOa.root,
    ZALO_OA_OAUTH_ROOT: zaloOa.root,
  });
  const store = await openStore(config, log);
  const app = await startApp(config, log, { store, firstMoment });
  await call(`${address}/sim/clock`, 'PUT', { now: firstMoment.toISOString() });
  const { db } = store.database;
  await zaloOa.hook.save(`${address}/zalo-oa/webhook`);

  const networks: Record<NetworkName, Network> = {
    telegram: telegramNetwork(telegram),
    zalo: zaloNetwork(zalo),
    zalo_oa: zaloOaNetwork(zaloOa, () => sendsNoted(db)),
    web: simulatorNetwork(address, db),
  };
  return {
    db,
    networks,
    /** The servers behind the networks, for what no phone shows. */
    emulators: { telegram, zalo },
    address,
    dataDir,
    /** Everything that must never be shown or logged, by what it is. */
    secrets: {
      telegram: telegram.token,
      zalo: zalo.token,
      zaloWebhook: config.zalo?.webhook?.secret ?? '',
      oaSecret: zaloOa.appSecret,
      oaWebhook: zaloOa.webhookSecret,
      oaRefresh: () => zaloOa.tokens.refreshToken(),
      database: database.url,
    },
    /** A one-time code for a new person of the agency with this id. */
    invite: async (agencyId: number, role: Role): Promise<string> =>
      (
        await db.transaction((tx) =>
          createInvite(
            tx,
            { agencyId, role, personId: null, createdBy: null },
            firstMoment,
            VIETNAM,
          ),
        )
      ).code,
    /** Việt Nam's time, "2023-03-01T08:00". */
    async moveTo(local: string): Promise<void> {
      await call(`${address}/sim/clock`, 'PUT', { now: `${local}:00+07:00` });
    },
    async end() {
      await app.stop();
      await telegram.close();
      await zalo.close();
      await zaloOa.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Networks = Awaited<ReturnType<typeof openNetworks>>;

function telegramNetwork(telegram: Awaited<ReturnType<typeof telegramEmulator>>): Network {
  let nextId = 9001;
  const people = new Map<string, ReturnType<typeof telegram.user>>();
  const known = (name: string) => {
    const person = people.get(name) ?? telegram.user(nextId++, name);
    people.set(name, person);
    return person;
  };
  return {
    person(name) {
      const person = known(name);
      return {
        says: async (text) => void person.sends(text),
        chooses: async (label) => void person.presses(label),
        sendsFile: async (file, content) =>
          void person.sendsFile({ name: file, bytes: likeFile(file, content) }),
        hears: async (words) => (await person.hears(words)).text,
        count: async (words) => person.fromBot.filter(({ text }) => text.includes(words)).length,
      };
    },
    async inGroup(name, title) {
      const person = known(name);
      const phone = (group: ReturnType<typeof telegram.group>): GroupPhone => {
        const voice = person.in(group);
        let movedTo = 0;
        return {
          says: async (text) => void voice.sends(text),
          chooses: async (label) => void voice.presses(label),
          hears: async (words) => (await group.hears(words)).text,
          becomesSupergroup() {
            movedTo = -1_000_000_000_000 - nextId++;
            return phone(group.movesTo(movedTo, person));
          },
          repeatsMove: () => void voice.sendsOther({ migrate_to_chat_id: movedTo }),
        };
      };
      return phone(telegram.group(-nextId++, title));
    },
    fails: () =>
      telegram.breaks(
        { kind: 'error', code: 502, description: 'Bad Gateway' },
        { method: 'sendMessage' },
      ),
  };
}

function zaloNetwork(zalo: Awaited<ReturnType<typeof zaloEmulator>>): Network {
  const people = new Map<string, ReturnType<typeof zalo.person>>();
  const known = (name: string) => {
    const person = people.get(name) ?? zalo.person(name);
    people.set(name, person);
    return person;
  };
  return {
    person(name) {
      const person = known(name);
      return typedPhone(person, person.sendsFile);
    },
    async inGroup(name, title) {
      const group = zalo.group(title);
      const voice = known(name).in(group);
      return {
        says: async (text) => voice.mentions(text),
        chooses: async (label) => voice.mentions(typedFor(group.fromBot, label)),
        hears: async (words) => (await group.hears(words)).text,
      };
    },
    fails: () =>
      zalo.breaks(
        { kind: 'error', code: 403, description: 'Internal server error' },
        { method: 'sendMessage' },
      ),
  };
}

function zaloOaNetwork(
  oa: Awaited<ReturnType<typeof zaloOaEmulator>>,
  noted: () => Promise<void>,
): Network {
  const people = new Map<string, ReturnType<typeof oa.person>>();
  const known = (name: string) => {
    const person = people.get(name) ?? oa.person(name);
    people.set(name, person);
    return person;
  };
  return {
    person(name) {
      const person = known(name);
      return typedPhone(person, () => person.does('user_send_file'));
    },
    async inGroup(name, title) {
      const group = oa.group(title);
      const voice = known(name).in(group);
      return {
        says: async (text) => voice.says(text),
        async chooses(label) {
          // Nobody answers faster than the bot notes that the question was sent.
          await noted();
          const list = group.fromBot.findLast(({ text }) => text.includes(label));
          const typed = typedFor(group.fromBot, label);
          if (list) voice.quotes(list, typed);
        },
        hears: async (words) => (await group.hears(words)).text,
      };
    },
    fails: () =>
      oa.breaks(
        { kind: 'error', code: -200, description: 'Send message failed' },
        { method: 'cs' },
      ),
  };
}

function simulatorNetwork(address: string, db: Db): Network {
  interface Raw {
    seq: number;
    from: string;
    html: string;
    messageId: string;
    choices: Choice[][];
  }
  const read = async (chat: string, after: number): Promise<Raw[]> => {
    const query = `chat=${encodeURIComponent(chat)}&after=${after}`;
    const page = await call(`${address}/sim/messages?${query}`, 'GET');
    return (page as { messages: Raw[] }).messages.filter(({ from }) => from === 'bot');
  };
  const textOf = ({ html }: Raw) => plainText(html as Markup);

  function phone(name: string, chat: string): Phone {
    let heard = 0;
    const send = (body: Record<string, unknown>) =>
      call(`${address}/sim/messages`, 'POST', { as: name, name, chat, ...body });
    return {
      says: async (text) => void (await send({ text })),
      async chooses(label) {
        const bearers = await read(chat, 0);
        for (const { messageId, choices } of bearers.reverse()) {
          const choice = choices.flat().find((one) => one.label === label);
          if (choice) return void (await send({ choice: choice.id, messageId }));
        }
        throw new Error(`no button ${label}`);
      },
      async sendsFile(file, content) {
        const base64 = Buffer.from(likeFile(file, content)).toString('base64');
        await send({ files: [{ name: file, mime: 'application/pdf', base64 }] });
      },
      async hears(words) {
        const all = await read(chat, heard);
        const found = all.find((message) => textOf(message).includes(words));
        if (!found) throw new Error(`no "${words}" in:\n${all.map(textOf).join('\n---\n')}`);
        heard = found.seq;
        return textOf(found);
      },
      count: async (words) =>
        (await read(chat, 0)).filter((message) => textOf(message).includes(words)).length,
    };
  }

  return {
    person: (name) => phone(name, name),
    async inGroup(name, title) {
      const chat = { channel: 'web', nativeId: title, kind: 'group' as const, title };
      await db.transaction((tx) => lockConversation(tx, chat));
      return phone(name, title);
    },
    fails: null,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function call(url: string, method: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const json = await response.json();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(json)}`);
  return json;
}
