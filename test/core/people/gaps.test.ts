import { describe, expect, it } from 'vitest';
import { gapsOf, gapsToTell, type Reach } from '../../../core/people/gaps.ts';
import type { Role } from '../../../core/people/role.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';

const TODAY = localDate('2023-03-06');
const LEFT = new Date('2023-03-01T02:00:00Z');
const work = (agencyId: number, nextDue: string | null = '2023-03-08', open = 3) => ({
  agencyId,
  open,
  nextDue: nextDue === null ? null : localDate(nextDue),
});

function member(personId: number, chat: 'here' | 'left' | 'none', role: Role = 'official'): Reach {
  const channels = chat === 'none' ? [] : [{ unreachableSince: chat === 'left' ? LEFT : null }];
  return { personId, agencyId: 7, role, channels, reachable: chat === 'here' };
}

describe('an agency that owes something and has nobody to tell', () => {
  it.each([
    ['nobody', []],
    ['nobody', [member(1, 'here', 'leader')]],
    ['unlinked', [member(1, 'none'), member(2, 'none', 'head')]],
    ['left', [member(1, 'left'), member(2, 'none', 'head')]],
    [null, [member(1, 'left'), member(2, 'here', 'head')]],
    [null, [member(1, 'here')]],
  ])('%s', (why, members) => {
    const gaps = gapsOf([work(7)], members, [], TODAY);
    expect(gaps.map((gap) => gap.why)).toEqual(why === null ? [] : [why]);
    expect(gapsOf([work(7, null, 0)], members, [], TODAY)).toEqual([]);
  });

  it('is one too while all are on leave and the deputy is out of reach', () => {
    const base = { id: 1, agencyId: 7, role: 'official' as const, lent: true };
    const leave = { ...base, personId: 1, deputyId: 2, until: TODAY };
    const gone = [member(1, 'here'), member(2, 'left')];
    expect(gapsOf([work(7)], gone, [leave], TODAY)[0]?.why).toBe('away');
    expect(gapsOf([work(7)], gone, [leave], addDays(TODAY, 1))).toEqual([]);
    expect(gapsOf([work(7)], [member(1, 'here'), member(2, 'here')], [leave], TODAY)).toEqual([]);
  });

  it('comes in the order of what is due, undated work last', () => {
    const owed = [work(1, null), work(2, '2023-04-01'), work(3, '2023-03-01'), work(4, null, 9)];
    expect(gapsOf(owed, [], [], TODAY).map(({ agencyId }) => agencyId)).toEqual([3, 2, 4, 1]);
  });
});

describe('telling of gaps', () => {
  it('tells a new one at once, an old one again after a week, a closed one as new', () => {
    const first = gapsToTell(['a', 'b'], {}, TODAY);
    expect(first).toEqual({ tell: ['a', 'b'], told: { a: TODAY, b: TODAY } });
    const next = gapsToTell(['a', 'c'], first.told, addDays(TODAY, 6));
    expect(next).toEqual({ tell: ['c'], told: { a: TODAY, c: addDays(TODAY, 6) } });
    const week = gapsToTell(['a', 'b', 'c'], next.told, addDays(TODAY, 7));
    expect(week.tell).toEqual(['a', 'b']);
    expect(gapsToTell([], week.told, addDays(TODAY, 8))).toEqual({ tell: [], told: {} });
  });
});
