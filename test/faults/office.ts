import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { type Db, openDatabase } from '../../db/client.ts';
import { personByCode } from '../../db/queries/people.ts';
import { memberships, obligations, updateFiles, updates } from '../../db/schema/index.ts';
import { createInvite } from '../../office/invites.ts';
import { type TelegramEmulator, telegramEmulator } from '../emulators/telegram/emulator.ts';
import type { Person } from '../emulators/telegram/people.ts';
import { demoDatabase } from '../support/demo-database.ts';
import { VIETNAM } from '../support/vietnam.ts';
import type { Network } from './delivered.ts';

/** Thạnh Trị 2023 in a database of its own, and a Telegram for its people. */
export interface FaultyOffice {
  db: Db;
  databaseUrl: string;
  telegram: TelegramEmulator;
  /** The same Telegram as what the figures are taken from. */
  network: Network;
  /** The environment of a bot that belongs here. */
  variables: Record<string, string>;
  /** A person of the office's list who has not linked a Telegram account yet. */
  newcomer(code: string): Promise<{ person: Person; invite: string; obligations: number[] }>;
  end(): Promise<void>;
}

let nextAccount = 5001;

/** `given`: a database with the demo in it, which the office drops in the end; a new one when absent. */
export async function faultyOffice(
  given?: Awaited<ReturnType<typeof demoDatabase>>,
): Promise<FaultyOffice> {
  const database = given ?? (await demoDatabase());
  const { db, close } = openDatabase(database.url, { connections: 2 });
  const telegram = await telegramEmulator({ patienceMs: 120_000 });
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
    network: {
      channel: 'telegram',
      shown: (chat) => telegram.chat(Number(chat)).fromBot.map(({ id }) => String(id)),
    },
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
