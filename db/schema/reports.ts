import { date, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';

/** Which reports are due for which periods, by one signed document. */
export const reportRegimes = pgTable('report_regimes', {
  id: identity(),
  /** Number of the document that sets the regime. */
  document: text().notNull().unique(),
  name: text().notNull(),
  /** Committee that asks for the reports; null for regimes taken in before it was kept. */
  issuerId: integer().references(() => agencies.id),
  /** Agencies and sets that report, in the words of the document. */
  whoReports: text().array().notNull().default([]),
  /** How the periods of any year follow (`core/reports/regime-rule.ts`); null: periods given one by one. */
  rule: jsonb(),
  /** Set when no more periods are made by it. */
  endedAt: instant(),
});

/** One period of a regime: the window its figures cover and the last day to send them. */
export const reportPeriods = pgTable(
  'report_periods',
  {
    id: identity(),
    regimeId: integer()
      .notNull()
      .references(() => reportRegimes.id, { onDelete: 'cascade' }),
    code: text().notNull(),
    name: text().notNull(),
    dataFrom: date({ mode: 'string' }).$type<LocalDate>().notNull(),
    dataTo: date({ mode: 'string' }).$type<LocalDate>().notNull(),
    dueOn: date({ mode: 'string' }).$type<LocalDate>().notNull(),
  },
  (table) => [uniqueIndex('report_periods_code').on(table.regimeId, table.code)],
);
