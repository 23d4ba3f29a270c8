import { groupBy } from '../collections/group-by.ts';
import type { SourceKind } from '../obligations/obligation.ts';
import type { Ladder } from './ladder.ts';
import type { OfficeHours } from './office-hours.ts';

/** For whom a rule speaks: null says nothing about that side, so it speaks for all of it. */
export interface RuleScope {
  sourceKind: SourceKind | null;
  agencyId: number | null;
  personId: number | null;
}

/** What a rule may set; a null column leaves it to a wider rule. */
export interface RuleColumns {
  beforeDays: readonly number[] | null;
  escalateAfterDays: number | null;
  leaderAfterDays: number | null;
  fromMinute: number | null;
  untilMinute: number | null;
  style: Ladder['style'] | null;
}

export interface LadderRule extends RuleScope, RuleColumns {}

/** What a ladder is asked for: a kind of work of an agency, for a person. */
export interface LadderQuestion {
  sourceKind: SourceKind;
  /** The agency with all above it, nearest first. */
  lineage: readonly number[];
  personId: number;
}

/** How a person's messages come; rules for one kind of work say nothing of it. */
export interface MessageHabits extends OfficeHours {
  style: Ladder['style'];
}

/**
 * The rules that speak for the question, narrowest first:
 * 1. a rule naming the person before any that names nobody;
 * 2. then one naming the agency before one naming an agency above it, the nearer the earlier, and
 *    any of these before one naming no agency;
 * 3. then one naming the kind of work before one that does not.
 */
export function applyingRules(
  rules: readonly LadderRule[],
  asked: { sourceKind: SourceKind | null; lineage: readonly number[]; personId: number | null },
): LadderRule[] {
  const rank = (rule: LadderRule): [number, number, number] => [
    rule.personId === null ? 1 : 0,
    rule.agencyId === null ? asked.lineage.length : asked.lineage.indexOf(rule.agencyId),
    rule.sourceKind === null ? 1 : 0,
  ];
  return rules
    .filter(
      (rule) =>
        (rule.personId === null || rule.personId === asked.personId) &&
        (rule.agencyId === null || asked.lineage.includes(rule.agencyId)) &&
        (rule.sourceKind === null || rule.sourceKind === asked.sourceKind),
    )
    .map((rule) => ({ rule, rank: rank(rule) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ rule }) => rule);
}

/** Each column from the first rule that has it; `standard` where none has. */
function columnsOf(ordered: readonly LadderRule[], standard: Ladder): Ladder {
  const first = <K extends keyof RuleColumns>(column: K) =>
    ordered.find((rule) => rule[column] !== null)?.[column];
  return {
    beforeDays: first('beforeDays') ?? standard.beforeDays,
    escalateAfterDays: first('escalateAfterDays') ?? standard.escalateAfterDays,
    leaderAfterDays: first('leaderAfterDays') ?? standard.leaderAfterDays,
    ...within(standard, first('fromMinute') ?? null, first('untilMinute') ?? null),
    style: first('style') ?? standard.style,
  };
}

/** Own hours only narrow the office's; where nothing would be left, the office's count. */
function within(office: OfficeHours, from: number | null, until: number | null): OfficeHours {
  const fromMinute = Math.max(office.fromMinute, from ?? office.fromMinute);
  const untilMinute = Math.min(office.untilMinute, until ?? office.untilMinute);
  if (fromMinute < untilMinute) return { fromMinute, untilMinute };
  return { fromMinute: office.fromMinute, untilMinute: office.untilMinute };
}

/** The ladder of one kind of work of an agency for a person, by the rules alone. */
export function resolveLadder(
  rules: readonly LadderRule[],
  standard: Ladder,
  asked: LadderQuestion,
): Ladder {
  return columnsOf(applyingRules(rules, asked), standard);
}

/** Hours and style of a person's messages, whose first duty is at `lineage[0]`. */
export function resolveHabits(
  rules: readonly LadderRule[],
  standard: Ladder,
  asked: { lineage: readonly number[]; personId: number | null },
): MessageHabits {
  const ordered = applyingRules(rules, { ...asked, sourceKind: null });
  const { fromMinute, untilMinute, style } = columnsOf(ordered, standard);
  return { fromMinute, untilMinute, style };
}

/** Answers the same questions, fast for many: equal answers are one object. */
export interface LadderBook {
  ladder(sourceKind: SourceKind, agencyId: number, personId: number): Ladder;
  habits(agencyId: number | null, personId: number): MessageHabits;
  /** The most days before a due day that any of them begins. */
  furthest: number;
  /** Whether leaders are told of anything at all. */
  tellsLeaders: boolean;
}

export function ladderBook(
  rules: readonly LadderRule[],
  standard: Ladder,
  lineageOf: (agencyId: number) => readonly number[],
): LadderBook {
  const ofPerson = groupBy(
    rules.filter(({ personId }) => personId !== null),
    ({ personId }) => personId,
  );
  const forAll = rules.filter(({ personId }) => personId === null);
  const named = new Set(rules.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId])));
  const lineages = new Map<number, readonly number[]>();
  const answers = new Map<string, Ladder>();
  const interned = new Map<string, Ladder>();

  /** Only agencies that some rule names matter. */
  function lineage(agencyId: number): readonly number[] {
    if (named.size === 0) return NOBODY;
    const known = lineages.get(agencyId);
    if (known) return known;
    const found = lineageOf(agencyId).filter((id) => named.has(id));
    lineages.set(agencyId, found);
    return found;
  }

  return {
    ladder(sourceKind, agencyId, personId) {
      const own = ofPerson.get(personId);
      const above = lineage(agencyId);
      const key = `${sourceKind}|${above.join()}|${own ? personId : ''}`;
      const known = answers.get(key);
      if (known) return known;
      const speaking = own ? [...own, ...forAll] : forAll;
      const found = resolveLadder(speaking, standard, { sourceKind, lineage: above, personId });
      const text = JSON.stringify(found);
      const same = interned.get(text) ?? found;
      interned.set(text, same);
      answers.set(key, same);
      return same;
    },
    habits(agencyId, personId) {
      const above = agencyId === null ? NOBODY : lineage(agencyId);
      const speaking = [...(ofPerson.get(personId) ?? []), ...forAll];
      return resolveHabits(speaking, standard, { lineage: above, personId });
    },
    furthest: Math.max(
      0,
      ...standard.beforeDays,
      ...rules.flatMap(({ beforeDays }) => beforeDays ?? []),
    ),
    tellsLeaders:
      standard.leaderAfterDays !== null ||
      rules.some(({ leaderAfterDays }) => leaderAfterDays !== null),
  };
}

const NOBODY: readonly number[] = [];
