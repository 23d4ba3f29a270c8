import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { EXTENSION_KINDS } from '../../core/obligations/history.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { obligations, updates } from '../schema/index.ts';
import { appendAudit } from './audit.ts';
import {
  lockObligation,
  type ObligationView,
  obligationsById,
  type UpdateRow,
} from './obligations.ts';
import { startAfresh } from './pauses.ts';

/** Appends a request for another due date; nothing else changes until somebody decides. */
export async function recordExtensionRequest(
  tx: Queryable,
  obligationId: number,
  request: { wished: LocalDate; reason: string; personId: number; channel: string },
  now: Date,
): Promise<void> {
  const before = await lockObligation(tx, obligationId);
  await tx.insert(updates).values({
    obligationId,
    kind: 'extension_asked',
    reason: request.reason,
    dueBefore: before.dueOn,
    dueAfter: request.wished,
    personId: request.personId,
    channel: request.channel,
    at: now,
  });
  await tx.update(obligations).set({ lastUpdateAt: now }).where(eq(obligations.id, obligationId));
}

/** By obligation, the last thing said about more time. */
async function lastWords(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, UpdateRow>> {
  if (obligationIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([updates.obligationId])
    .from(updates)
    .where(and(anyOf(updates.obligationId, obligationIds), inArray(updates.kind, EXTENSION_KINDS)))
    .orderBy(asc(updates.obligationId), desc(updates.id));
  return new Map(rows.map((row) => [row.obligationId, row]));
}

/** Open obligations of these agencies with a request for more time that waits for the coordinator. */
export async function awaitingExtension(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<ObligationView[]> {
  const ids = [...agencyIds];
  if (ids.length === 0) return [];
  const last = await tx
    .selectDistinctOn([updates.obligationId], { id: updates.obligationId, kind: updates.kind })
    .from(updates)
    .innerJoin(obligations, eq(obligations.id, updates.obligationId))
    .where(
      and(
        anyOf(obligations.agencyId, ids),
        isNull(obligations.withdrawnAt),
        inArray(updates.kind, EXTENSION_KINDS),
      ),
    )
    .orderBy(asc(updates.obligationId), desc(updates.id));
  const asked = last.flatMap(({ id, kind }) => (kind === 'extension_asked' ? [id] : []));
  const views = await obligationsById(tx, asked);
  return [...views.values()].filter((item) => !isSettled(item.state));
}

/** The request for more time that waits for the coordinator. */
export async function openExtension(
  tx: Queryable,
  obligationId: number,
): Promise<UpdateRow | null> {
  const last = (await lastWords(tx, [obligationId])).get(obligationId);
  return last?.kind === 'extension_asked' ? last : null;
}

/** The dates proposed by the coordinator that wait for their agencies, by obligation. */
export async function openProposals(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, LocalDate>> {
  const last = await lastWords(tx, obligationIds);
  return new Map(
    [...last.values()].flatMap(({ obligationId, kind, dueAfter }) =>
      kind === 'extension_proposed' && dueAfter !== null ? [[obligationId, dueAfter]] : [],
    ),
  );
}

/** Appends the date the coordinator proposes; nothing else changes until the agency answers. */
export async function recordProposal(
  tx: Queryable,
  obligationId: number,
  proposal: { dueOn: LocalDate; personId: number; channel: string },
  now: Date,
): Promise<void> {
  const before = await lockObligation(tx, obligationId);
  const { dueOn, ...by } = proposal;
  await tx.insert(updates).values({
    obligationId,
    kind: 'extension_proposed',
    dueBefore: before.dueOn,
    dueAfter: dueOn,
    ...by,
    at: now,
  });
}

/** Appends the decision; a granted one moves the due date (`due` = null leaves it). */
export async function decideExtension(
  tx: Queryable,
  obligationId: number,
  decision: {
    /** What it is where nothing is granted: refused, or given up by the agency itself. */
    otherwise?: 'extension_declined' | 'extension_withdrawn';
    granted: { dueOn: LocalDate; dueAt: Date } | null;
    personId: number;
    channel: string;
  },
  now: Date,
): Promise<void> {
  const before = await lockObligation(tx, obligationId);
  await tx.insert(updates).values({
    obligationId,
    kind: decision.granted ? 'extension_granted' : (decision.otherwise ?? 'extension_declined'),
    dueBefore: before.dueOn,
    dueAfter: decision.granted?.dueOn ?? before.dueOn,
    personId: decision.personId,
    channel: decision.channel,
    at: now,
  });
  if (decision.granted) {
    await tx.update(obligations).set(decision.granted).where(eq(obligations.id, obligationId));
    await startAfresh(tx, obligationId, decision.personId, now);
  }
  const { personId, channel } = decision;
  const outcome = decision.granted ? 'granted' : (decision.otherwise ?? 'extension_declined');
  await appendAudit(
    tx,
    {
      action: 'decision.extension',
      subject: 'obligation',
      subjectId: obligationId,
      agencyId: before.agencyId,
      personId,
      channel,
      details: { outcome, dueOn: decision.granted?.dueOn ?? null },
    },
    now,
  );
}

/**
 * Which of these have a due date that was granted by extension and that nothing has moved since:
 * such a date stands whatever calendar and rules say.
 */
export async function extendedOnes(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Set<number>> {
  if (obligationIds.length === 0) return new Set();
  const moved = and(
    inArray(updates.kind, ['source_changed', 'restored', 'due_moved']),
    sql`${updates.dueAfter} is distinct from ${updates.dueBefore}`,
  );
  const rows = await tx
    .selectDistinctOn([updates.obligationId], { id: updates.obligationId, kind: updates.kind })
    .from(updates)
    .where(
      and(
        anyOf(updates.obligationId, obligationIds),
        or(eq(updates.kind, 'extension_granted'), moved),
      ),
    )
    .orderBy(asc(updates.obligationId), desc(updates.id));
  return new Set(rows.flatMap(({ id, kind }) => (kind === 'extension_granted' ? [id] : [])));
}
