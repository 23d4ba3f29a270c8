import { describe, expect, it } from 'vitest';
import { calendarPeriod } from '../../../core/periods/calendar-period.ts';

describe('the part of a year a code means', () => {
  it.each([
    ['2023-Q1', '2023-01-01', '2023-03-31'],
    ['2023-Q2', '2023-04-01', '2023-06-30'],
    ['2023-Q4', '2023-10-01', '2023-12-31'],
    ['2023-H1', '2023-01-01', '2023-06-30'],
    ['2024-H2', '2024-07-01', '2024-12-31'],
    ['2023-M9', '2023-01-01', '2023-09-30'],
    ['2023-9M', '2023-01-01', '2023-09-30'],
    ['2023-Y', '2023-01-01', '2023-12-31'],
    ['2024-M02', '2024-02-01', '2024-02-29'],
    ['2023-M12', '2023-12-01', '2023-12-31'],
  ])('%s: %s to %s', (code, from, to) => {
    expect(calendarPeriod(code)).toMatchObject({ from, to, year: Number(code.slice(0, 4)) });
  });

  it.each(['2023-W07', '2023-M13', '2023-M00', '2023-Q5', '2023', 'own', '', '2023-constructor'])(
    'none: %s',
    (code) => expect(calendarPeriod(code)).toBeNull(),
  );
});
