import { z } from 'zod';
import {
  DAY_OFF_RULES,
  type DayOffRule,
  DEFAULT_DAY_OFF_RULE,
  dueDay,
} from '../core/calendar/day-off-rule.ts';
import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { endOfDay, instantAt, minuteOfDay } from '../core/time/zone.ts';
import type { Queryable } from '../db/client.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';
import { loadCalendar } from './calendar.ts';

const SETTING = 'day_off_rule';

/** How this office makes due dates of the dates in documents. */
export interface DueRules {
  rule: DayOffRule;
  calendar: WorkCalendar;
}

export async function loadDayOffRule(tx: Queryable): Promise<DayOffRule> {
  return (
    z.enum(DAY_OFF_RULES).safeParse(await readSetting(tx, SETTING)).data ?? DEFAULT_DAY_OFF_RULE
  );
}

/** Sets the rule; what is due already follows by `applyDueRules`. */
export async function setDayOffRule(tx: Queryable, rule: DayOffRule): Promise<void> {
  await writeSetting(tx, SETTING, rule);
}

export async function loadDueRules(tx: Queryable): Promise<DueRules> {
  return { rule: await loadDayOffRule(tx), calendar: await loadCalendar(tx) };
}

/** When something is due: the day by the office's rule, and the first instant it is late. */
export function dueOf(
  item: { sourceDueOn: LocalDate | null; dueMinute: number | null },
  { rule, calendar }: DueRules,
  timeZone: string,
): { dueOn: LocalDate; dueAt: Date } | { dueOn: null; dueAt: null } {
  if (item.sourceDueOn === null) return { dueOn: null, dueAt: null };
  const dueOn = dueDay(item.sourceDueOn, rule, calendar);
  const dueAt =
    item.dueMinute === null
      ? endOfDay(dueOn, timeZone)
      : instantAt(dueOn, item.dueMinute, timeZone);
  return { dueOn, dueAt };
}

/** The local minute a due day ends at; null where the whole day counts. */
export function dueMinuteOf(
  { dueOn, dueAt }: { dueOn: LocalDate | null; dueAt: Date | null },
  timeZone: string,
): number | null {
  if (dueOn === null || dueAt === null) return null;
  if (dueAt.getTime() === endOfDay(dueOn, timeZone).getTime()) return null;
  return minuteOfDay(dueAt, timeZone);
}
