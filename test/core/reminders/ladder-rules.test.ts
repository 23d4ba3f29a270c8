import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCE_KINDS } from '../../../core/obligations/obligation.ts';
import { DEFAULT_LADDER } from '../../../core/reminders/ladder.ts';
import {
  type LadderRule,
  ladderBook,
  resolveHabits,
  resolveLadder,
} from '../../../core/reminders/ladder-rules.ts';

/** 1 is above 2, 2 above 3; 4 stands apart. */
const PARENTS = new Map([
  [3, 2],
  [2, 1],
]);

function lineageOf(agencyId: number): number[] {
  const above = PARENTS.get(agencyId);
  return above === undefined ? [agencyId] : [agencyId, ...lineageOf(above)];
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const rule: fc.Arbitrary<LadderRule> = fc.record({
  sourceKind: maybe(fc.constantFrom(...SOURCE_KINDS)),
  agencyId: maybe(fc.constantFrom(1, 2, 3, 4)),
  personId: maybe(fc.constantFrom(1, 2)),
  beforeDays: maybe(fc.subarray([14, 7, 3, 1, 0])),
  escalateAfterDays: maybe(fc.nat(30)),
  leaderAfterDays: maybe(fc.nat(30)),
  fromMinute: maybe(fc.nat(1440)),
  untilMinute: maybe(fc.nat(1440)),
  style: maybe(fc.constantFrom('digest' as const, 'single' as const)),
});
/** One rule a scope, as the database keeps them. */
const rules = fc.uniqueArray(rule, {
  maxLength: 12,
  selector: ({ sourceKind, agencyId, personId }) => `${sourceKind}|${agencyId}|${personId}`,
});
const asked = fc.record({
  sourceKind: fc.constantFrom(...SOURCE_KINDS),
  agencyId: fc.constantFrom(1, 2, 3, 4),
  personId: fc.constantFrom(1, 2, 3),
});

const NOTHING: LadderRule = {
  ...{ sourceKind: null, agencyId: null, personId: null },
  ...{ beforeDays: null, escalateAfterDays: null, leaderAfterDays: null },
  ...{ fromMinute: null, untilMinute: null, style: null },
};

const after = (rules: readonly LadderRule[]) =>
  resolveLadder(rules, DEFAULT_LADDER, {
    sourceKind: 'report',
    lineage: lineageOf(3),
    personId: 1,
  }).escalateAfterDays;

describe('of several rules', () => {
  it('the person counts before the agency, the nearer agency before the farther, then the kind', () => {
    const narrowing: Partial<LadderRule>[] = [
      {},
      { sourceKind: 'report' },
      { agencyId: 1 },
      { agencyId: 1, sourceKind: 'report' },
      { agencyId: 2 },
      { agencyId: 3 },
      { agencyId: 3, sourceKind: 'report' },
      { personId: 1 },
      { personId: 1, sourceKind: 'report' },
      { personId: 1, agencyId: 1 },
      { personId: 1, agencyId: 3, sourceKind: 'report' },
    ];
    const all = narrowing.map((scope, index) => ({
      ...NOTHING,
      ...scope,
      escalateAfterDays: 10 + index,
    }));
    for (let most = 1; most <= all.length; most += 1) {
      expect(after(all.slice(0, most).reverse())).toBe(9 + most);
    }
  });

  it('each setting is looked for by itself', () => {
    const near = { ...NOTHING, agencyId: 3, beforeDays: [2] };
    const far = { ...NOTHING, agencyId: 1, beforeDays: [9], escalateAfterDays: 8 };
    expect(
      resolveLadder([far, near], DEFAULT_LADDER, {
        sourceKind: 'plan',
        lineage: lineageOf(3),
        personId: 1,
      }),
    ).toEqual({ ...DEFAULT_LADDER, beforeDays: [2], escalateAfterDays: 8 });
  });

  it('none that speaks of somebody else, another agency or another kind changes anything', () => {
    fc.assert(
      fc.property(rules, asked, (list, { sourceKind, agencyId, personId }) => {
        const lineage = lineageOf(agencyId);
        const question = { sourceKind, lineage, personId };
        const speaking = list.filter(
          (one) =>
            (one.personId === null || one.personId === personId) &&
            (one.agencyId === null || lineage.includes(one.agencyId)) &&
            [null, sourceKind].includes(one.sourceKind),
        );
        expect(resolveLadder(list, DEFAULT_LADDER, question)).toEqual(
          resolveLadder(speaking.reverse(), DEFAULT_LADDER, question),
        );
      }),
    );
  });

  it('own hours never widen the office’s, and always leave some', () => {
    fc.assert(
      fc.property(rules, asked, (list, { agencyId, personId }) => {
        const of = { lineage: lineageOf(agencyId), personId };
        const { fromMinute, untilMinute } = resolveHabits(list, DEFAULT_LADDER, of);
        expect(fromMinute).toBeGreaterThanOrEqual(DEFAULT_LADDER.fromMinute);
        expect(untilMinute).toBeLessThanOrEqual(DEFAULT_LADDER.untilMinute);
        expect(fromMinute).toBeLessThan(untilMinute);
      }),
    );
  });

  it('the book answers as the rules do', () => {
    fc.assert(
      fc.property(rules, fc.array(asked, { maxLength: 20 }), (list, questions) => {
        const book = ladderBook(list, DEFAULT_LADDER, lineageOf);
        for (const { sourceKind, agencyId, personId } of questions) {
          const lineage = lineageOf(agencyId);
          const found = book.ladder(sourceKind, agencyId, personId);
          expect(found).toEqual(
            resolveLadder(list, DEFAULT_LADDER, { sourceKind, lineage, personId }),
          );
          expect(Math.max(0, ...found.beforeDays)).toBeLessThanOrEqual(book.furthest);
          if (!book.tellsLeaders) expect(found.leaderAfterDays).toBeNull();
          expect(book.habits(agencyId, personId)).toEqual(
            resolveHabits(list, DEFAULT_LADDER, { lineage, personId }),
          );
        }
      }),
    );
  });
});
