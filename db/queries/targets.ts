import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { anyOf } from '../any-of.ts';
import type { Queryable, Tx } from '../client.ts';
import { persons, targets, targetValues } from '../schema/index.ts';

export type TargetRow = typeof targets.$inferSelect;
export type TargetValueRow = typeof targetValues.$inferSelect;

/** Targets in force that these agencies set, in their plans' order. */
export async function targetsSetBy(
  tx: Queryable,
  issuerIds: readonly number[],
): Promise<TargetRow[]> {
  if (issuerIds.length === 0) return [];
  return tx
    .select()
    .from(targets)
    .where(and(inArray(targets.issuerId, [...issuerIds]), isNull(targets.removedAt)))
    .orderBy(asc(targets.year), asc(targets.document), asc(targets.position));
}

/** One target in force. */
export async function targetById(tx: Queryable, id: number): Promise<TargetRow | null> {
  const [row] = await tx
    .select()
    .from(targets)
    .where(and(eq(targets.id, id), isNull(targets.removedAt)));
  return row ?? null;
}

/** Every target a document ever set, removed ones too. */
export async function targetsOfDocument(tx: Queryable, document: string): Promise<TargetRow[]> {
  return tx.select().from(targets).where(eq(targets.document, document)).orderBy(asc(targets.id));
}

export async function addTarget(tx: Tx, target: typeof targets.$inferInsert): Promise<void> {
  await tx.insert(targets).values(target);
}

export async function changeTarget(
  tx: Tx,
  id: number,
  change: Partial<typeof targets.$inferInsert>,
): Promise<void> {
  await tx.update(targets).set(change).where(eq(targets.id, id));
}

/** A figure somebody entered, with their name. */
export interface EnteredValue extends TargetValueRow {
  personName: string;
}

/** Everything ever entered for these targets at an agency, oldest first. */
export async function enteredValues(
  tx: Queryable,
  targetIds: readonly number[],
  agencyId: number,
): Promise<EnteredValue[]> {
  const rows = await tx
    .select({ value: targetValues, personName: persons.name })
    .from(targetValues)
    .innerJoin(persons, eq(persons.id, targetValues.personId))
    .where(and(anyOf(targetValues.targetId, targetIds), eq(targetValues.agencyId, agencyId)))
    .orderBy(asc(targetValues.id));
  return rows.map(({ value, personName }) => ({ ...value, personName }));
}

export async function appendValue(
  tx: Tx,
  value: Omit<typeof targetValues.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(targetValues).values(value);
}
