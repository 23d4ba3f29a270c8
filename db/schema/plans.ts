import { date, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity, instant } from './columns.ts';

/** A signed plan; its annex rows are the tasks. */
export const plans = pgTable('plans', {
  id: identity(),
  /** Number and symbol, "07/KH-UBND": the plan's name in the office and its key at re-import. */
  number: text().notNull().unique(),
  title: text().notNull(),
  year: integer().notNull(),
  issuedOn: date({ mode: 'string' }).$type<LocalDate>(),
  importedAt: instant().notNull(),
});

export const planTasks = pgTable(
  'plan_tasks',
  {
    id: identity(),
    planId: integer()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    /** Area and number of the row, "2.3": what makes a corrected file meet its earlier rows. */
    key: text().notNull(),
    areaNo: text().notNull(),
    area: text().notNull(),
    number: text().notNull(),
    title: text().notNull(),
    leadWords: text().notNull(),
    coordinatingWords: text().notNull(),
    coordinatingAgencyIds: integer().array().notNull().default([]),
    /** Set when a corrected file no longer has the row. */
    removedAt: instant(),
  },
  (table) => [uniqueIndex('plan_tasks_key').on(table.planId, table.key)],
);

/** What a re-import changed in a task: field → value before and after. */
export const planTaskRevisions = pgTable(
  'plan_task_revisions',
  {
    id: identity(),
    taskId: integer()
      .notNull()
      .references(() => planTasks.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
    after: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('plan_task_revisions_task').on(table.taskId)],
);

/** What the import could not decide and leaves to a person. */
export const planQuestions = pgTable(
  'plan_questions',
  {
    id: identity(),
    planId: integer()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    taskKey: text().notNull(),
    code: text().notNull(),
    words: text().notNull(),
    line: integer().notNull(),
    suggestions: jsonb().$type<string[]>().notNull().default([]),
    askedAt: instant().notNull(),
    /** Set when a later import no longer raises it. */
    settledAt: instant(),
  },
  (table) => [
    uniqueIndex('plan_questions_key').on(table.planId, table.taskKey, table.code, table.words),
  ],
);
