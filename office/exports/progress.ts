import { groupBy } from '../../core/collections/group-by.ts';
import { isClaimed } from '../../core/obligations/obligation.ts';
import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import type {
  AreaProgress,
  TaskItem,
  TaskLine,
  TaskProgress,
} from '../../core/reports/consolidated.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import type { AgencyRow } from '../../db/queries/agencies.ts';
import { type ObligationView, obligationsOf } from '../../db/queries/obligations.ts';
import { type PlanRow, type PlanTaskRow, tasksOfPlan } from '../../db/queries/plans.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { documentsOf, type NamedDocument } from '../../db/queries/statements.ts';
import type { At } from '../reports/report.ts';

/** What the lines of all tasks need besides what is owed. */
interface Known {
  until: LocalDate;
  documents: ReadonlyMap<number, NamedDocument>;
  at: At;
}

/**
 * The tasks of these plans by area, with what the agencies `ids` owe of each up to the end of the
 * period. Tasks that concern none of them are left out, except where the whole office is shown:
 * there a task nobody was found for must not be forgotten.
 */
export async function loadProgress(
  tx: Tx,
  plans: readonly PlanRow[],
  period: ReportPeriodRow,
  { root, ids }: { root: AgencyRow; ids: readonly number[] },
  at: At,
): Promise<AreaProgress[]> {
  const all = await obligationsOf(tx, ids);
  const owed = groupBy(all, ({ taskId }) => taskId);
  const claimed = all.filter(({ taskId, state }) => taskId !== null && isClaimed(state));
  const known: Known = {
    until: calendarPeriod(period.code)?.to ?? period.dataTo,
    documents: await documentsOf(
      tx,
      claimed.map(({ id }) => id),
    ),
    at,
  };
  const areas: AreaProgress[] = [];
  for (const plan of plans) {
    const tasks = (await tasksOfPlan(tx, plan.id)).filter(({ removedAt }) => removedAt === null);
    const shown = tasks.filter(({ id }) => owed.has(id) || root.parentId === null);
    for (const group of groupBy(shown, ({ areaNo, area }) => `${areaNo}\t${area}`).values()) {
      areas.push({
        title: group[0]?.area ?? '',
        tasks: group.map((task) => taskProgress(task, owed.get(task.id) ?? [], known)),
      });
    }
  }
  return areas;
}

function taskProgress(
  { number, title, leadWords, coordinatingWords }: PlanTaskRow,
  owed: readonly ObligationView[],
  known: Known,
): TaskProgress {
  const products = groupBy(owed, ({ occurrence }) => occurrence.replace(/@.*$/, ''));
  const keys = [...products.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const lines = keys.map((key): TaskLine => {
    const all = products.get(key) ?? [];
    const counted = upTo(all, known.until).sort((a, b) => a.agencyId - b.agencyId || a.id - b.id);
    return {
      product: all[0]?.product ?? null,
      deadline: all[0]?.deadlineWords ?? '',
      items: counted.map((item) => itemOf(item, known)),
    };
  });
  return { number, title, lead: leadWords, coordinating: coordinatingWords, lines };
}

/** Of what comes again and again ("p1@2023-Q1"), that which is due by then; else the first of it. */
function upTo(all: readonly ObligationView[], until: LocalDate): ObligationView[] {
  const once = all.filter(({ occurrence }) => !occurrence.includes('@'));
  const again = groupBy(
    all.filter(({ occurrence }) => occurrence.includes('@')),
    ({ occurrence }) => occurrence,
  );
  const occurrences = [...again.values()]
    .map((items) => ({ items, due: earliest(items) }))
    .sort((a, b) => (a.due < b.due ? -1 : 1));
  const due = occurrences.filter((one) => one.due <= until);
  const counted = due.length > 0 ? due : occurrences.slice(0, 1);
  return [...once, ...counted.flatMap(({ items }) => items)];
}

/** The day its plan gives; '' where it has none. */
function earliest(items: readonly ObligationView[]): string {
  return items.reduce((day, { sourceDueOn }) => {
    const own = sourceDueOn ?? '';
    return own < day ? own : day;
  }, '9999');
}

function itemOf(item: ObligationView, { documents, at: { timeZone } }: Known): TaskItem {
  const { state, dueAt, claimedAt, dueOn, percent, reason, unblocker } = item;
  return {
    agency: item.agencyShortName,
    state,
    dueAt,
    claimedAt,
    dueOn,
    claimedOn: claimedAt && localDateAt(claimedAt, timeZone),
    percent,
    reason,
    unblocker,
    document: documents.get(item.id) ?? null,
  };
}
