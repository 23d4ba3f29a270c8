import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { SourceKind, State, UpdateKind } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { campaignAgencies } from './campaigns.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';
import { persons } from './people.ts';
import { planTasks } from './plans.ts';
import { reportPeriods } from './reports.ts';

/** Something an agency owes by a moment; the current state repeats its latest update. */
export const obligations = pgTable(
  'obligations',
  {
    id: identity(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    sourceKind: text().$type<SourceKind>().notNull(),
    taskId: integer().references(() => planTasks.id),
    periodId: integer().references(() => reportPeriods.id),
    requestId: integer().references((): AnyPgColumn => inputRequests.id),
    campaignAgencyId: integer().references(() => campaignAgencies.id),
    /**
     * Which of several things one source asks of one agency: "p1", "p1@2023-Q1", "own", "r7" (a
     * request), "c4:self_review" (a step of campaign entry 4).
     */
    occurrence: text().notNull(),
    title: text().notNull(),
    product: text(),
    /** The product is a signed document, so its number and date are asked for. */
    needsDocument: boolean().notNull(),
    areaNo: text().notNull().default(''),
    area: text().notNull().default(''),
    /** "nếu có": may turn out not to apply. */
    conditional: boolean().notNull().default(false),
    deadlineWords: text().notNull(),
    /** The date its source gives; a granted extension moves only `dueOn`. */
    sourceDueOn: date({ mode: 'string' }).$type<LocalDate>(),
    dueOn: date({ mode: 'string' }).$type<LocalDate>(),
    /** First instant at which it is late; null when it has no date. */
    dueAt: instant(),
    state: text().$type<State>().notNull().default('not_started'),
    percent: integer(),
    reason: text(),
    unblocker: text(),
    /** When the claim that stands now was made; null while nothing is claimed. */
    claimedAt: instant(),
    lastUpdateAt: instant(),
    createdAt: instant().notNull(),
    /** Set when its source no longer asks for it; the history stays. */
    withdrawnAt: instant(),
  },
  (table) => [
    unique('obligations_occurrence')
      .on(table.agencyId, table.sourceKind, table.taskId, table.periodId, table.occurrence)
      .nullsNotDistinct(),
    index('obligations_open').on(table.agencyId).where(sql`withdrawn_at is null`),
    index('obligations_due').on(table.dueOn).where(sql`withdrawn_at is null`),
    index('obligations_request').on(table.requestId),
    index('obligations_campaign').on(table.campaignAgencyId),
  ],
);

/** What the lead agency of a task asks of those it is to work with; each of them then owes an answer. */
export const inputRequests = pgTable(
  'input_requests',
  {
    id: identity(),
    /** The lead agency's obligation that the input is for. */
    obligationId: integer()
      .notNull()
      .references((): AnyPgColumn => obligations.id),
    question: text().notNull(),
    askedBy: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('input_requests_obligation').on(table.obligationId)],
);

/** One append-only statement about an obligation (a trigger refuses change and deletion). */
export const updates = pgTable(
  'updates',
  {
    id: identity(),
    obligationId: integer()
      .notNull()
      .references(() => obligations.id),
    kind: text().$type<UpdateKind>().notNull(),
    state: text().$type<State>(),
    percent: integer(),
    documentNumber: text(),
    documentDate: date({ mode: 'string' }).$type<LocalDate>(),
    reason: text(),
    unblocker: text(),
    note: text(),
    dueBefore: date({ mode: 'string' }).$type<LocalDate>(),
    dueAfter: date({ mode: 'string' }).$type<LocalDate>(),
    personId: integer().references(() => persons.id),
    channel: text(),
    at: instant().notNull(),
  },
  (table) => [index('updates_obligation').on(table.obligationId, table.id)],
);

/** Evidence sent with an update; the bytes lie in the file store under their hash. */
export const updateFiles = pgTable(
  'update_files',
  {
    id: identity(),
    updateId: integer()
      .notNull()
      .references(() => updates.id),
    hash: text().notNull(),
    name: text().notNull(),
    mime: text().notNull(),
    size: integer().notNull(),
  },
  (table) => [index('update_files_update').on(table.updateId)],
);
