import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSettled, STATES } from '../../../core/obligations/obligation.ts';
import type { Recipient, Remindable } from '../../../core/reminders/plan.ts';
import { addDays, type LocalDate, localDate, weekday } from '../../../core/time/local-date.ts';
import { AGENCY_STAFF, calendar, HEAD, morning, OFFICIAL, type Told } from './mornings.ts';

const NEW_YEAR = localDate('2023-01-01');
const AGENCIES = [1, 2, 3];

const dayOf2023 = fc.integer({ min: 0, max: 364 }).map((days) => addDays(NEW_YEAR, days));
const work = fc
  .array(
    fc.record({
      agencyId: fc.constantFrom(...AGENCIES),
      state: fc.constantFrom(...STATES),
      dueOn: dayOf2023,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((items): Remindable[] => items.map((item, index) => ({ id: index + 1, ...item })));
const someAgencies = fc.uniqueArray(fc.constantFrom(...AGENCIES)).map((ids) => new Set(ids));
const people = fc
  .array(fc.record({ own: someAgencies, escalated: someAgencies }), { minLength: 1, maxLength: 4 })
  .map((list): Recipient[] => list.map((one, index) => ({ personId: index + 1, ...one })));
const workingDay = dayOf2023.map((day) => calendar.workingDayOnOrAfter(day));

/** Runs each day from `first` to `last`, leaving out those `down`; gives what is remembered. */
function run(
  obligations: readonly Remindable[],
  recipients: readonly Recipient[],
  first: LocalDate,
  last: LocalDate,
  down: (day: LocalDate) => boolean = () => false,
): Told {
  const told: Told = new Set();
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (!down(day)) morning(day, obligations, recipients, told);
  }
  return told;
}

describe('planReminders', () => {
  it('tells nothing again once it is told', () => {
    fc.assert(
      fc.property(work, people, dayOf2023, fc.nat(20), (obligations, recipients, today, before) => {
        const told = run(obligations, recipients, addDays(today, -before), today);
        expect(morning(today, obligations, recipients, told)).toEqual([]);
      }),
    );
  });

  it('writes on working days only, and one digest a person, an obligation once in it', () => {
    fc.assert(
      fc.property(work, people, dayOf2023, (obligations, recipients, today) => {
        const digests = morning(today, obligations, recipients, new Set());
        if (!calendar.isWorkingDay(today)) expect(digests).toEqual([]);
        const persons = digests.map((digest) => digest.personId);
        expect(new Set(persons).size).toBe(persons.length);
        for (const { items } of digests) {
          const ids = items.map((item) => item.obligationId);
          expect(ids.length).toBeGreaterThan(0);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });

  it('speaks only of open work that concerns the person', () => {
    fc.assert(
      fc.property(work, people, dayOf2023, (obligations, recipients, today) => {
        for (const { personId, items } of morning(today, obligations, recipients, new Set())) {
          const person = recipients.find((one) => one.personId === personId);
          for (const { obligationId, agencyId } of items) {
            const about = obligations.find((one) => one.id === obligationId);
            expect(about && isSettled(about.state)).toBe(false);
            expect(about?.agencyId).toBe(agencyId);
            expect(person?.own.has(agencyId) || person?.escalated.has(agencyId)).toBe(true);
          }
        }
      }),
    );
  });

  it('tells the agency’s own people of open overdue work on every working day', () => {
    fc.assert(
      fc.property(work, workingDay, fc.nat(30), (obligations, today, before) => {
        const told = run(
          obligations,
          AGENCY_STAFF,
          addDays(today, -before - 1),
          addDays(today, -1),
        );
        const digests = morning(today, obligations, AGENCY_STAFF, told);
        const mine = digests.find((digest) => digest.personId === OFFICIAL)?.items ?? [];
        const overdue = obligations.filter(
          ({ agencyId, state, dueOn }) =>
            agencyId === 1 && dueOn < today && !isSettled(state) && state !== 'blocked',
        );
        const ids = mine.map((item) => item.obligationId);
        expect(ids).toEqual(expect.arrayContaining(overdue.map((one) => one.id)));
      }),
    );
  });

  it('recalls blocked work and escalates at most once a week', () => {
    fc.assert(
      fc.property(workingDay, fc.integer({ min: 1, max: 40 }), (today, overdueDays) => {
        const dueOn = addDays(today, -overdueDays);
        const obligation: Remindable = { id: 1, agencyId: 1, state: 'blocked', dueOn };
        const monday = addDays(today, 1 - weekday(today));
        const told = run([obligation], AGENCY_STAFF, addDays(dueOn, -10), addDays(monday, -1));
        const heard = [0, 1, 2, 3, 4, 5, 6]
          .map((offset) => addDays(monday, offset))
          .filter((day) => day > dueOn)
          .flatMap((day) => morning(day, [obligation], AGENCY_STAFF, told));
        for (const person of [OFFICIAL, HEAD]) {
          expect(heard.filter((one) => one.personId === person).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('catches up after downtime in one message, and goes on as if it had never been down', () => {
    fc.assert(
      fc.property(
        work,
        people,
        workingDay,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 15 }),
        (obligations, recipients, back, away, after) => {
          const first = addDays(back, -away - 10);
          const wasDown = (day: LocalDate) => day < back && day >= addDays(back, -away);
          const steady = run(obligations, recipients, first, back);
          const late = run(obligations, recipients, first, addDays(back, -1), wasDown);
          const digests = morning(back, obligations, recipients, late);
          expect(new Set(digests.map((one) => one.personId)).size).toBe(digests.length);
          expect(lasting(late)).toEqual(lasting(steady));
          for (let day = addDays(back, 1); day <= addDays(back, after); day = addDays(day, 1)) {
            expect(morning(day, obligations, recipients, late)).toEqual(
              morning(day, obligations, recipients, steady),
            );
          }
        },
      ),
    );
  });

  it('begins a new ladder when the due date changes', () => {
    fc.assert(
      fc.property(dayOf2023, dayOf2023, workingDay, (before, after, today) => {
        fc.pre(before !== after);
        const old: Remindable = { id: 1, agencyId: 1, state: 'in_progress', dueOn: before };
        const moved: Remindable = { ...old, dueOn: after };
        const told = run([old], AGENCY_STAFF, addDays(today, -20), addDays(today, -1));
        expect(morning(today, [moved], AGENCY_STAFF, told)).toEqual(
          morning(today, [moved], AGENCY_STAFF, new Set()),
        );
      }),
    );
  });

  it('puts the longest overdue first', () => {
    const due = (id: number, dueOn: string): Remindable => ({
      id,
      agencyId: 1,
      state: 'not_started',
      dueOn: localDate(dueOn),
    });
    const today = localDate('2023-03-01');
    const obligations = [due(1, '2023-03-08'), due(2, '2023-01-31'), due(3, '2023-02-28')];
    const [digest] = morning(today, obligations, AGENCY_STAFF, new Set());
    expect(digest?.items.map((item) => item.obligationId)).toEqual([2, 3, 1]);
    expect(digest?.items.map((item) => item.daysLeft)).toEqual([-29, -1, 7]);
  });

  it('follows the days the office itself gave off or worked', () => {
    const obligation: Remindable = {
      id: 1,
      agencyId: 1,
      state: 'in_progress',
      dueOn: localDate('2023-03-08'),
    };
    const overrides = [
      { date: localDate('2023-03-08'), kind: 'off' as const },
      { date: localDate('2023-03-11'), kind: 'working' as const },
    ];
    const told: Told = new Set();
    const kinds = ['2023-03-07', '2023-03-08', '2023-03-11'].map((day) =>
      morning(localDate(day), [obligation], AGENCY_STAFF, told, overrides).map(
        ({ personId, items }) => `${personId} ${items[0]?.rung.kind}`,
      ),
    );
    // The due day is off, so its rung moves to the 7th; Saturday the 11th is worked.
    expect(kinds).toEqual([['1 today'], [], ['1 overdue', '2 escalation']]);
  });

  it('gives a head who stands in for an official one line for both ladders', () => {
    const both: Recipient = { personId: HEAD, own: new Set([1]), escalated: new Set([1]) };
    const obligation: Remindable = {
      id: 1,
      agencyId: 1,
      state: 'blocked',
      dueOn: localDate('2023-03-06'),
    };
    const told: Told = new Set();
    const heard: string[] = [];
    for (let day = localDate('2023-03-06'); day <= '2023-03-14'; day = addDays(day, 1)) {
      for (const { items } of morning(day, [obligation], [both], told)) {
        heard.push(`${day} ${items.map((item) => item.rung.kind).join('+')}`);
      }
    }
    // Blocked work is not recalled daily; the escalation must come through all the same.
    expect(heard).toEqual(['2023-03-06 today', '2023-03-09 escalation', '2023-03-13 overdue']);
  });
});

/** Rungs that belong to the date alone, not to one morning: those that are never made up for later. */
function lasting(told: Told): string[] {
  return [...told].filter((key) => /:(T-\d+|esc)@/.test(key)).sort();
}
