import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { SendingEntry } from '../../core/reports/sending.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { obligations, updates } from '../schema/index.ts';

/** Histories of everything these agencies owe, oldest entry first, by obligation. */
export async function historiesOf(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<Map<number, SendingEntry[]>> {
  const ids = [...agencyIds];
  return ids.length === 0
    ? new Map()
    : entries(tx, and(anyOf(obligations.agencyId, ids), isNull(obligations.withdrawnAt)));
}

/** What the rules of sending need of these obligations' histories, oldest first. */
export async function sendingEntries(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, SendingEntry[]>> {
  return obligationIds.length === 0
    ? new Map()
    : entries(tx, anyOf(updates.obligationId, obligationIds));
}

async function entries(
  tx: Queryable,
  where: SQL | undefined,
): Promise<Map<number, SendingEntry[]>> {
  const rows = await tx
    .select({
      obligationId: updates.obligationId,
      kind: updates.kind,
      state: updates.state,
      at: updates.at,
      dueBefore: updates.dueBefore,
      dueAfter: updates.dueAfter,
    })
    .from(updates)
    .innerJoin(obligations, eq(obligations.id, updates.obligationId))
    .where(where)
    .orderBy(asc(updates.id));
  const histories = new Map<number, SendingEntry[]>();
  for (const { obligationId, ...entry } of rows) {
    const known = histories.get(obligationId);
    if (known) known.push(entry);
    else histories.set(obligationId, [entry]);
  }
  return histories;
}
