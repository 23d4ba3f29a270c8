import { z } from 'zod';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { MONTHS } from '../periods/calendar-period.ts';
import { dateOf, type LocalDate, lastDayOfMonth } from '../time/local-date.ts';

/** The parts of a year that are reported on, by their first and last month; `M`: every month. */
export const PARTS = { M: null, ...MONTHS } as const;
export type Part = keyof typeof PARTS;

/**
 * A day by how many months it lies from the last month of its part (-3 with the first quarter is
 * December of the year before). A day the month does not have is the month's last.
 */
const dayRef = z.object({ months: z.int().min(-24).max(12), day: z.int().min(1).max(31) });
export type DayRef = z.infer<typeof dayRef>;

const dueRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), at: dayRef }),
  /** So many working days after the last day of the data window. */
  z.object({ kind: z.literal('working_days'), days: z.int().min(1).max(60) }),
]);
export type DueRule = z.infer<typeof dueRule>;

const partRule = z.object({
  part: z.enum(Object.keys(PARTS) as [Part, ...Part[]]),
  /** What its report is called, with `{year}` and, for months, `{month}`. */
  name: z.string().min(1),
  /** First and last day of the figures. */
  from: dayRef,
  to: dayRef,
  due: dueRule,
});
export type PartRule = z.infer<typeof partRule>;

/** How the periods of a regime follow for any year; plain JSON, as kept with the regime. */
export const regimeRule = z.object({
  version: z.literal(1),
  firstYear: z.int().min(2000).max(2099),
  /** The words that set the due day, shown where a date needs its source. */
  dueWords: z.string(),
  /** Phrases naming agencies that owe a report on the field they lead besides their own. */
  leading: z.array(z.string()),
  parts: z.array(partRule).min(1),
});
export type RegimeRule = z.infer<typeof regimeRule>;

/** One period of a year, as a regime's file would have it. */
export interface RulePeriod {
  /** "2026-Q1", "2026-M04". */
  code: string;
  name: string;
  dataFrom: LocalDate;
  dataTo: LocalDate;
  due: LocalDate;
}

/** The periods of a year in the order they are due; none before the rule's first year. */
export function periodsOf(
  rule: Pick<RegimeRule, 'firstYear' | 'parts'>,
  year: number,
  calendar: Pick<WorkCalendar, 'nextWorkingDay'>,
): RulePeriod[] {
  if (year < rule.firstYear) return [];
  const periods = rule.parts.flatMap((part) =>
    lastMonths(part.part).map((month): RulePeriod => {
      const dataTo = dayAt(year, month, part.to);
      return {
        code: codeOf(part.part, year, month),
        name: part.name.replaceAll('{year}', String(year)).replaceAll('{month}', String(month)),
        dataFrom: dayAt(year, month, part.from),
        dataTo,
        due: dueAfter(part.due, dataTo, year, month, calendar),
      };
    }),
  );
  return periods.sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
}

/** The first part whose report would be due before its figures are final, or has no days. */
export function reversedPart(
  { parts }: Pick<RegimeRule, 'parts'>,
  calendar: Pick<WorkCalendar, 'nextWorkingDay'>,
): Part | null {
  // Every fourth year has another February; the rest of the year is always the same.
  const wrong = [2027, 2028].flatMap((year) =>
    parts.flatMap((part) =>
      periodsOf({ firstYear: 2000, parts: [part] }, year, calendar).flatMap((period) =>
        period.due < period.dataTo || period.dataTo < period.dataFrom ? [part.part] : [],
      ),
    ),
  );
  return wrong[0] ?? null;
}

/** How many months a part has. */
export function lengthOf(part: Part): number {
  const months = PARTS[part];
  return months === null ? 1 : months[1] - months[0] + 1;
}

function lastMonths(part: Part): number[] {
  const months = PARTS[part];
  return months === null ? Array.from({ length: 12 }, (_, index) => index + 1) : [months[1]];
}

function codeOf(part: Part, year: number, month: number): string {
  return part === 'M' ? `${year}-M${String(month).padStart(2, '0')}` : `${year}-${part}`;
}

function dueAfter(
  due: DueRule,
  dataTo: LocalDate,
  year: number,
  month: number,
  calendar: Pick<WorkCalendar, 'nextWorkingDay'>,
): LocalDate {
  if (due.kind === 'day') return dayAt(year, month, due.at);
  let day = dataTo;
  for (let count = 0; count < due.days; count += 1) day = calendar.nextWorkingDay(day);
  return day;
}

function dayAt(year: number, month: number, { months, day }: DayRef): LocalDate {
  const index = year * 12 + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dateOf(inYear, inMonth, day) ?? lastDayOfMonth(inYear, inMonth);
}
