import { type AnyPgColumn, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AgencyKind, AgencyLevel } from '../../core/organisation/agency.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity } from './columns.ts';

/** A node of the organisation tree. Merged or abolished agencies keep their row and get `validTo`. */
export const agencies = pgTable('agencies', {
  id: identity(),
  code: text().notNull().unique(),
  parentId: integer().references((): AnyPgColumn => agencies.id),
  name: text().notNull(),
  shortName: text().notNull(),
  aliases: text().array().notNull().default([]),
  level: text().$type<AgencyLevel>().notNull(),
  kind: text().$type<AgencyKind>().notNull(),
  validFrom: date({ mode: 'string' }).$type<LocalDate>(),
  validTo: date({ mode: 'string' }).$type<LocalDate>(),
});

/** A group that documents use as if it were one agency ("UBND xã, thị trấn"). */
export const agencySets = pgTable('agency_sets', {
  id: identity(),
  code: text().notNull().unique(),
  name: text().notNull(),
  aliases: text().array().notNull().default([]),
});

export const agencySetMembers = pgTable(
  'agency_set_members',
  {
    setId: integer()
      .notNull()
      .references(() => agencySets.id, { onDelete: 'cascade' }),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.setId, table.agencyId] })],
);
