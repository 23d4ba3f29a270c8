import type { DayOffRule } from '../core/calendar/day-off-rule.ts';
import { type DayRange, daysOf } from '../core/calendar/day-range.ts';
import { workCalendar } from '../core/calendar/work-calendar.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Queryable } from '../db/client.ts';
import { openDated } from '../db/queries/calendar.ts';
import { obligationsOfSource } from '../db/queries/sources.ts';
import { officeDays } from '../db/queries/system.ts';
import { movedBy } from './apply-due-rules.ts';
import { loadDayOffRule } from './due.ts';
import { type Reach, reachOf } from './follow-calendar.ts';
import { recountedBy } from './regimes.ts';

/** A change of the calendar that somebody thinks of making. */
export type WishedChange =
  | { kind: 'off' | 'working' | 'remove'; days: DayRange }
  | { kind: 'rule'; rule: DayOffRule };

/**
 * How many obligations of how many agencies a change would move. Reads only, so that looking costs
 * the same whatever moves.
 */
export async function previewChange(
  tx: Queryable,
  change: WishedChange,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Reach> {
  const days = new Map((await officeDays(tx)).map(({ date, kind }) => [date, kind]));
  for (const day of change.kind === 'rule' ? [] : daysOf(change.days)) {
    if (change.kind === 'remove') days.delete(day);
    else if (change.kind !== 'rule') days.set(day, change.kind);
  }
  const calendar = workCalendar([...days].map(([date, kind]) => ({ date, kind })));
  const rule = change.kind === 'rule' ? change.rule : await loadDayOffRule(tx);
  const rules = { rule, calendar };
  const recounted = await recountedBy(tx, calendar, localDateAt(now, timeZone));
  const due = new Map(recounted.map((one) => [one.period.id, one.due]));
  const rows = await openDated(tx);
  const counted =
    due.size === 0
      ? []
      : (await obligationsOfSource(tx, { kind: 'report', ids: [...due.keys()] })).filter(
          ({ withdrawnAt, state }) => !withdrawnAt && !isSettled(state),
        );
  const recountedIds = new Set(counted.map(({ id }) => id));
  const wanted = [
    ...rows.filter(({ id }) => !recountedIds.has(id)),
    ...counted.map((row) => ({ ...row, sourceDueOn: due.get(row.periodId ?? 0) ?? null })),
  ];
  const moved = await movedBy(tx, rules, wanted, timeZone);
  return reachOf(moved.map(({ row }) => row));
}
