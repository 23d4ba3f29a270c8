import { date, doublePrecision, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';
import { persons } from './people.ts';
import { reportPeriods } from './reports.ts';

/** A figure a plan wants reached: "at least 92 % of dossiers on time". */
export const targets = pgTable(
  'targets',
  {
    id: identity(),
    /** Number of the plan that sets it; with the code its key at re-import. */
    document: text().notNull(),
    issuerId: integer()
      .notNull()
      .references(() => agencies.id),
    year: integer().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    operator: text().$type<'>=' | '>' | '<=' | '<' | '='>().notNull(),
    value: doublePrecision().notNull(),
    unit: text().notNull(),
    /** What it is a share of, in the words of the plan. */
    of: text().notNull().default(''),
    /** Whom the plan makes answer for it, in its words. */
    owner: text().notNull().default(''),
    verbatim: text().notNull().default(''),
    /** Where the actual comes from, by figures of reports; null = it is entered. */
    measure: text(),
    position: integer().notNull(),
    /** Set when a corrected file no longer has it. */
    removedAt: instant(),
  },
  (table) => [unique('targets_code').on(table.document, table.code)],
);

/** An actual that somebody entered (a trigger refuses change and deletion); the newest counts. */
export const targetValues = pgTable(
  'target_values',
  {
    id: identity(),
    targetId: integer()
      .notNull()
      .references(() => targets.id),
    /** Whose actual it is. */
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    periodId: integer().references(() => reportPeriods.id),
    /** Last day the figure speaks of. */
    asOf: date({ mode: 'string' }).$type<LocalDate>().notNull(),
    value: doublePrecision().notNull(),
    note: text(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('target_values_target').on(table.targetId, table.agencyId)],
);
