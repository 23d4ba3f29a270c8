import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_OFF_RULES, dueDay } from '../../../core/calendar/day-off-rule.ts';
import { daysOf, parseDayRange } from '../../../core/calendar/day-range.ts';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';
import { clockOf, parseMinuteSpan } from '../../../core/time/minute-span.ts';

const day = fc.integer({ min: 0, max: 3650 }).map((n) => addDays(localDate('2020-01-01'), n));
const overrides = fc.array(
  fc.record({ date: day, kind: fc.constantFrom('off' as const, 'working' as const) }),
  { maxLength: 12 },
);

describe('a due date on a day off', () => {
  it('lands on a working day in its direction, stays on one, and is the same applied again', () => {
    fc.assert(
      fc.property(day, overrides, fc.constantFrom(...DAY_OFF_RULES), (source, own, rule) => {
        const calendar = workCalendar(own);
        const due = dueDay(source, rule, calendar);
        expect(dueDay(due, rule, calendar)).toBe(due);
        if (rule === 'keep' || calendar.isWorkingDay(source)) {
          expect(due).toBe(source);
          return;
        }
        expect(calendar.isWorkingDay(due)).toBe(true);
        expect(rule === 'before' ? due < source : due > source).toBe(true);
        const [from, to] =
          rule === 'before' ? [addDays(due, 1), source] : [source, addDays(due, -1)];
        expect(daysOf({ from, to }).some((one) => calendar.isWorkingDay(one))).toBe(false);
      }),
    );
  });
});

describe('days that are typed', () => {
  const reference = localDate('2026-11-21');
  it.each([
    ['16/02/2027', '2027-02-16', '2027-02-16'],
    ['từ 26/01 đến 30/01', '2027-01-26', '2027-01-30'],
    ['từ ngày 26 đến 30/01/2027', '2027-01-26', '2027-01-30'],
    ['28/12 - 02/01/2027', '2026-12-28', '2027-01-02'],
    ['2026-12-01..2026-12-04', '2026-12-01', '2026-12-04'],
    ['hôm nay', '2026-11-21', '2026-11-21'],
  ])('%s', (text, from, to) => {
    expect(parseDayRange(text, { reference })).toEqual({ from, to });
  });

  it.each([
    ['từ 9/3 đến 8/3', 'reversed'],
    ['từ 1/12/2026 đến 31/3/2027', 'long'],
    ['tuần sau', null],
    ['từ đến', null],
    ['30/02', null],
  ])('%s is not taken', (text, why) => {
    expect(parseDayRange(text, { reference })).toBe(why);
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDayRange(text, { reference })));
  });
});

describe('hours that are typed', () => {
  it.each(['7:30-17:00', '7h30 đến 17h', 'từ 7 giờ 30 tới 17 giờ', '07h30–17h00', '7.30 - 17.00'])(
    '%s',
    (text) => {
      expect(parseMinuteSpan(text)).toEqual({ fromMinute: 450, untilMinute: 1020 });
    },
  );

  it.each(['sáng chiều', '17:00-7:30', '25:00-26:00', '7:61-9:00', '7:30', ''])(
    'not %s',
    (text) => {
      expect(parseMinuteSpan(text)).toBeNull();
    },
  );

  it('are read back as they are written', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        const read = parseMinuteSpan(`${clockOf(a)}-${clockOf(b)}`);
        expect(read).toEqual(a < b ? { fromMinute: a, untilMinute: b } : null);
      }),
    );
  });
});
