import { SOURCE_KINDS, type SourceKind } from '../core/obligations/obligation.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import type { LadderRule, MessageHabits } from '../core/reminders/ladder-rules.ts';
import { resolveHabits, resolveLadder } from '../core/reminders/ladder-rules.ts';
import type { Queryable } from '../db/client.ts';
import { agencyTree, allLadderRules, ladderRule } from '../db/queries/ladder-rules.ts';
import { lineagesIn, loadLadders } from './ladders.ts';

/** How a person is reminded, by all rules that speak for them. */
export async function remindedHow(
  tx: Queryable,
  personId: number,
  agencyId: number | null,
  standard: Ladder,
): Promise<{
  rule: LadderRule | null;
  habits: MessageHabits;
  beforeDays: readonly number[];
  varies: boolean;
}> {
  const { book } = await loadLadders(tx, standard);
  const rule = await ladderRule(tx, { sourceKind: null, agencyId: null, personId });
  const ladders = SOURCE_KINDS.map((kind) => book.ladder(kind, agencyId ?? 0, personId));
  const [first] = ladders;
  const ways = new Set(ladders.map(({ beforeDays }) => beforeDays.join()));
  const beforeDays = first?.beforeDays ?? standard.beforeDays;
  return { rule, habits: book.habits(agencyId, personId), beforeDays, varies: ways.size > 1 };
}

/** What counts at an agency for a kind of work, or for all, before anybody's own settings. */
export async function agencyLadder(
  tx: Queryable,
  agencyId: number,
  sourceKind: SourceKind | null,
  standard: Ladder,
): Promise<{ ladder: Ladder; rule: LadderRule | null }> {
  const rules = (await allLadderRules(tx)).filter(({ personId }) => personId === null);
  const lineage = lineagesIn(await agencyTree(tx))(agencyId);
  const wide = rules.filter((one) => sourceKind !== null || one.sourceKind === null);
  const asked = { sourceKind: sourceKind ?? 'plan', lineage, personId: 0 };
  const steps = resolveLadder(wide, standard, asked);
  const habits = resolveHabits(rules, standard, { lineage, personId: null });
  const rule = await ladderRule(tx, { sourceKind, agencyId, personId: null });
  return { ladder: { ...steps, ...habits }, rule };
}
