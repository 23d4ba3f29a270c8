import { and, eq, inArray, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Outgoing } from '../../core/messages/message.ts';
import { seemlyMessage } from '../../core/messages/seemly-message.ts';
import type { Queryable } from '../client.ts';
import { conversations, type OutboxKind, outbox } from '../schema/index.ts';
import { forgetRungs } from './told-rungs.ts';

export const PRIORITY: Readonly<Record<OutboxKind, number>> = {
  reply: 0,
  notice: 1,
  digest: 1,
  summary: 2,
};

export interface NewMessage {
  conversationId: number;
  kind: OutboxKind;
  message: Outgoing;
  /** The same key is stored once only, whoever tries. */
  dedupeKey?: string;
  /** Office time before which it is not sent; now when absent. */
  notBefore?: Date;
  /** Office time after which it is dropped instead of sent. */
  expiresAt?: Date;
}

/** Puts a message in line. Null when its dedupe key was there already. */
export async function enqueue(tx: Queryable, item: NewMessage, now: Date): Promise<number | null> {
  const [row] = await tx
    .insert(outbox)
    .values({
      notBefore: now,
      ...item,
      message: seemlyMessage(item.message),
      priority: PRIORITY[item.kind],
      createdAt: now,
    })
    .onConflictDoNothing({ target: outbox.dedupeKey })
    .returning({ id: outbox.id });
  return row?.id ?? null;
}

/** True when a message with one of these keys was stored and not dropped. */
export async function isEnqueued(tx: Queryable, ...dedupeKeys: string[]): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(inArray(outbox.dedupeKey, dedupeKeys))
    .limit(1);
  return rows.length > 0;
}

/** Waits, or waits again because its sender died, past the time it was meant for. */
function expired(officeNow: Date): SQL | undefined {
  const abandoned = sql`${outbox.status} = 'sending' and ${outbox.leaseUntil} <= clock_timestamp()`;
  return and(or(eq(outbox.status, 'pending'), abandoned), lte(outbox.expiresAt, officeNow));
}

/**
 * Drops what expired unsent and forgets the reminder rungs it would have told and its dedupe key, so
 * that it may come again. Notices are not dropped: see `renewNotices`. Returns how many were.
 */
export async function dropExpired(tx: Queryable, officeNow: Date): Promise<number> {
  const dropped = await tx
    .update(outbox)
    .set({ status: 'dropped', leaseUntil: null, holder: null, dedupeKey: null })
    .where(and(ne(outbox.kind, 'notice'), expired(officeNow)))
    .returning({ id: outbox.id });
  await forgetRungs(tx, dropped);
  return dropped.length;
}

/** Gives notices that missed their day (a long outage) until `until`: told late, never at night. */
export async function renewNotices(tx: Queryable, officeNow: Date, until: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: 'pending', leaseUntil: null, holder: null, expiresAt: until })
    .where(and(eq(outbox.kind, 'notice'), expired(officeNow)));
}

/** How many messages wait, and how many were given up. */
export async function outboxCounts(db: Queryable): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: outbox.status, n: sql<number>`count(*)::int` })
    .from(outbox)
    .groupBy(outbox.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}

/** True while something could be sent to the channel right now or is being sent. */
export async function hasDeliverable(
  db: Queryable,
  channel: string,
  officeNow: Date,
  kinds?: readonly OutboxKind[],
): Promise<boolean> {
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
    .where(
      and(
        eq(conversations.channel, channel),
        inArray(outbox.status, ['pending', 'sending']),
        lte(outbox.notBefore, officeNow),
        kinds ? inArray(outbox.kind, [...kinds]) : undefined,
        sql`(${outbox.expiresAt} is null or ${outbox.expiresAt} > ${officeNow.toISOString()})`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
