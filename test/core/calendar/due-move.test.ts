import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DueMove,
  isNews,
  mergeMoves,
  moveReason,
  SECOND_THOUGHTS,
  tellingTime,
} from '../../../core/calendar/due-move.ts';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { DEFAULT_HOURS, isOfficeTime } from '../../../core/reminders/office-hours.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';
import { localDateAt } from '../../../core/time/zone.ts';
import { VIETNAM } from '../../support/vietnam.ts';

const day = fc.integer({ min: 0, max: 30 }).map((n) => addDays(localDate('2023-03-01'), n));

describe('moves that nobody was told of yet', () => {
  // What a calendar does to a few obligations, change by change.
  const changes = fc.array(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), day)), {
    maxLength: 6,
  });

  it('become one from the date people know to the one that counts; what is back is no news', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 4, maxLength: 4 }), changes, (known, all) => {
        const now = [...known];
        let waiting: DueMove[] = [];
        for (const change of all) {
          const fresh = new Map<number, DueMove>();
          for (const [id, to] of change) {
            const from = now[id - 1] ?? to;
            if (from === to || fresh.has(id)) continue;
            fresh.set(id, { id, from, to, counted: false });
            now[id - 1] = to;
          }
          waiting = mergeMoves(waiting, [...fresh.values()]);
        }
        const wanted = known.flatMap((from, index) => {
          const to = now[index] ?? from;
          return from === to ? [] : [{ id: index + 1, from, to, counted: false }];
        });
        expect([...waiting].sort((a, b) => a.id - b.id)).toEqual(wanted);
      }),
    );
  });
});

describe('whether a move is news', () => {
  const seventh = localDate('2023-03-07');
  const eighth = localDate('2023-03-08');
  const ninth = localDate('2023-03-09');
  it.each([
    ['still to come', eighth, ninth, seventh, true],
    ['overdue, and no longer', eighth, ninth, ninth, true],
    ['today, and now overdue', ninth, eighth, ninth, true],
    ['overdue either way', seventh, eighth, ninth, false],
    ['not moved', ninth, ninth, eighth, false],
  ])('%s', (_what, from, to, today, news) => {
    expect(isNews({ from, to }, today)).toBe(news);
  });
});

it('says why a date is where it is', () => {
  const on = (date: number) => localDate(`2023-03-${String(date).padStart(2, '0')}`);
  const calendar = workCalendar([8, 9].map((date) => ({ date: on(date), kind: 'off' })));
  const why = (from: number, to: number, source: number, counted = false) =>
    moveReason({ from: on(from), to: on(to), counted }, on(source), calendar);
  expect(why(8, 10, 8)).toEqual({ why: 'day_off', day: on(8) });
  expect(why(9, 10, 8)).toEqual({ why: 'day_off', day: on(9) });
  expect(why(7, 10, 8)).toEqual({ why: 'day_off', day: on(8) });
  expect(why(9, 10, 10)).toEqual({ why: 'working_day', day: on(10) });
  expect(why(10, 8, 8)).toEqual({ why: 'document', day: on(8) });
  expect(why(9, 10, 10, true)).toEqual({ why: 'counted', day: on(10) });
});

describe('when moved dates are told', () => {
  const calendar = workCalendar();
  const at = (local: string) => new Date(`${local}+07:00`);
  const hours = { ...DEFAULT_HOURS, pause: { fromMinute: 11 * 60 + 30, untilMinute: 13 * 60 } };
  it.each([
    ['an hour later', '2023-03-07T09:00:00', 60, '2023-03-07T10:00:00'],
    ['on a full minute', '2023-03-07T09:00:01', 60, '2023-03-07T10:01:00'],
    ['after the midday rest', '2023-03-07T11:00:00', 60, '2023-03-07T13:00:00'],
    ['the same afternoon', '2023-03-07T16:50:00', 60, '2023-03-07T17:20:00'],
    ['just before closing: in the morning', '2023-03-07T17:25:00', 60, '2023-03-08T08:00:00'],
    ['in the evening', '2023-03-07T21:00:00', 60, '2023-03-08T08:00:00'],
    ['on Saturday', '2023-03-11T09:00:00', 60, '2023-03-13T08:00:00'],
    ['at once where nobody thinks again', '2023-03-07T08:00:00', 0, '2023-03-07T08:00:00'],
  ])('%s', (_what, changed, wait, told) => {
    expect(tellingTime(at(changed), wait, hours, calendar, VIETNAM)).toEqual(at(told));
  });

  it('never before the change, never outside office hours, the same day while there is one', () => {
    const moment = fc
      .integer({ min: 0, max: 60 * 24 * 3600 })
      .map((second) => new Date(at('2023-04-01T00:00:00').getTime() + second * 1000));
    fc.assert(
      fc.property(moment, fc.constantFrom(0, SECOND_THOUGHTS), (changed, wait) => {
        const told = tellingTime(changed, wait, hours, calendar, VIETNAM);
        expect(told >= changed).toBe(true);
        expect(told.getTime() % 60_000).toBe(0);
        expect(isOfficeTime(told, hours, calendar, VIETNAM)).toBe(true);
        const early = new Date(changed.getTime() + 15 * 60_000);
        if ([changed, early].every((one) => isOfficeTime(one, hours, calendar, VIETNAM))) {
          expect(localDateAt(told, VIETNAM)).toBe(localDateAt(changed, VIETNAM));
        }
      }),
    );
  });
});
