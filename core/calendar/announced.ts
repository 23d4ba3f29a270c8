import { type LocalDate, localDate } from '../time/local-date.ts';

/** What the government announces for one year and the law leaves open. */
export interface AnnouncedYear {
  /** How many of the five days of Tết come before the first day of the lunar year. */
  tetDaysBefore: 1 | 2;
  /** The day beside 2 September; null before the Labour Code 2019 was in force (1/1/2021). */
  besideNationalDay: 'before' | 'after' | null;
  /** Working days of the state sector moved to a Saturday to make a longer break. */
  swaps: readonly { off: LocalDate; working: LocalDate }[];
}

/**
 * The years announced so far for officials and public employees. A year not listed follows the
 * default rule (public-holidays.ts) until a line is added here or the office records overrides.
 * 24 November, which Resolution 80-NQ/TW of 2026 wants free of work, joins the holidays once a law
 * that says so is at hand; before that it is an override (docs/calendar.md).
 */
export const announcedYears: Readonly<Record<number, AnnouncedYear>> = {
  2020: { tetDaysBefore: 2, besideNationalDay: null, swaps: [] },
  2021: { tetDaysBefore: 2, besideNationalDay: 'after', swaps: [] },
  2022: { tetDaysBefore: 1, besideNationalDay: 'before', swaps: [] },
  2023: { tetDaysBefore: 2, besideNationalDay: 'before', swaps: [] },
  2024: {
    tetDaysBefore: 2,
    besideNationalDay: 'after',
    swaps: [{ off: localDate('2024-04-29'), working: localDate('2024-05-04') }],
  },
  // Notice 6150/TB-BLĐTBXH of 3/12/2024, after official letter 8726/VPCP-KGVX of 26/11/2024: 27/1 to
  // 31/1 for Tết, 1/9 beside 2/9; 2/5 worked on Saturday 26/4.
  2025: {
    tetDaysBefore: 2,
    besideNationalDay: 'before',
    swaps: [{ off: localDate('2025-05-02'), working: localDate('2025-04-26') }],
  },
  // Tết from 14/2 to 22/2 and 2/9 from 29/8, with 31/8 worked on Saturday 22/8: announced by the
  // Ministry of Home Affairs on 17/10/2025 (Viet Nam News of that day). 2/1 worked on Saturday 10/1:
  // 12729/VPCP-KGVX of 25/12/2025.
  2026: {
    tetDaysBefore: 1,
    besideNationalDay: 'before',
    swaps: [
      { off: localDate('2026-01-02'), working: localDate('2026-01-10') },
      { off: localDate('2026-08-31'), working: localDate('2026-08-22') },
    ],
  },
};
