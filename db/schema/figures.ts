import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { FormDefinition } from '../../core/indicators/definition.ts';
import type { AgencyKind, AgencyLevel } from '../../core/organisation/agency.ts';
import type { ReportContent } from '../../core/reports/content.ts';
import type { Duty } from '../../core/reports/duty.ts';
import type { Verdict } from '../../core/reports/standing-version.ts';
import { identity, instant } from './columns.ts';
import { obligations } from './obligations.ts';
import { persons } from './people.ts';
import { reportRegimes } from './reports.ts';

/** Every version of every indicator form: old reports are read with the one they were made with. */
export const indicatorForms = pgTable(
  'indicator_forms',
  {
    id: identity(),
    code: text().notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    definition: jsonb().$type<FormDefinition>().notNull(),
    createdAt: instant().notNull(),
    /** Null for the forms that come with the program. */
    createdBy: integer().references(() => persons.id),
  },
  (table) => [unique('indicator_forms_version').on(table.code, table.version)],
);

/** Which forms the reports of a regime hold, and who fills them in. */
export const regimeForms = pgTable(
  'regime_forms',
  {
    regimeId: integer()
      .notNull()
      .references(() => reportRegimes.id, { onDelete: 'cascade' }),
    formCode: text().notNull(),
    /** The agency's own report, or the one on the field it leads. */
    duty: text().$type<Duty>().notNull(),
    /** Order within a report. */
    position: integer().notNull().default(0),
    /** Only agencies of these kinds and levels; null = all. */
    kinds: text().array().$type<AgencyKind[]>(),
    levels: text().array().$type<AgencyLevel[]>(),
    /** Only these agencies; null = all. */
    agencyIds: integer().array(),
    /** In a form with one row per agency: all rows of the place, not only the agency's own. */
    whole: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.regimeId, table.formCode, table.duty] })],
);

const content = () => ({
  cells: jsonb().$type<ReportContent['cells']>().notNull(),
  nothing: jsonb().$type<ReportContent['nothing']>().notNull(),
  explanations: jsonb().$type<ReportContent['explanations']>().notNull(),
  narrative: jsonb().$type<ReportContent['narrative']>().notNull(),
});

/** A report being written; gone once it is sent. */
export const reportDrafts = pgTable('report_drafts', {
  obligationId: integer()
    .primaryKey()
    .references(() => obligations.id, { onDelete: 'cascade' }),
  ...content(),
  /** The version it corrects; null for the first. */
  fromVersion: integer(),
  openedAt: instant().notNull(),
  updatedAt: instant().notNull(),
  updatedBy: integer()
    .notNull()
    .references(() => persons.id),
});

/** A report as it was sent (a trigger refuses change and deletion). */
export const reportVersions = pgTable(
  'report_versions',
  {
    id: identity(),
    obligationId: integer()
      .notNull()
      .references(() => obligations.id),
    /** From 1, within its obligation. */
    number: integer().notNull(),
    /** Form code → version of the form it was made with. */
    forms: jsonb().$type<Record<string, number>>().notNull(),
    ...content(),
    submittedAt: instant().notNull(),
    submittedBy: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    /** Why it was sent again; null for the first. */
    why: text(),
    /** First instant at which it would have been late, as it was when it was sent. */
    dueAt: instant(),
    /** Sent after the last day of its data window. */
    afterWindow: boolean().notNull(),
  },
  (table) => [unique('report_versions_number').on(table.obligationId, table.number)],
);

/** What the coordinator said about a version (a trigger refuses change and deletion). */
export const reportReviews = pgTable(
  'report_reviews',
  {
    id: identity(),
    versionId: integer()
      .notNull()
      .references(() => reportVersions.id),
    verdict: text().$type<Verdict>().notNull(),
    /** The form or section it is about; null for the whole report. */
    part: text(),
    reason: text(),
    reviewedBy: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('report_reviews_version').on(table.versionId)],
);
