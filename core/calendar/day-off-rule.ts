import type { LocalDate } from '../time/local-date.ts';
import type { WorkCalendar } from './work-calendar.ts';

/**
 * What becomes of a due date on a day off. `keep`: the date of the document stands. `before`: the
 * last working day before it. `after`: the next working day, as the Civil Code 2015, article 148
 * clause 5, has it for the last day of a time limit.
 */
export const DAY_OFF_RULES = ['keep', 'before', 'after'] as const;
export type DayOffRule = (typeof DAY_OFF_RULES)[number];

/** The document's own date: whether a rule applies at all is for the office to say. */
export const DEFAULT_DAY_OFF_RULE: DayOffRule = 'keep';

/** The day something is due that its source has due on `sourceDueOn`. */
export function dueDay(
  sourceDueOn: LocalDate,
  rule: DayOffRule,
  calendar: Pick<WorkCalendar, 'workingDayOnOrBefore' | 'workingDayOnOrAfter'>,
): LocalDate {
  switch (rule) {
    case 'keep':
      return sourceDueOn;
    case 'before':
      return calendar.workingDayOnOrBefore(sourceDueOn);
    case 'after':
      return calendar.workingDayOnOrAfter(sourceDueOn);
  }
}
