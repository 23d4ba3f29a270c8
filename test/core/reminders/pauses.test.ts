import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSettled, STATES } from '../../../core/obligations/obligation.ts';
import type { Decision } from '../../../core/reminders/decision.ts';
import { DEFAULT_LADDER, dueRungDay, type Ladder } from '../../../core/reminders/ladder.ts';
import { messagesOf, SINGLES } from '../../../core/reminders/messages.ts';
import {
  heldBack,
  latestSnooze,
  muteOn,
  type Pause,
  SNOOZE_CHOICES,
  snoozeDay,
} from '../../../core/reminders/pause.ts';
import {
  type Digest,
  markKey,
  planReminders,
  type Recipient,
  type Remindable,
} from '../../../core/reminders/plan.ts';
import { addDays, type LocalDate, localDate } from '../../../core/time/local-date.ts';
import { calendar } from './mornings.ts';

const NEW_YEAR = localDate('2023-01-01');
const LADDER: Ladder = { ...DEFAULT_LADDER, leaderAfterDays: 10 };
const OFFICIAL = 1;
const LEADER = 3;
const PEOPLE: Recipient[] = [
  { personId: OFFICIAL, own: new Set([1]), escalated: new Set() },
  { personId: 2, own: new Set(), escalated: new Set([1]) },
  { personId: LEADER, own: new Set(), escalated: new Set(), led: new Set([1]) },
  {
    personId: 4,
    own: new Set(),
    escalated: new Set(),
    away: new Map([[1, { until: localDate('2023-12-31'), deputyId: 1 }]]),
  },
];

type Told = Map<string, LocalDate>;
type Pauses = Map<number, Pause[]>;

function plan(
  today: LocalDate,
  work: readonly Remindable[],
  told: Told,
  pauses: Pauses,
  explain?: (one: Decision) => void,
): Digest[] {
  return planReminders({
    today,
    obligations: work,
    recipients: PEOPLE,
    told: new Map(told),
    ladder: () => LADDER,
    calendar,
    pauses,
    ...(explain ? { explain } : {}),
  });
}

function remember(digests: readonly Digest[], today: LocalDate, told: Told): void {
  for (const { personId, items } of digests) {
    for (const { obligationId, covers } of items) {
      for (const rung of covers) {
        const key = markKey(obligationId, personId, rung);
        expect(told.has(key) && covers.at(-1) === rung).toBe(false);
        if (!told.has(key)) told.set(key, today);
      }
    }
  }
}

const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(NEW_YEAR, days));
const work = fc
  .array(fc.record({ state: fc.constantFrom(...STATES), dueOn: day }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((list): Remindable[] => list.map((one, index) => ({ id: index + 1, agencyId: 1, ...one })));
const pause: fc.Arbitrary<Pause> = fc.oneof(
  fc.record({
    kind: fc.constant('mute' as const),
    personId: fc.constant(null),
    until: fc.option(day, { nil: null }),
    setBy: fc.constant(OFFICIAL),
    reason: fc.constant('chờ tỉnh'),
  }),
  fc.record({
    kind: fc.constant('snooze' as const),
    personId: fc.constant(OFFICIAL),
    until: day,
    setBy: fc.constant(OFFICIAL),
    reason: fc.constant(null),
  }),
);
const pauses = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), pause), { maxLength: 5 })
  .map((list): Pauses => {
    const byWork: Pauses = new Map();
    for (const [id, one] of list) byWork.set(id, [...(byWork.get(id) ?? []), one]);
    return byWork;
  });

