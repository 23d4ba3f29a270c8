import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { TreeNode } from '../../core/people/reach.ts';
import type { LadderRule, RuleColumns, RuleScope } from '../../core/reminders/ladder-rules.ts';
import type { Queryable } from '../client.ts';
import { agencies, ladderRules, persons } from '../schema/index.ts';

/** Every rule there is; a handful in most offices. */
export async function allLadderRules(tx: Queryable): Promise<LadderRule[]> {
  return tx
    .select({
      sourceKind: ladderRules.sourceKind,
      agencyId: ladderRules.agencyId,
      personId: ladderRules.personId,
      beforeDays: ladderRules.beforeDays,
      escalateAfterDays: ladderRules.escalateAfterDays,
      leaderAfterDays: ladderRules.leaderAfterDays,
      fromMinute: ladderRules.fromMinute,
      untilMinute: ladderRules.untilMinute,
      style: ladderRules.style,
    })
    .from(ladderRules)
    .orderBy(asc(ladderRules.id));
}

/** A rule with the names of whom it is for. */
export interface NamedRule extends LadderRule {
  agencyCode: string | null;
  personCode: string | null;
  personName: string | null;
}

export async function namedLadderRules(tx: Queryable): Promise<NamedRule[]> {
  const rows = await tx
    .select({
      rule: ladderRules,
      agencyCode: agencies.code,
      personCode: persons.code,
      personName: persons.name,
    })
    .from(ladderRules)
    .leftJoin(agencies, eq(agencies.id, ladderRules.agencyId))
    .leftJoin(persons, eq(persons.id, ladderRules.personId))
    .orderBy(asc(ladderRules.id));
  return rows.map(({ rule, ...names }) => ({ ...rule, ...names }));
}

/** The rule for exactly this scope, or null. */
export async function ladderRule(tx: Queryable, scope: RuleScope): Promise<LadderRule | null> {
  const [row] = await tx.select().from(ladderRules).where(exactly(scope));
  return row ?? null;
}

/** Sets columns of the rule for this scope; the others stay as they are. */
export async function changeLadderRule(
  tx: Queryable,
  scope: RuleScope,
  columns: Partial<RuleColumns>,
  by: { setBy: number | null; at: Date },
): Promise<void> {
  const { beforeDays, ...plain } = columns;
  const set = {
    ...plain,
    ...(beforeDays === undefined ? {} : { beforeDays: beforeDays && [...beforeDays] }),
    ...by,
  };
  await tx
    .insert(ladderRules)
    .values({ ...scope, ...set })
    .onConflictDoUpdate({
      target: [ladderRules.sourceKind, ladderRules.agencyId, ladderRules.personId],
      set,
    });
}

export async function dropLadderRule(tx: Queryable, scope: RuleScope): Promise<void> {
  await tx.delete(ladderRules).where(exactly(scope));
}

function exactly({ sourceKind, agencyId, personId }: RuleScope): SQL | undefined {
  return and(
    sourceKind === null ? isNull(ladderRules.sourceKind) : eq(ladderRules.sourceKind, sourceKind),
    agencyId === null ? isNull(ladderRules.agencyId) : eq(ladderRules.agencyId, agencyId),
    personId === null ? isNull(ladderRules.personId) : eq(ladderRules.personId, personId),
  );
}

/** A node of the tree with the name it is shown by. */
export interface NamedNode extends TreeNode {
  name: string;
}

export async function agencyTree(tx: Queryable): Promise<NamedNode[]> {
  return tx
    .select({
      id: agencies.id,
      parentId: agencies.parentId,
      kind: agencies.kind,
      name: agencies.name,
    })
    .from(agencies);
}
