import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Pause } from '../../core/reminders/pause.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import {
  agencies,
  obligations,
  outbox,
  persons,
  reminderMarks,
  reminderPauses,
} from '../schema/index.ts';
import { reopenTicks } from './system.ts';
import { forgetRungs } from './told-rungs.ts';

/** A pause with the name of whoever made it. */
export interface PauseView extends Pause {
  id: number;
  obligationId: number;
  setByName: string;
  at: Date;
}

/** Pauses that nobody has ended, by obligation, oldest first; all of them without `ids`. */
export async function pausesOf(
  tx: Queryable,
  ids?: readonly number[],
): Promise<Map<number, PauseView[]>> {
  if (ids?.length === 0) return new Map();
  const rows = await tx
    .select({
      id: reminderPauses.id,
      obligationId: reminderPauses.obligationId,
      kind: reminderPauses.kind,
      personId: reminderPauses.personId,
      until: reminderPauses.until,
      setBy: reminderPauses.setBy,
      reason: reminderPauses.reason,
      setByName: persons.name,
      at: reminderPauses.at,
    })
    .from(reminderPauses)
    .innerJoin(persons, eq(persons.id, reminderPauses.setBy))
    .where(
      and(
        isNull(reminderPauses.endedAt),
        ids ? anyOf(reminderPauses.obligationId, ids) : undefined,
      ),
    )
    .orderBy(asc(reminderPauses.id));
  const found = new Map<number, PauseView[]>();
  for (const row of rows) {
    const known = found.get(row.obligationId);
    if (known) known.push(row);
    else found.set(row.obligationId, [row]);
  }
  return found;
}

/** A new pause in place of one of the same kind and person. */
export async function addPause(
  tx: Queryable,
  pause: Pause & { obligationId: number; channel: string },
  now: Date,
): Promise<void> {
  const { obligationId, kind, personId } = pause;
  await endPauses(tx, { obligationId, kind, personId }, pause.setBy, now);
  await tx.insert(reminderPauses).values({ ...pause, at: now });
  await takeBackWaiting(tx, obligationId, personId, now);
}

/** Ends what is paused about an obligation, or one kind of it; gives how many pauses it were. */
export async function endPauses(
  tx: Queryable,
  which: { obligationId: number; kind?: Pause['kind']; personId?: number | null },
  endedBy: number | null,
  now: Date,
): Promise<number> {
  const { obligationId, kind, personId } = which;
  const ended = await tx
    .update(reminderPauses)
    .set({ endedAt: now, endedBy })
    .where(
      and(
        eq(reminderPauses.obligationId, obligationId),
        isNull(reminderPauses.endedAt),
        kind === undefined ? undefined : eq(reminderPauses.kind, kind),
        personId === undefined
          ? undefined
          : personId === null
            ? isNull(reminderPauses.personId)
            : eq(reminderPauses.personId, personId),
      ),
    )
    .returning({ id: reminderPauses.id });
  return ended.length;
}

/** Mutes of these agencies' open work that hold on a day, the newest first. */
export async function mutesOf(
  tx: Queryable,
  agencyIds: Iterable<number>,
  today: LocalDate,
): Promise<(PauseView & { agencyName: string })[]> {
  const rows = await tx
    .select({ pause: reminderPauses, setByName: persons.name, agencyName: agencies.shortName })
    .from(reminderPauses)
    .innerJoin(persons, eq(persons.id, reminderPauses.setBy))
    .innerJoin(obligations, eq(obligations.id, reminderPauses.obligationId))
    .innerJoin(agencies, eq(agencies.id, obligations.agencyId))
    .where(
      and(
        eq(reminderPauses.kind, 'mute'),
        isNull(reminderPauses.endedAt),
        or(isNull(reminderPauses.until), gt(reminderPauses.until, today)),
        anyOf(obligations.agencyId, agencyIds),
        isNull(obligations.withdrawnAt),
        sql`${obligations.state} not in ('done', 'accepted', 'not_applicable')`,
      ),
    )
    .orderBy(sql`${reminderPauses.id} desc`);
  return rows.map(({ pause, ...names }) => ({ ...pause, ...names }));
}

/** What stood about its reminders ends as the obligation is a new matter: another date, returned. */
export async function startAfresh(
  tx: Queryable,
  obligationId: number,
  endedBy: number | null,
  now: Date,
): Promise<void> {
  await endPauses(tx, { obligationId }, endedBy, now);
  await takeBackWaiting(tx, obligationId, null, now);
}

/** The day's job that plans reminders, as its ticks are stored. */
export const REMINDERS_JOB = 'reminders';

/** Obligations of which a reminder waits for a person's later hour. */
export async function waitingReminders(tx: Queryable, now: Date): Promise<Set<number>> {
  const rows = await tx
    .selectDistinct({ id: reminderMarks.obligationId })
    .from(reminderMarks)
    .innerJoin(outbox, eq(outbox.id, reminderMarks.outboxId))
    .where(and(eq(outbox.status, 'pending'), eq(outbox.kind, 'digest'), gt(outbox.notBefore, now)));
  return new Set(rows.map(({ id }) => id));
}

/**
 * Takes back reminders of an obligation that wait for a person's later hour, as what they say has
 * changed, and lets the morning be planned once more for those people.
 */
export async function takeBackWaiting(
  tx: Queryable,
  obligationId: number,
  personId: number | null,
  now: Date,
): Promise<void> {
  const waiting = tx
    .select({ id: reminderMarks.outboxId })
    .from(reminderMarks)
    .where(
      and(
        eq(reminderMarks.obligationId, obligationId),
        personId === null ? undefined : eq(reminderMarks.personId, personId),
      ),
    );
  const dropped = await tx
    .update(outbox)
    .set({ status: 'dropped', dedupeKey: null })
    .where(
      and(
        eq(outbox.status, 'pending'),
        eq(outbox.kind, 'digest'),
        gt(outbox.notBefore, now),
        sql`${outbox.id} in ${waiting}`,
      ),
    )
    .returning({ id: outbox.id });
  if (dropped.length === 0) return;
  await forgetRungs(tx, dropped);
  // Ticks lie within the last day.
  await reopenTicks(tx, REMINDERS_JOB, new Date(now.getTime() - 24 * 3_600_000));
}