describe('what is put off or stopped', () => {
  it('is not told, settled work and days off neither, and nothing twice', () => {
    fc.assert(
      fc.property(work, pauses, day, fc.nat(25), (items, paused, first, days) => {
        const told: Told = new Map();
        for (let today = first; today <= addDays(first, days); today = addDays(today, 1)) {
          const digests = plan(today, items, told, paused);
          if (!calendar.isWorkingDay(today)) expect(digests).toEqual([]);
          for (const { personId, items: lines } of digests) {
            for (const { obligationId, rung } of lines) {
              const item = items.find(({ id }) => id === obligationId);
              expect(item && isSettled(item.state)).toBe(false);
              const mine = paused.get(obligationId) ?? [];
              expect(muteOn(mine, today)).toBeNull();
              const snooze = mine.findLast(({ kind }) => kind === 'snooze');
              const asleep = snooze?.until && today < snooze.until && personId === OFFICIAL;
              if (asleep) expect(rung.kind).toBe('today');
            }
          }
          remember(digests, today, told);
          expect(plan(today, items, told, paused)).toEqual([]);
        }
      }),
    );
  });

  it('is told once when it is lifted', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), (dueOn, late) => {
        const today = calendar.workingDayOnOrAfter(addDays(dueOn, late));
        const items: Remindable[] = [{ id: 1, agencyId: 1, state: 'in_progress', dueOn }];
        const mute: Pause = {
          ...{ kind: 'mute', personId: null, until: null, setBy: 1, reason: 'x' },
        };
        const told: Told = new Map();
        expect(plan(today, items, told, new Map([[1, [mute]]]))).toEqual([]);
        const lifted = plan(today, items, told, new Map());
        expect(lifted.find(({ personId }) => personId === OFFICIAL)?.items).toHaveLength(1);
        remember(lifted, today, told);
        expect(plan(today, items, told, new Map())).toEqual([]);
      }),
    );
  });

  it('comes back on the day that was chosen, and the due day is told in any case', () => {
    const dueOn = localDate('2023-03-08');
    const items: Remindable[] = [{ id: 1, agencyId: 1, state: 'not_started', dueOn }];
    const heard = (until: string | null) => {
      const told: Told = new Map();
      const on: string[] = [];
      for (let today = localDate('2023-03-01'); today <= '2023-03-09'; today = addDays(today, 1)) {
        const snooze = { kind: 'snooze', personId: 1, setBy: 1, reason: null } as const;
        const set = until !== null && today > '2023-03-01';
        const mine = set ? [{ ...snooze, until: localDate(until) }] : [];
        const digests = plan(today, items, told, new Map([[1, mine]]));
        remember(digests, today, told);
        for (const { personId, items: lines } of digests) {
          if (personId === OFFICIAL) on.push(`${today} ${lines[0]?.rung.key.split('@')[0]}`);
        }
      }
      return on;
    };
    const dueDay = ['2023-03-08 T-0', '2023-03-09 late:2023-03-09'];
    expect(heard(null)).toEqual(['2023-03-01 T-7', '2023-03-03 T-3', '2023-03-07 T-1', ...dueDay]);
    expect(heard('2023-03-06')).toEqual([
      '2023-03-01 T-7',
      '2023-03-06 again:2023-03-06',
      '2023-03-07 T-1',
      ...dueDay,
    ]);
    expect(heard('2023-03-08')).toEqual([
      '2023-03-01 T-7',
      '2023-03-08 again:2023-03-08',
      dueDay[1],
    ]);
    // Nobody could set this one; the due day would come through all the same.
    expect(heard('2023-03-20')).toEqual(['2023-03-01 T-7', '2023-03-08 T-0']);
  });

  it('comes back on a working day after today, and never after the due day', () => {
    fc.assert(
      fc.property(day, day, day, (due, today, wished) => {
        const days = SNOOZE_CHOICES.map((choice) => snoozeDay(choice, due, today, calendar));
        if (wished > today) days.push(heldBack(wished, due, today, calendar));
        for (const until of days) {
          expect(until > today).toBe(true);
          expect(until <= latestSnooze(due, today, calendar)).toBe(true);
          if (dueRungDay(due, calendar) > today) expect(until <= due).toBe(true);
        }
      }),
    );
  });
});

describe('the explanation', () => {
  it('is of the planning itself: told is exactly what is planned, and each has one reason', () => {
    fc.assert(
      fc.property(work, pauses, day, fc.nat(12), (items, paused, first, days) => {
        const told: Told = new Map();
        for (let today = first; today <= addDays(first, days); today = addDays(today, 1)) {
          const decisions: Decision[] = [];
          const digests = plan(today, items, told, paused, (one) => void decisions.push(one));
          expect(digests).toEqual(plan(today, items, told, paused));
          const said = digests.flatMap(({ personId, items: lines }) =>
            lines.map(({ obligationId, rung }) => `${personId} ${obligationId} ${rung.key}`),
          );
          const explained = decisions
            .filter(({ code }) => code === 'told')
            .map(({ personId, obligationId, rung }) => `${personId} ${obligationId} ${rung}`);
          expect(explained.sort()).toEqual(said.sort());
          const pairs = decisions.map((one) => `${one.personId} ${one.obligationId}`);
          expect(new Set(pairs).size).toBe(pairs.length);
          const open = items.filter(({ state }) => !isSettled(state));
          expect(pairs.length).toBe(open.length * PEOPLE.length);
          remember(digests, today, told);
        }
      }),
    );
  });
});

describe('leaders', () => {
  it('hear once a week, from the first week in which it is late enough', () => {
    const items: Remindable[] = [
      { id: 1, agencyId: 1, state: 'blocked', dueOn: localDate('2023-03-08') },
    ];
    const told: Told = new Map();
    const on: string[] = [];
    for (let today = localDate('2023-03-08'); today <= '2023-04-05'; today = addDays(today, 1)) {
      // A Monday on which nothing ran is made up for.
      if (today === '2023-03-27') continue;
      const digests = plan(today, items, told, new Map());
      remember(digests, today, told);
      if (digests.some(({ personId }) => personId === LEADER)) on.push(today);
    }
    expect(on).toEqual(['2023-03-20', '2023-03-28', '2023-04-03']);
  });
});

it('single style gives a few messages, then the rest as one', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.nat(4), (mine, others) => {
      const lines = Array.from({ length: mine + others }, (_, index) => ({
        obligationId: index,
        agencyId: index < mine ? 1 : 2,
        rung: { key: 'x', kind: 'soon' as const, on: NEW_YEAR, nominal: NEW_YEAR },
        daysLeft: 0,
        covers: ['x'],
      }));
      const digest = { personId: 1, items: lines };
      const parts = messagesOf(digest, 'single', ({ agencyId }) => agencyId === 1);
      expect(parts.flatMap((part) => part.digest.items)).toEqual(lines);
      expect(parts.length).toBeLessThanOrEqual(SINGLES + 1);
      expect(messagesOf(digest, 'digest', () => true)).toEqual([{ digest, alone: null }]);
    }),
  );
});
