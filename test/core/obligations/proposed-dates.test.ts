import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { openProposal, openWish } from '../../../core/obligations/history.ts';
import { mayPropose, proposedDates } from '../../../core/obligations/proposed-dates.ts';
import { addDays, type LocalDate, localDate } from '../../../core/time/local-date.ts';

const calendar = workCalendar();
const day = fc.integer({ min: 0, max: 1200 }).map((n) => addDays(localDate('2023-01-01'), n));
const wish = fc
  .record({
    today: day,
    due: fc.option(fc.integer({ min: -60, max: 90 })),
    wished: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ today, due, wished }) => {
    const dueOn = due === null ? null : addDays(today, due);
    const base = dueOn !== null && dueOn > today ? dueOn : today;
    return { today, due: dueOn, wished: addDays(base, wished) };
  });

function workingDaysBetween(from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let date = addDays(from, 1); date < to; date = addDays(date, 1)) {
    if (calendar.isWorkingDay(date)) count += 1;
  }
  return count;
}

describe('the dates offered to a coordinator', () => {
  it('are working days after today and the due date and before the wished one, none twice', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const dates = proposedDates(one, calendar);
        expect(dates).toEqual([...new Set(dates)].sort());
        for (const date of dates) {
          expect(calendar.isWorkingDay(date)).toBe(true);
          expect(mayPropose(date, one)).toBe(true);
          expect(date < one.wished).toBe(true);
        }
      }),
    );
  });

  it('are three or four, or all the days there are', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const from = one.due !== null && one.due > one.today ? one.due : one.today;
        const dates = proposedDates(one, calendar);
        expect(dates.length).toBeLessThanOrEqual(4);
        expect(dates.length).toBeGreaterThanOrEqual(
          Math.min(3, workingDaysBetween(from, one.wished)),
        );
      }),
    );
  });

  it('are those a colleague would name', () => {
    const [today, due, wished] = ['2023-02-27', '2023-03-08', '2023-04-15'].map(localDate);
    if (!today || !due || !wished) throw new Error('no dates');
    expect(proposedDates({ today, due, wished }, calendar)).toEqual([
      '2023-03-13',
      '2023-03-27',
      '2023-03-31',
      '2023-04-07',
    ]);
    // Nothing lies between.
    expect(proposedDates({ today, due, wished: addDays(due, 1) }, calendar)).toEqual([]);
  });
});

describe('what waits for whom', () => {
  const asked = { kind: 'extension_asked', dueAfter: localDate('2023-04-15') } as const;
  const proposed = { kind: 'extension_proposed', dueAfter: localDate('2023-03-31') } as const;
  const kept = { kind: 'extension_withdrawn', dueAfter: localDate('2023-03-08') } as const;
  it.each([
    ['a wish waits for the coordinator', [asked], '2023-04-15', null],
    ['a proposal waits for the agency', [asked, proposed], null, '2023-03-31'],
    ['asked again, it is a wish', [asked, proposed, asked], '2023-04-15', null],
    ['the old date kept, nothing waits', [asked, proposed, kept], null, null],
  ])('%s', (_what, entries, wished, date) => {
    expect(openWish('in_progress', entries)).toBe(wished);
    expect(openProposal('in_progress', entries)).toBe(date);
    expect(openProposal('done', entries)).toBeNull();
  });
});
