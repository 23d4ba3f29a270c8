import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOn, awayFrom, type Leave, uncoveredLeaves } from '../../../core/people/away.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';

const DUTY = { agencyId: 7, role: 'official' as const };
const FRIDAY = localDate('2023-03-10');
const leave = (over: Partial<Leave> = {}): Leave => ({
  ...{ id: 1, personId: 1, deputyId: 2, until: FRIDAY, lent: true },
  ...DUTY,
  ...over,
});

describe('who is away', () => {
  it('up to and including the last day, from that duty only', () => {
    const leaves = [leave()];
    expect(awayFrom(leaves, 1, DUTY, FRIDAY)).toEqual(leave());
    expect(awayFrom(leaves, 1, DUTY, addDays(FRIDAY, 1))).toBeNull();
    expect(awayFrom(leaves, 1, { ...DUTY, role: 'head' }, FRIDAY)).toBeNull();
    expect(awayFrom(leaves, 1, { ...DUTY, agencyId: 8 }, FRIDAY)).toBeNull();
    expect(awayFrom(leaves, 2, DUTY, FRIDAY)).toBeNull();
  });

  it('a lent duty is answered for as long as the last leave it was lent for', () => {
    const longer = leave({ id: 2, personId: 3, until: addDays(FRIDAY, 7) });
    expect(answersOn([leave()], 2, DUTY, FRIDAY)).toBe(true);
    expect(answersOn([leave()], 2, DUTY, addDays(FRIDAY, 1))).toBe(false);
    expect(answersOn([leave(), longer], 2, DUTY, addDays(FRIDAY, 1))).toBe(true);
    // Somebody who has the duty anyway keeps it.
    expect(answersOn([leave({ lent: false })], 2, DUTY, addDays(FRIDAY, 1))).toBe(true);
  });

  it('on every day of a leave taken on, exactly one of giver and deputy answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), (days) => {
        const day = addDays(FRIDAY, days);
        const both = [1, 2].filter((personId) => answersOn([leave()], personId, DUTY, day));
        expect(both).toEqual([days <= 0 ? 2 : 1]);
      }),
    );
  });

  it('a leave is covered while the deputy has the duty and can be reached', () => {
    const deputy = { personId: 2, ...DUTY, reachable: true };
    expect(uncoveredLeaves([leave()], [deputy], FRIDAY)).toEqual([]);
    expect(uncoveredLeaves([leave()], [{ ...deputy, reachable: false }], FRIDAY)).toHaveLength(1);
    expect(uncoveredLeaves([leave()], [{ ...deputy, role: 'head' }], FRIDAY)).toHaveLength(1);
    expect(uncoveredLeaves([leave()], [], addDays(FRIDAY, 1))).toEqual([]);
    const passedOn = leave({ id: 2, personId: 2, deputyId: 3 });
    const third = { ...deputy, personId: 3 };
    const all = [leave(), passedOn];
    expect(uncoveredLeaves(all, [deputy, third], FRIDAY)).toEqual([]);
    expect(uncoveredLeaves(all, [deputy], FRIDAY).map(({ id }) => id)).toEqual([2]);
  });
});
