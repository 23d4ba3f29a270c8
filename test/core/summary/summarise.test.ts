import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES, type State } from '../../../core/obligations/obligation.ts';
import { type Countable, summarise } from '../../../core/summary/summarise.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';
import { endOfDay } from '../../../core/time/zone.ts';
import { VIETNAM } from '../../support/vietnam.ts';

const NOW = new Date('2023-03-09T08:00:00+07:00');

let next = 0;
function owed(over: Partial<Omit<Countable, 'dueAt'>> = {}): Countable {
  next += 1;
  const dueOn = over.dueOn === undefined ? localDate('2023-03-08') : over.dueOn;
  return {
    id: next,
    agencyId: 1,
    sourceKind: 'plan',
    periodId: null,
    areaNo: '1',
    area: 'Cải cách thể chế',
    state: 'not_started' as State,
    claimedAt: null,
    ...over,
    dueOn,
    dueAt: dueOn === null ? null : endOfDay(dueOn, VIETNAM),
  };
}
const report = (over: Partial<Omit<Countable, 'dueAt'>>) =>
  owed({ sourceKind: 'report', periodId: 7, areaNo: '', area: '', ...over });
const claimed = (local: string) => ({
  state: 'done' as const,
  claimedAt: new Date(`${local}+07:00`),
});

describe('summarise', () => {
  it('counts by the last moment of the due day', () => {
    const { tally } = summarise(
      [
        owed(claimed('2023-03-08T23:59:59')),
        owed(claimed('2023-03-09T00:00:00')),
        owed({ state: 'in_progress' }),
        owed({ state: 'returned', dueOn: localDate('2023-03-09') }),
        owed({ state: 'blocked' }),
        owed({ state: 'not_applicable' }),
        owed({ dueOn: null, state: 'in_progress' }),
      ],
      NOW,
    );
    expect(tally).toEqual({
      total: 7,
      by: {
        done_on_time: 1,
        done_late: 1,
        late: 1,
        open: 1,
        blocked: 1,
        not_applicable: 1,
        undated: 1,
      },
      inProgress: 2,
      returned: 1,
      onTimeRate: 1 / 3,
    });
  });

  it('says of a period who still owes a report, and an agency once however much it owes', () => {
    const { reports } = summarise(
      [
        report({ agencyId: 1, ...claimed('2023-03-06T09:00:00') }),
        report({ agencyId: 2, ...claimed('2023-03-09T07:00:00') }),
        report({ agencyId: 3 }),
        report({ agencyId: 3 }),
        report({ agencyId: 4, state: 'blocked' }),
        report({ agencyId: 5, state: 'not_applicable' }),
        report({ agencyId: 1, periodId: 8, dueOn: localDate('2023-06-08') }),
      ],
      NOW,
    );
    expect(reports).toEqual([
      { periodId: 7, dueOn: '2023-03-08', due: 5, received: 2, onTime: 1, missing: [3, 4] },
      { periodId: 8, dueOn: '2023-06-08', due: 1, received: 0, onTime: 0, missing: [1] },
    ]);
  });

  it('orders areas as the plan does and agencies by what needs attention', () => {
    const { areas, agencies } = summarise(
      [
        owed({ areaNo: '10', agencyId: 1 }),
        owed({ areaNo: '2', agencyId: 2, ...claimed('2023-03-01T09:00:00') }),
        owed({ areaNo: '1', agencyId: 3 }),
        owed({ areaNo: '1', agencyId: 3 }),
        report({ agencyId: 4, state: 'blocked' }),
      ],
      NOW,
    );
    expect(areas.map((area) => area.areaNo)).toEqual(['1', '2', '10']);
    expect(agencies.map((agency) => agency.agencyId)).toEqual([3, 1, 4, 2]);
  });

  it('puts every obligation into exactly one place, in the whole and in its parts', () => {
    const any = fc.record({
      agencyId: fc.integer({ min: 1, max: 3 }),
      areaNo: fc.constantFrom('1', '2'),
      state: fc.constantFrom(...STATES),
      dueOn: fc.option(
        fc.integer({ min: -20, max: 20 }).map((n) => addDays(localDate('2023-03-09'), n)),
      ),
      claimedAt: fc.option(
        fc.integer({ min: -20, max: 0 }).map((n) => new Date(+NOW + n * 86_400_000)),
      ),
    });
    fc.assert(
      fc.property(fc.array(any.map(owed), { maxLength: 20 }), (items) => {
        const { tally, areas, agencies, late, blocked, next: open } = summarise(items, NOW);
        const sum = (counts: Record<string, number>) =>
          Object.values(counts).reduce((a, b) => a + b, 0);
        expect(tally.total).toBe(items.length);
        for (const part of [tally, ...areas, ...agencies]) expect(sum(part.by)).toBe(part.total);
        for (const parts of [areas, agencies]) {
          expect(parts.reduce((total, part) => total + part.total, 0)).toBe(items.length);
          expect(parts.reduce((total, part) => total + part.by.late, 0)).toBe(tally.by.late);
        }
        expect([late.length, blocked.length, open.length]).toEqual([
          tally.by.late,
          tally.by.blocked,
          tally.by.open,
        ]);
        expect(tally.onTimeRate === null || (tally.onTimeRate >= 0 && tally.onTimeRate <= 1)).toBe(
          true,
        );
      }),
    );
  });
});
