import { and, asc, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Leave } from '../../core/people/away.ts';
import type { Duty, HandoverEnd } from '../../core/people/handover.ts';
import type { Queryable } from '../client.ts';
import { agencies, handovers, invites, memberships, persons } from '../schema/index.ts';

export type HandoverRow = typeof handovers.$inferSelect;

/** A handover with the names people know it by. */
export interface HandoverView extends HandoverRow {
  agencyName: string;
  agencyShortName: string;
  giverName: string;
  /** Null until a newcomer has used the invite. */
  toName: string | null;
  /** When the newcomer's invite runs out. */
  inviteExpiresAt: Date | null;
}

/** A running leave with the names of both. */
export interface LeaveView extends Leave {
  name: string;
  deputyName: string;
  agencyName: string;
}

const receivers = alias(persons, 'receivers');

async function selectViews(tx: Queryable, where: SQL | undefined): Promise<HandoverView[]> {
  const rows = await tx
    .select({
      handover: handovers,
      agencyName: agencies.name,
      agencyShortName: agencies.shortName,
      giverName: persons.name,
      toName: receivers.name,
      inviteExpiresAt: invites.expiresAt,
    })
    .from(handovers)
    .innerJoin(agencies, eq(agencies.id, handovers.agencyId))
    .innerJoin(persons, eq(persons.id, handovers.personId))
    .leftJoin(receivers, eq(receivers.id, handovers.toPersonId))
    .leftJoin(invites, eq(invites.id, handovers.inviteId))
    .where(where)
    .orderBy(asc(handovers.id));
  return rows.map(({ handover, ...names }) => ({ ...handover, ...names }));
}

export async function storeHandover(
  tx: Queryable,
  handover: Pick<
    HandoverRow,
    'personId' | 'agencyId' | 'role' | 'kind' | 'until' | 'toPersonId' | 'inviteId' | 'askedAt'
  >,
): Promise<number> {
  const [row] = await tx.insert(handovers).values(handover).returning({ id: handovers.id });
  if (!row) throw new Error('handover was not stored');
  return row.id;
}

/** Locked until the transaction ends: whoever answers or ends it does so alone. */
export async function lockHandover(tx: Queryable, id: number): Promise<HandoverRow | null> {
  const [row] = await tx.select().from(handovers).where(eq(handovers.id, id)).for('update');
  return row ?? null;
}

/** The handover an invite was made for, locked; null for an ordinary invite. */
export async function lockHandoverOfInvite(
  tx: Queryable,
  inviteId: number,
): Promise<HandoverRow | null> {
  const [row] = await tx
    .select()
    .from(handovers)
    .where(eq(handovers.inviteId, inviteId))
    .for('update');
  return row ?? null;
}

export async function handoverView(tx: Queryable, id: number): Promise<HandoverView | null> {
  return (await selectViews(tx, eq(handovers.id, id)))[0] ?? null;
}

/** What has not ended and the person gave, or has taken on. */
export async function openHandoversOf(tx: Queryable, personId: number): Promise<HandoverView[]> {
  const theirs = or(
    eq(handovers.personId, personId),
    and(eq(handovers.toPersonId, personId), isNotNull(handovers.acceptedAt)),
  );
  return selectViews(tx, and(theirs, isNull(handovers.endedAt)));
}

/** Everything that has not ended. */
export async function openHandovers(tx: Queryable): Promise<HandoverView[]> {
  return selectViews(tx, isNull(handovers.endedAt));
}

/** The leaves of a duty that run, locked. */
export async function lockRunningLeaves(tx: Queryable, duty: Duty): Promise<HandoverRow[]> {
  return tx
    .select()
    .from(handovers)
    .where(
      and(
        eq(handovers.agencyId, duty.agencyId),
        eq(handovers.role, duty.role),
        eq(handovers.kind, 'leave'),
        isNotNull(handovers.acceptedAt),
        isNull(handovers.endedAt),
      ),
    )
    .orderBy(asc(handovers.id))
    .for('update');
}

/** Every leave that a colleague has taken on and nobody has ended. */
export async function runningLeaves(tx: Queryable): Promise<LeaveView[]> {
  const views = await selectViews(
    tx,
    and(eq(handovers.kind, 'leave'), isNotNull(handovers.acceptedAt), isNull(handovers.endedAt)),
  );
  return views.flatMap((view) => {
    const { id, personId, agencyId, agencyName, role, until, toPersonId: deputyId } = view;
    if (until === null || deputyId === null) return [];
    const lent = view.lentMembershipId !== null;
    const names = { name: view.giverName, deputyName: view.toName ?? '', agencyName };
    return [{ id, personId, agencyId, role, until, deputyId, lent, ...names }];
  });
}

export async function changeHandover(
  tx: Queryable,
  id: number,
  change: Partial<
    Pick<HandoverRow, 'toPersonId' | 'acceptedAt' | 'lentMembershipId' | 'endedAt' | 'end'>
  >,
): Promise<void> {
  await tx.update(handovers).set(change).where(eq(handovers.id, id));
}

export async function closeHandover(
  tx: Queryable,
  id: number,
  end: HandoverEnd,
  now: Date,
): Promise<void> {
  await changeHandover(tx, id, { end, endedAt: now });
}

/** Takes back what the person asked about this duty and nobody has accepted; gives the ids. */
export async function withdrawAsked(
  tx: Queryable,
  personId: number,
  duty: Duty,
  now: Date,
): Promise<number[]> {
  const rows = await tx
    .update(handovers)
    .set({ end: 'cancelled', endedAt: now })
    .where(
      and(
        eq(handovers.personId, personId),
        eq(handovers.agencyId, duty.agencyId),
        eq(handovers.role, duty.role),
        isNull(handovers.acceptedAt),
        isNull(handovers.endedAt),
      ),
    )
    .returning({ id: handovers.id });
  return rows.map(({ id }) => id);
}

/** Whether the person has the duty now. */
export async function holdsDuty(tx: Queryable, personId: number, duty: Duty): Promise<boolean> {
  const rows = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.agencyId, duty.agencyId),
        eq(memberships.role, duty.role),
        isNull(memberships.endedAt),
      ),
    );
  return rows.length > 0;
}

/** Ends one membership; one that has ended stays as it is. */
export async function endMembershipById(tx: Queryable, id: number, now: Date): Promise<void> {
  await tx
    .update(memberships)
    .set({ endedAt: now })
    .where(and(eq(memberships.id, id), isNull(memberships.endedAt)));
}
