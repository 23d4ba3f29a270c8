import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, asc, count, eq, isNull, ne, sql } from 'drizzle-orm';
import { type Db, openDatabase } from '../../db/client.ts';
import { personByCode } from '../../db/queries/people.ts';
import {
  conversations,
  memberships,
  obligations,
  outbox,
  updateFiles,
  updates,
} from '../../db/schema/index.ts';
import { createInvite } from '../../office/invites.ts';
import { type TelegramEmulator, telegramEmulator } from '../emulators/telegram/emulator.ts';
import type { Person } from '../emulators/telegram/people.ts';
import { demoDatabase } from '../support/demo-database.ts';
import { VIETNAM } from '../support/vietnam.ts';

/** Thạnh Trị 2023 in a database of its own, and a Telegram for its people. */
export interface FaultyOffice {
  db: Db;
  databaseUrl: string;
  telegram: TelegramEmulator;
  /** The environment of a bot that belongs here. */
  variables: Record<string, string>;
  /** A person of the office's list who has not linked a Telegram account yet. */
  newcomer(code: string): Promise<{ person: Person; invite: string; obligations: number[] }>;
  end(): Promise<void>;
}

let nextAccount = 5001;

export async function faultyOffice(): Promise<FaultyOffice> {
  const database = await demoDatabase();
  const { db, close } = openDatabase(database.url, { connections: 2 });
  const telegram = await telegramEmulator({ patienceMs: 30_000 });
  const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-faults-'));

  async function newcomer(code: string) {
    const known = await personByCode(db, code);
    if (!known) throw new Error(`nobody is called ${code}`);
    const [seat] = await db.select().from(memberships).where(eq(memberships.personId, known.id));
    if (!seat) throw new Error(`${code} has no role`);
    const owed = await db
      .select({ id: obligations.id })
      .from(obligations)
      .where(and(eq(obligations.agencyId, seat.agencyId), isNull(obligations.withdrawnAt)))
      .orderBy(asc(obligations.id));
    const { code: invite } = await db.transaction((tx) =>
      createInvite(
        tx,
        { agencyId: seat.agencyId, role: seat.role, personId: known.id, createdBy: null },
        new Date(Date.now()),
        VIETNAM,
      ),
    );
    const person = telegram.user(nextAccount++, known.name);
    return { person, invite, obligations: owed.map(({ id }) => id) };
  }

  return {
    db,
    databaseUrl: database.url,
    telegram,
    variables: {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    },
    newcomer,
    async end() {
      await telegram.close();
      await close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the people on Telegram said about their obligations, as stored, oldest first. */
export async function storedReports(db: Db) {
  return db
    .select({
      obligation: updates.obligationId,
      state: updates.state,
      percent: updates.percent,
      reason: updates.reason,
      unblocker: updates.unblocker,
      note: updates.note,
      files: count(updateFiles.id),
    })
    .from(updates)
    .leftJoin(updateFiles, eq(updateFiles.updateId, updates.id))
    .where(eq(updates.channel, 'telegram'))
    .groupBy(updates.id)
    .orderBy(asc(updates.id));
}

/** Every message for Telegram in the outbox that was due, by what became of it. */
export async function dueMessages(db: Db) {
  return db
    .select({
      id: outbox.id,
      chat: conversations.nativeId,
      status: outbox.status,
      nativeMessageId: outbox.nativeMessageId,
      attempts: outbox.attempts,
      error: outbox.error,
    })
    .from(outbox)
    .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
    .where(and(eq(conversations.channel, 'telegram'), sql`${outbox.notBefore} <= now()`))
    .orderBy(asc(outbox.id));
}

export interface Delivered {
  due: number;
  sent: number;
  /** Never sent, or sent into a chat that does not have it. */
  lost: number;
  /** Messages in the chats beyond those the outbox knows. */
  doubled: number;
}

/** Compares the outbox with what the chats show. */
export async function compareWithChats(office: FaultyOffice): Promise<Delivered> {
  const due = await dueMessages(office.db);
  const chats = [...new Set(due.map(({ chat }) => Number(chat)))].map((id) =>
    office.telegram.chat(id),
  );
  const shown = new Map(
    chats.map((chat) => [chat.id, new Set(chat.fromBot.map(({ id }) => String(id)))]),
  );
  const sent = due.filter(({ status }) => status === 'sent');
  const arrived = sent.filter(({ chat, nativeMessageId }) =>
    shown.get(Number(chat))?.has(nativeMessageId ?? ''),
  );
  const known = new Set(sent.map(({ chat, nativeMessageId }) => `${chat}/${nativeMessageId}`));
  const inChats = chats.reduce((sum, chat) => sum + chat.fromBot.length, 0);
  return {
    due: due.length,
    sent: sent.length,
    lost: due.length - arrived.length,
    doubled: inChats - known.size,
  };
}

/** Waits until nothing that is due waits any more. */
export async function settled(office: FaultyOffice, patienceMs = 20_000): Promise<void> {
  const began = performance.now();
  for (;;) {
    const waiting = await office.db
      .select({ id: outbox.id })
      .from(outbox)
      .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
      .where(
        and(
          eq(conversations.channel, 'telegram'),
          ne(outbox.status, 'sent'),
          ne(outbox.status, 'failed'),
          sql`${outbox.notBefore} <= now()`,
        ),
      );
    if (waiting.length === 0) return;
    if (performance.now() - began > patienceMs) {
      throw new Error(`${waiting.length} messages still wait after ${patienceMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
