import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { StoredFile } from '../../core/forms/form.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { inputRequests, obligations, persons, updateFiles, updates } from '../schema/index.ts';
import { type ObligationView, obligationsById } from './obligations.ts';

/** Stores a request for input; gives its id. */
export async function addInputRequest(
  tx: Queryable,
  request: Omit<typeof inputRequests.$inferInsert, 'id'>,
): Promise<number> {
  const [row] = await tx.insert(inputRequests).values(request).returning({ id: inputRequests.id });
  if (!row) throw new Error('request for input was not stored');
  return row.id;
}

/**
 * What other agencies were asked for the sake of an obligation, the newest request first; requests
 * taken back are left out unless they were answered.
 */
export async function inputsFor(tx: Queryable, parentId: number): Promise<ObligationView[]> {
  const rows = await tx
    .select({ id: obligations.id })
    .from(obligations)
    .innerJoin(inputRequests, eq(inputRequests.id, obligations.requestId))
    .where(eq(inputRequests.obligationId, parentId))
    .orderBy(desc(inputRequests.id), asc(obligations.id));
  const views = await obligationsById(
    tx,
    rows.map(({ id }) => id),
  );
  return rows
    .flatMap(({ id }) => views.get(id) ?? [])
    .filter((item) => item.withdrawnAt === null || isSettled(item.state));
}

/** The unanswered requests made for the sake of these obligations, or by one request; locked. */
export async function openInputs(
  tx: Queryable,
  of: { parentIds: readonly number[] } | { requestId: number },
): Promise<number[]> {
  const which =
    'requestId' in of
      ? eq(obligations.requestId, of.requestId)
      : anyOf(inputRequests.obligationId, of.parentIds);
  const rows = await tx
    .select({ id: obligations.id, state: obligations.state })
    .from(obligations)
    .innerJoin(inputRequests, eq(inputRequests.id, obligations.requestId))
    .where(and(which, isNull(obligations.withdrawnAt)))
    .orderBy(asc(obligations.id))
    .for('update', { of: obligations });
  return rows.flatMap(({ id, state }) => (isSettled(state) ? [] : [id]));
}

/** Takes requests back; `by` is null where the task itself is no longer asked for. */
export async function withdrawInputs(
  tx: Queryable,
  ids: readonly number[],
  by: { personId: number; channel: string } | null,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(obligations).set({ withdrawnAt: now }).where(anyOf(obligations.id, ids));
  await tx
    .insert(updates)
    .values(
      ids.map((obligationId) => ({ obligationId, kind: 'withdrawn' as const, ...by, at: now })),
    );
}

/** What an agency said when it was asked for input. */
export interface InputAnswer {
  words: string | null;
  files: StoredFile[];
  at: Date;
  personName: string | null;
}

/** The last answer of each of these obligations; those without one are left out. */
export async function answersTo(
  tx: Queryable,
  ids: readonly number[],
): Promise<Map<number, InputAnswer>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([updates.obligationId], { said: updates, personName: persons.name })
    .from(updates)
    .leftJoin(persons, eq(persons.id, updates.personId))
    .where(and(anyOf(updates.obligationId, ids), eq(updates.kind, 'state')))
    .orderBy(asc(updates.obligationId), desc(updates.id));
  const files = await tx
    .select()
    .from(updateFiles)
    .where(
      anyOf(
        updateFiles.updateId,
        rows.map(({ said }) => said.id),
      ),
    )
    .orderBy(asc(updateFiles.id));
  return new Map(
    rows.map(({ said, personName }) => [
      said.obligationId,
      {
        words: said.note,
        files: files.filter((file) => file.updateId === said.id),
        at: said.at,
        personName,
      },
    ]),
  );
}
