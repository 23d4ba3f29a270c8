import { describe, expect, it } from 'vitest';
import { hungKingsDay, lunarNewYear, solarDayOf } from '../../../core/calendar/lunar.ts';

describe('the Vietnamese lunar calendar', () => {
  it.each([
    [1968, '1968-01-29'], // a day before China's: the first year reckoned at UTC+7
    [1985, '1985-01-21'], // a month before China's
    [2007, '2007-02-17'], // a day before China's
    [2020, '2020-01-25'],
    [2021, '2021-02-12'],
    [2022, '2022-02-01'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2030, '2030-02-02'], // a day before China's
  ])('puts the first day of Tết %i on %s', (year, date) => {
    expect(lunarNewYear(year)).toBe(date);
  });

  it.each([
    [2020, '2020-04-02'],
    [2021, '2021-04-21'],
    [2022, '2022-04-10'],
    [2023, '2023-04-29'], // after the leap second month
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
  ])('puts Giỗ Tổ %i on %s', (year, date) => {
    expect(hungKingsDay(year)).toBe(date);
  });

  it('refuses years without tables', () => {
    expect(() => solarDayOf(1199, 1, 1)).toThrow(RangeError);
    expect(() => solarDayOf(2200, 1, 1)).toThrow(RangeError);
  });
});
