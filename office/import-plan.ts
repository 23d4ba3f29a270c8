import { draftPlan } from '../core/plan/draft-plan.ts';
import type { DraftTask, PlanDraft } from '../core/plan/plan-draft.ts';
import type { PlanRow } from '../core/plan/plan-row.ts';
import { fold } from '../core/text/fold.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Tx } from '../db/client.ts';
import {
  addTask,
  allPlans,
  type PlanTaskRow,
  reviseTask,
  syncQuestions,
  tasksOfPlan,
  upsertPlan,
} from '../db/queries/plans.ts';
import { loadCalendar } from './calendar.ts';
import { type Changes, difference, noChanges } from './changes.ts';
import { loadDirectory } from './directory.ts';
import { syncObligations, type Wanted } from './sync-obligations.ts';

/** The signed paper an annex belongs to. */
export interface PlanPaper {
  /** "07/KH-UBND". */
  number: string;
  title: string;
  year: number;
  issuedOn: LocalDate | null;
  /** The committee that issued it: its agencies win over namesakes elsewhere. */
  issuerId: number;
}

export interface PlanImport {
  number: string;
  draft: PlanDraft;
  tasks: Changes;
  obligations: Changes;
}

/**
 * Takes a plan's annex into the books: tasks, the obligations they make, and the questions a person
 * has to decide. The same rows again change nothing; corrected rows change what differs.
 */
export async function importPlan(
  tx: Tx,
  rows: readonly PlanRow[],
  paper: PlanPaper,
  at: { now: Date; timeZone: string },
): Promise<PlanImport> {
  const day = paper.issuedOn ?? localDateAt(at.now, at.timeZone);
  const directory = await loadDirectory(tx, { day, within: paper.issuerId });
  const { number, title, year, issuedOn } = paper;
  const calendar = await loadCalendar(tx);
  const draft = draftPlan(rows, directory, { year, issuedOn, calendar });
  const plan = await upsertPlan(tx, { number, title, year, issuedOn, importedAt: at.now });
  const { changes, idByKey } = await syncTasks(tx, plan.id, draft.tasks, at.now);
  const wanted = draft.tasks.flatMap((task) => wantedOf(task, idByKey.get(task.key) ?? null));
  const ids = (await tasksOfPlan(tx, plan.id)).map((task) => task.id);
  const obligations = await syncObligations(tx, { kind: 'plan', ids }, wanted, at);
  await syncQuestions(tx, plan.id, draft.questions, at.now);
  return { number, draft, tasks: changes, obligations };
}

/**
 * The plan these rows are another version of, judged by content: most of its tasks have the same
 * key and wording. Null when there is none. For files imported without the paper's number.
 */
export async function samePlan(
  tx: Tx,
  rows: readonly PlanRow[],
  year: number,
): Promise<{ number: string; title: string; issuedOn: LocalDate | null } | null> {
  const titles = new Set(rows.map((row) => fold(row.title)));
  for (const plan of await allPlans(tx)) {
    if (plan.year !== year) continue;
    const tasks = (await tasksOfPlan(tx, plan.id)).filter((task) => !task.removedAt);
    const shared = tasks.filter((task) => titles.has(fold(task.title))).length;
    if (tasks.length > 0 && shared / tasks.length >= 0.6) return plan;
  }
  return null;
}

async function syncTasks(
  tx: Tx,
  planId: number,
  drafts: readonly DraftTask[],
  now: Date,
): Promise<{ changes: Changes; idByKey: Map<string, number> }> {
  const changes = noChanges();
  const existing = new Map((await tasksOfPlan(tx, planId)).map((task) => [task.key, task]));
  const idByKey = new Map<string, number>();
  for (const draft of drafts) {
    const fields = taskFields(draft);
    const known = existing.get(draft.key);
    if (!known) {
      idByKey.set(draft.key, (await addTask(tx, planId, fields)).id);
      changes.added += 1;
      continue;
    }
    idByKey.set(draft.key, known.id);
    const differs = difference(known, { ...fields, removedAt: null });
    if (!differs) changes.unchanged += 1;
    else {
      await reviseTask(tx, known.id, { ...fields, removedAt: null }, differs, now);
      changes[known.removedAt ? 'restored' : 'changed'] += 1;
    }
  }
  for (const known of existing.values()) {
    if (known.removedAt || idByKey.has(known.key)) continue;
    await removeTask(tx, known, now);
    changes.removed += 1;
  }
  return { changes, idByKey };
}

async function removeTask(tx: Tx, task: PlanTaskRow, now: Date): Promise<void> {
  const revision = { before: { removedAt: null }, after: { removedAt: now.toISOString() } };
  await reviseTask(tx, task.id, { removedAt: now }, revision, now);
}

function taskFields(draft: DraftTask) {
  return {
    key: draft.key,
    areaNo: draft.areaNo,
    area: draft.area,
    number: draft.number,
    title: draft.title,
    leadWords: draft.leads.words,
    coordinatingWords: draft.coordinating.words,
    coordinatingAgencyIds: draft.coordinating.agencyIds,
  };
}

function wantedOf(task: DraftTask, taskId: number | null): Wanted[] {
  return task.leads.agencyIds.flatMap((agencyId) =>
    task.occurrences.map((occurrence) => ({
      agencyId,
      taskId,
      periodId: null,
      occurrence: occurrence.key,
      title: task.title,
      product: occurrence.product,
      needsDocument: occurrence.isDocument,
      areaNo: task.areaNo,
      area: task.area,
      conditional: occurrence.deadline.conditional,
      deadlineWords: occurrence.deadline.words,
      sourceDueOn: occurrence.deadline.due,
      dueMinute: occurrence.deadline.minuteOfDay,
    })),
  );
}
