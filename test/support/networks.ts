import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, startApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { type Markup, plainText } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import type { Role } from '../../core/people/role.ts';
import type { Db } from '../../db/client.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { DEMO_MOMENT } from '../../demo/load.ts';
import { createLog } from '../../log.ts';
import { createInvite } from '../../office/invites.ts';
import { telegramEmulator } from '../emulators/telegram/emulator.ts';
import { zaloEmulator } from '../emulators/zalo/emulator.ts';
import { demoDatabase } from './demo-database.ts';
import { VIETNAM } from './vietnam.ts';

/** Somebody with a phone, on whatever network. */
export interface Phone {
  says(text: string): Promise<void>;
  /** Presses the button, or types what the list below the text asks for. */
  chooses(label: string): Promise<void>;
  /** Sends it into the chat, or through the page the bot offers. */
  sendsFile(name: string, content: string): Promise<void>;
  /** Waits for the bot's next message that has these words. */
  hears(words: string): Promise<string>;
  /** How many messages of the bot have these words. */
  count(words: string): Promise<number>;
}

export interface Network {
  person(name: string): Phone;
  /** Somebody's voice in a group of their own, and what is heard there. */
  inGroup(person: string, title: string): Promise<Pick<Phone, 'says' | 'hears' | 'chooses'>>;
  /** Lets the next send fail in a way that is worth another try; null where nothing can fail. */
  fails: (() => void) | null;
}

export type NetworkName = 'telegram' | 'zalo' | 'web';

/** The whole program with all its networks, on Thạnh Trị 2023 at 08:00 on 27 February 2023. */
export async function openNetworks() {
  const database = await demoDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-networks-'));
  const telegram = await telegramEmulator({ patienceMs: 20_000 });
  const zalo = await zaloEmulator({ patienceMs: 20_000 });
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
  });
  const log = createLog('silent');
  const store = await openStore(config, log);
  const app = await startApp(config, log, { store, firstMoment: DEMO_MOMENT });
  const { db } = store.database;

  const networks: Record<NetworkName, Network> = {
    telegram: telegramNetwork(telegram),
    zalo: zaloNetwork(zalo),
    web: simulatorNetwork(address, db),
  };
  return {
    db,
    networks,
    telegram,
    /** A one-time code for a new person of the agency with this id. */
    invite: async (agencyId: number, role: Role): Promise<string> =>
      (
        await db.transaction((tx) =>
          createInvite(
            tx,
            { agencyId, role, personId: null, createdBy: null },
            DEMO_MOMENT,
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
          void person.sendsFile({ name: file, bytes: Buffer.from(content) }),
        hears: async (words) => (await person.hears(words)).text,
        count: async (words) => person.fromBot.filter(({ text }) => text.includes(words)).length,
      };
    },
    async inGroup(name, title) {
      const group = telegram.group(-nextId++, title);
      const voice = known(name).in(group);
      return {
        says: async (text) => void voice.sends(text),
        chooses: async (label) => void voice.presses(label),
        hears: async (words) => (await group.hears(words)).text,
      };
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
      return {
        says: async (text) => person.says(text),
        chooses: async (label) => person.says(typedFor(person.fromBot, label)),
        async sendsFile(file, content) {
          // What happens to whoever just tries.
          person.sendsFile();
          const { text } = await person.hears('/upload/');
          const [link = ''] = /http\S+\/upload\/\S+/.exec(text) ?? [];
          const page = await (await fetch(link)).text();
          if (!page.includes('enctype="multipart/form-data"')) throw new Error(page);
          const body = new FormData();
          body.append('files', new Blob([content], { type: 'application/pdf' }), file);
          const sent = await fetch(link, { method: 'POST', body });
          if (!sent.ok) throw new Error(`${sent.status} ${await sent.text()}`);
        },
        hears: async (words) => (await person.hears(words)).text,
        count: async (words) => person.fromBot.filter(({ text }) => text.includes(words)).length,
      };
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

/** The number of the choice where the newest list has one, else its words. */
function typedFor(messages: readonly { text: string }[], label: string): string {
  const last = messages.findLast(({ text }) => text.includes(label))?.text ?? '';
  const line = last.split('\n').find((one) => one.endsWith(`. ${label}`));
  return line === undefined ? label : line.slice(0, line.indexOf('.'));
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
        const base64 = Buffer.from(content).toString('base64');
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
