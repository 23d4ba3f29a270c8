import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, startApp } from '../../app.ts';
import { type Config, readConfig } from '../../config.ts';
import { type Markup, plainText } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import type { Db } from '../../db/client.ts';
import { DEMO_MOMENT } from '../../demo/load.ts';
import { createLog } from '../../log.ts';
import { openStore } from '../../store.ts';
import { freshDatabase } from './database.ts';
import { demoDatabase } from './demo-database.ts';
import { likeFile } from './file-content.ts';

/** A message of the bot as its reader sees it. */
export interface Seen {
  messageId: string;
  seq: number;
  /** Markup as sent. */
  html: string;
  /** Without markup. */
  text: string;
  choices: Choice[];
  /** Files that came with it. */
  files: { name: string; url: string }[];
  edited: boolean;
  /** Bears the mark of a button pressed since it was last changed. */
  pressed: boolean;
  at: string;
}

/** Somebody in the simulator, holding a phone. */
export interface Person {
  id: string;
  /** Writes into the chat; gives what the bot answered (edits included). */
  says(text: string): Promise<Seen[]>;
  /** Writes in reply to one message of the bot. */
  replies(messageId: string, text: string): Promise<Seen[]>;
  /** Presses the button with this label (or the start of it) on the newest message that has it. */
  presses(label: string): Promise<Seen[]>;
  /** Sends a raw choice id, as a forger would. */
  forges(choice: string, messageId?: string): Promise<Seen[]>;
  sendsFile(name: string, content: string | Uint8Array, mime?: string): Promise<Seen[]>;
  /** The bytes of a file the bot sent. */
  opens(file: { url: string }): Promise<Uint8Array>;
  /** What the bot wrote since last asked. */
  hears(): Promise<Seen[]>;
  /** Everything the bot ever wrote here, as it stands now. */
  sees(): Promise<Seen[]>;
}

export interface Rehearsal {
  app: RunningApp;
  db: Db;
  url: string;
  dataDir: string;
  person(id: string): Person;
  /** The same person in a group chat. */
  inGroup(id: string, group: string): Person;
  /** Moves the clock; local time without offset is Việt Nam's. */
  moveTo(local: string): Promise<{ ran: { at: string; job: string }[]; sent: number }>;
  /** Stops the program and starts it again on the same database. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/**
 * Starts the real program on a database of its own, with the simulator and Thạnh Trị 2023, at
 * 08:00 on 27 February 2023 or `at` another moment.
 */
export async function rehearse(options: { demo?: boolean; at?: string } = {}): Promise<Rehearsal> {
  const database = await (options.demo === false ? freshDatabase() : demoDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-test-'));
  const config: Config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: '0',
    SIMULATOR: '1',
    LOG_LEVEL: 'silent',
  });
  const log = createLog('silent');
  let store = await openStore(config, log);
  const firstMoment = options.at ? instant(options.at) : DEMO_MOMENT;
  let app = await startApp(config, log, { store, firstMoment });
  await call(app, 'PUT', '/sim/clock', { now: firstMoment.toISOString() });
  const cursors = new Map<string, number>();

  function phone(id: string, chat: string): Person {
    const read = async (after: number) => {
      const path = `/sim/messages?chat=${encodeURIComponent(chat)}&after=${after}`;
      const { messages, next } = (await call(app, 'GET', path)) as {
        messages: RawMessage[];
        next: number;
      };
      return { seen: messages.filter((one) => one.from === 'bot').map(seenOf), next };
    };
    const hears = async () => {
      const { seen, next } = await read(cursors.get(chat) ?? 0);
      cursors.set(chat, Math.max(next, cursors.get(chat) ?? 0));
      return seen;
    };
    const send = async (body: Record<string, unknown>) => {
      await hears();
      await call(app, 'POST', '/sim/messages', { as: id, chat, ...body });
      // A pressed message changes its mark, which is no answer; an edit takes the mark away.
      return (await hears()).filter((one) => one.messageId !== body.messageId || !one.pressed);
    };
    return {
      id,
      says: (text) => send({ text }),
      replies: (messageId, text) => send({ text, messageId }),
      async presses(label) {
        const all = (await read(0)).seen.reverse();
        const bearer = all.find((one) =>
          one.choices.some((choice) => choice.label.startsWith(label)),
        );
        const choice = bearer?.choices.find((one) => one.label.startsWith(label));
        if (!bearer || !choice) {
          const offered = all[0]?.choices.map((one) => one.label).join(' | ');
          throw new Error(`no button "${label}"; the newest message offers: ${offered}`);
        }
        return send({ choice: choice.id, messageId: bearer.messageId });
      },
      forges: (choice, messageId) => send({ choice, messageId: messageId ?? null }),
      sendsFile(name, content, mime = 'application/pdf') {
        const bytes = typeof content === 'string' ? likeFile(name, content) : content;
        const base64 = Buffer.from(bytes).toString('base64');
        return send({ files: [{ name, mime, base64 }] });
      },
      async opens({ url }) {
        const response = await fetch(`${app.address}${url}`);
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        return new Uint8Array(await response.arrayBuffer());
      },
      hears,
      sees: async () => (await read(0)).seen,
    };
  }

  return {
    get app() {
      return app;
    },
    get db() {
      return store.database.db;
    },
    url: database.url,
    dataDir,
    person: (id) => phone(id, id),
    inGroup: phone,
    async moveTo(local) {
      const moved = await call(app, 'PUT', '/sim/clock', { now: instant(local).toISOString() });
      return moved as { ran: { at: string; job: string }[]; sent: number };
    },
    async restart() {
      await app.stop();
      store = await openStore(config, log);
      app = await startApp(config, log, { store });
    },
    async end() {
      await app.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** "2023-03-01" (at 08:00) or "2023-03-01T21:30", Việt Nam's time. */
function instant(local: string): Date {
  return new Date(`${local.length === 10 ? `${local}T08:00` : local}:00+07:00`);
}

interface RawMessage {
  from: string;
  messageId: string;
  seq: number;
  html: string;
  choices: Choice[][];
  files?: { name: string; url: string }[];
  edited: boolean;
  pressed?: string;
  at: string;
}

function seenOf(raw: RawMessage): Seen {
  const { messageId, seq, html, choices, files = [], edited, pressed, at } = raw;
  return {
    messageId,
    seq,
    html,
    text: plainText(html as Markup),
    choices: choices.flat(),
    files,
    edited,
    pressed: pressed !== undefined,
    at,
  };
}

async function call(
  app: RunningApp,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${app.address}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const json = await response.json();
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(json)}`);
  return json;
}
