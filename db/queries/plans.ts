import { and, asc, eq, isNull } from 'drizzle-orm';
import { anyOf } from '../any-of.ts';
import type { Queryable, Tx } from '../client.ts';
import { planQuestions, plans, planTaskRevisions, planTasks } from '../schema/index.ts';

export type PlanRow = typeof plans.$inferSelect;
export type PlanTaskRow = typeof planTasks.$inferSelect;
type NewPlan = Omit<typeof plans.$inferInsert, 'id'>;
type NewTask = Omit<typeof planTasks.$inferInsert, 'id' | 'planId'>;

export async function allPlans(tx: Tx): Promise<PlanRow[]> {
  return tx.select().from(plans).orderBy(asc(plans.id));
}

/** Stores the plan under its number, or finds it and brings its title and date up to date. */
export async function upsertPlan(tx: Tx, plan: NewPlan): Promise<PlanRow> {
  const { importedAt: _, ...fields } = plan;
  const [row] = await tx
    .insert(plans)
    .values(plan)
    .onConflictDoUpdate({ target: plans.number, set: fields })
    .returning();
  if (!row) throw new Error('plan was not stored');
  return row;
}

export async function tasksOfPlan(tx: Tx, planId: number): Promise<PlanTaskRow[]> {
  return tx.select().from(planTasks).where(eq(planTasks.planId, planId)).orderBy(asc(planTasks.id));
}

export async function addTask(tx: Tx, planId: number, task: NewTask): Promise<PlanTaskRow> {
  const [row] = await tx
    .insert(planTasks)
    .values({ planId, ...task })
    .returning();
  if (!row) throw new Error('task was not stored');
  return row;
}

/** Changes a task and keeps what it was. */
export async function reviseTask(
  tx: Tx,
  taskId: number,
  task: Partial<NewTask>,
  revision: { before: Record<string, unknown>; after: Record<string, unknown> },
  now: Date,
): Promise<void> {
  await tx.update(planTasks).set(task).where(eq(planTasks.id, taskId));
  await tx.insert(planTaskRevisions).values({ taskId, at: now, ...revision });
}

export type PlanQuestionRow = typeof planQuestions.$inferSelect;
type NewQuestion = Omit<typeof planQuestions.$inferInsert, 'id' | 'planId' | 'askedAt'>;

/** Makes the open questions of a plan these: new ones are asked, vanished ones are settled. */
export async function syncQuestions(
  tx: Tx,
  planId: number,
  questions: readonly NewQuestion[],
  now: Date,
): Promise<void> {
  const keyOf = (question: NewQuestion) =>
    [question.taskKey, question.code, question.words].join('|');
  const raised = new Set(questions.map(keyOf));
  for (const question of questions) {
    await tx
      .insert(planQuestions)
      .values({ planId, ...question, askedAt: now })
      .onConflictDoUpdate({
        target: [
          planQuestions.planId,
          planQuestions.taskKey,
          planQuestions.code,
          planQuestions.words,
        ],
        set: { line: question.line, suggestions: question.suggestions ?? [], settledAt: null },
      });
  }
  for (const open of await openQuestions(tx, planId)) {
    if (raised.has(keyOf(open))) continue;
    await tx.update(planQuestions).set({ settledAt: now }).where(eq(planQuestions.id, open.id));
  }
}

async function openQuestions(tx: Tx, planId: number): Promise<PlanQuestionRow[]> {
  return tx
    .select()
    .from(planQuestions)
    .where(and(eq(planQuestions.planId, planId), isNull(planQuestions.settledAt)))
    .orderBy(asc(planQuestions.line), asc(planQuestions.id));
}

/** The open questions of all plans. */
export async function openQuestionsOfAll(db: Queryable): Promise<PlanQuestionRow[]> {
  return db
    .select()
    .from(planQuestions)
    .where(isNull(planQuestions.settledAt))
    .orderBy(asc(planQuestions.planId), asc(planQuestions.line));
}

/** One task; null when there is none. */
export async function taskById(tx: Queryable, id: number): Promise<PlanTaskRow | null> {
  const [row] = await tx.select().from(planTasks).where(eq(planTasks.id, id));
  return row ?? null;
}

/** The numbers of tasks in their plan's annex ("2.3"), by task. */
export async function taskNumbers(
  tx: Queryable,
  taskIds: readonly number[],
): Promise<Map<number, string>> {
  if (taskIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: planTasks.id, key: planTasks.key })
    .from(planTasks)
    .where(anyOf(planTasks.id, taskIds));
  return new Map(rows.map(({ id, key }) => [id, key]));
}
