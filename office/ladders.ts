import { z } from 'zod';
import { SOURCE_KINDS } from '../core/obligations/obligation.ts';
import { DEFAULT_LADDER, type Ladder, STYLES } from '../core/reminders/ladder.ts';
import { type LadderBook, ladderBook, type RuleScope } from '../core/reminders/ladder-rules.ts';
import type { Queryable } from '../db/client.ts';
import {
  agencyTree,
  allLadderRules,
  changeLadderRule,
  dropLadderRule,
  ladderRule,
  type NamedNode,
} from '../db/queries/ladder-rules.ts';
import { readSetting, removeSetting } from '../db/queries/system.ts';
import { loadOfficeHours } from './hours.ts';

/** Days before the due day that can be chosen by a tap; 0, the day itself, always stays. */
export const OFFERED_BEFORE = [14, 7, 3, 1] as const;

const beforeDays = z.array(z.number().int().min(0).max(60)).max(10);
const days = z.number().int().min(0).max(90);
const minute = z.number().int().min(0).max(1440);

/** What a rule may set; null returns a column to wider rules. */
export const ruleColumns = z.object({
  beforeDays: beforeDays.nullable().exactOptional(),
  escalateAfterDays: days.nullable().exactOptional(),
  leaderAfterDays: days.nullable().exactOptional(),
  fromMinute: minute.nullable().exactOptional(),
  untilMinute: minute.nullable().exactOptional(),
  style: z.enum(STYLES).nullable().exactOptional(),
});

export type RuleChange = z.infer<typeof ruleColumns>;

/** Why a rule cannot be set so. */
export type RuleProblem =
  /** Somebody's own rungs always keep the due day. */
  | 'due_day_stays'
  /** One kind of work has no hour and no style: a person's messages come once a day. */
  | 'habits_of_kind'
  | 'hours_empty';

/**
 * Sets columns of the rule for a scope and drops the rule when nothing is left in it. Gives why not,
 * or null.
 */
export async function setLadderRule(
  tx: Queryable,
  scope: RuleScope,
  change: RuleChange,
  by: { setBy: number | null; at: Date },
): Promise<RuleProblem | null> {
  const before = await ladderRule(tx, scope);
  const after = {
    beforeDays: change.beforeDays === undefined ? (before?.beforeDays ?? null) : change.beforeDays,
    fromMinute: change.fromMinute === undefined ? (before?.fromMinute ?? null) : change.fromMinute,
    untilMinute:
      change.untilMinute === undefined ? (before?.untilMinute ?? null) : change.untilMinute,
    style: change.style === undefined ? (before?.style ?? null) : change.style,
  };
  if (scope.personId !== null && after.beforeDays && !after.beforeDays.includes(0)) {
    return 'due_day_stays';
  }
  const habits = [after.fromMinute, after.untilMinute, after.style];
  if (scope.sourceKind !== null && habits.some((one) => one !== null)) return 'habits_of_kind';
  if ((after.fromMinute ?? 0) >= (after.untilMinute ?? 1440)) return 'hours_empty';
  await changeLadderRule(tx, scope, sorted(change), by);
  const now = await ladderRule(tx, scope);
  const empty = now && COLUMNS.every((column) => now[column] === null);
  if (empty) await dropLadderRule(tx, scope);
  return null;
}

const COLUMNS = [
  'beforeDays',
  'escalateAfterDays',
  'leaderAfterDays',
  'fromMinute',
  'untilMinute',
  'style',
] as const;

/** The longest way to the due day first, each day once. */
function sorted(change: RuleChange): RuleChange {
  if (!change.beforeDays) return change;
  return { ...change, beforeDays: [...new Set(change.beforeDays)].sort((a, b) => b - a) };
}

/** All rules, ready to be asked, with the tree where it was needed for them. */
export async function loadLadders(
  tx: Queryable,
  standard: Ladder,
): Promise<{ book: LadderBook; tree: readonly NamedNode[] }> {
  const rules = await allLadderRules(tx);
  const named = rules.some(({ agencyId }) => agencyId !== null);
  const tellsLeaders = standard.leaderAfterDays !== null || rules.some(tells);
  const tree = named || tellsLeaders ? await agencyTree(tx) : [];
  return { book: ladderBook(rules, standard, lineagesIn(tree)), tree };
}

function tells({ leaderAfterDays }: { leaderAfterDays: number | null }): boolean {
  return leaderAfterDays !== null;
}

/** By agency, itself and all above it, nearest first. */
export function lineagesIn(
  tree: readonly { id: number; parentId: number | null }[],
): (agencyId: number) => number[] {
  const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]));
  return (agencyId) => {
    const lineage: number[] = [];
    for (let id: number | null = agencyId; id !== null && !lineage.includes(id); ) {
      lineage.push(id);
      id = parents.get(id) ?? null;
    }
    return lineage;
  };
}

const OLD_SETTING = 'ladders';

const old = z.partialRecord(
  z.enum(SOURCE_KINDS),
  z.object({ beforeDays, escalateAfterDays: days }),
);

/** Rules that an earlier version kept among the settings become rules; done once. */
export async function adoptOldLadders(tx: Queryable, at: Date): Promise<void> {
  const kept = await readSetting(tx, OLD_SETTING);
  if (kept === undefined) return;
  const found = old.safeParse(kept);
  for (const sourceKind of SOURCE_KINDS) {
    const steps = found.data?.[sourceKind];
    const scope = { sourceKind, agencyId: null, personId: null };
    if (steps) await changeLadderRule(tx, scope, steps, { setBy: null, at });
  }
  await removeSetting(tx, OLD_SETTING);
}

/** The ladder that counts where no rule says otherwise, in the office's own hours. */
export async function standardLadder(tx: Queryable): Promise<Ladder> {
  return { ...DEFAULT_LADDER, ...(await loadOfficeHours(tx)) };
}
