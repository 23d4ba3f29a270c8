import { dueDay } from '../core/calendar/day-off-rule.ts';
import type { Queryable } from '../db/client.ts';
import { type ReportPeriodRow, reportPeriods } from '../db/queries/reports.ts';
import { loadDueRules } from './due.ts';

/**
 * All report periods with the day they are really due: that of the document, moved by the office's
 * rule for days off. The earliest due first, with the folded words people call them by.
 */
export async function duePeriods(
  tx: Queryable,
): Promise<(ReportPeriodRow & { words: string[] })[]> {
  const { rule, calendar } = await loadDueRules(tx);
  return (await reportPeriods(tx)).map((period) => ({
    ...period,
    dueOn: dueDay(period.dueOn, rule, calendar),
  }));
}
