import { and, asc, eq, gt, isNull, max, sql } from 'drizzle-orm';
import { groupBy } from '../../core/collections/group-by.ts';
import type { Queryable } from '../client.ts';
import {
  accounts,
  agencies,
  conversations,
  memberships,
  persons,
  simulatorMessages,
} from '../schema/index.ts';

export type SimulatorMessage = typeof simulatorMessages.$inferSelect;

const nextSeq = sql`nextval('simulator_messages_id_seq')`;

/** Shows a message in a chat; gives its id. */
export async function addMessage(
  db: Queryable,
  message: Omit<typeof simulatorMessages.$inferInsert, 'id' | 'seq'>,
): Promise<number> {
  const [row] = await db
    .insert(simulatorMessages)
    .values({ ...message, seq: nextSeq as unknown as number })
    .returning({ id: simulatorMessages.id });
  if (!row) throw new Error('message was not stored');
  return row.id;
}

/** Changes a message where it stands. False when there is no such message of the bot. */
export async function editMessage(
  db: Queryable,
  id: number,
  chat: string,
  change: Pick<SimulatorMessage, 'html' | 'choices' | 'files'>,
): Promise<boolean> {
  const rows = await db
    .update(simulatorMessages)
    .set({ ...change, seq: nextSeq, edited: true, pressed: null })
    .where(
      and(
        eq(simulatorMessages.id, id),
        eq(simulatorMessages.chat, chat),
        isNull(simulatorMessages.sender),
      ),
    )
    .returning({ id: simulatorMessages.id });
  return rows.length > 0;
}

export async function markPressed(
  db: Queryable,
  id: number,
  chat: string,
  choice: string,
): Promise<void> {
  await db
    .update(simulatorMessages)
    .set({ pressed: choice, seq: nextSeq })
    .where(and(eq(simulatorMessages.id, id), eq(simulatorMessages.chat, chat)));
}

/** What changed in a chat after `seq`, in order of first appearance. */
export async function messagesAfter(
  db: Queryable,
  chat: string,
  seq: number,
): Promise<SimulatorMessage[]> {
  return db
    .select()
    .from(simulatorMessages)
    .where(and(eq(simulatorMessages.chat, chat), gt(simulatorMessages.seq, seq)))
    .orderBy(asc(simulatorMessages.id));
}

/** Sequence numbers of the bot's messages, by chat. */
export async function botMessages(db: Queryable): Promise<Map<string, number[]>> {
  const rows = await db
    .select({ chat: simulatorMessages.chat, seq: simulatorMessages.seq })
    .from(simulatorMessages)
    .where(isNull(simulatorMessages.sender));
  const groups = groupBy(rows, ({ chat }) => chat);
  return new Map([...groups].map(([chat, group]) => [chat, group.map(({ seq }) => seq)]));
}

export interface SimulatorPerson {
  nativeId: string;
  name: string;
  agency: string | null;
  role: string | null;
}

/** Linked people of the simulator, one row a membership. */
export async function simulatorPeople(db: Queryable): Promise<SimulatorPerson[]> {
  return db
    .select({
      nativeId: accounts.nativeId,
      name: persons.name,
      agency: agencies.name,
      role: memberships.role,
    })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .leftJoin(memberships, and(eq(memberships.personId, persons.id), isNull(memberships.endedAt)))
    .leftJoin(agencies, eq(agencies.id, memberships.agencyId))
    .where(eq(accounts.channel, 'web'))
    .orderBy(asc(accounts.id), asc(memberships.id));
}

/** People who wrote in the simulator, linked or not, under the name they used last. */
export async function simulatorSenders(db: Queryable): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .select({ id: simulatorMessages.sender, name: max(simulatorMessages.senderName) })
    .from(simulatorMessages)
    .groupBy(simulatorMessages.sender);
  return rows.flatMap(({ id, name }) => (id === null ? [] : [{ id, name: name ?? id }]));
}

export async function simulatorGroups(
  db: Queryable,
): Promise<{ chat: string; title: string | null }[]> {
  return db
    .select({ chat: conversations.nativeId, title: conversations.title })
    .from(conversations)
    .where(and(eq(conversations.channel, 'web'), eq(conversations.kind, 'group')))
    .orderBy(asc(conversations.id));
}
