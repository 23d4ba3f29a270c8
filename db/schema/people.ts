import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Role } from '../../core/people/role.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';

export const persons = pgTable('persons', {
  id: identity(),
  /** Key of the import file, so that importing it again finds the same person. */
  code: text().unique(),
  name: text().notNull(),
  locale: text().notNull().default('vi'),
  /** Where they want to be written to; null = where they were linked first. */
  preferredChannel: text(),
  /** Since when the row stands for nobody: its name is gone and it is never linked again. */
  deletedAt: instant(),
  createdAt: instant().notNull(),
});

export const memberships = pgTable(
  'memberships',
  {
    id: identity(),
    personId: integer()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    role: text().$type<Role>().notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [
    uniqueIndex('memberships_current')
      .on(table.personId, table.agencyId, table.role)
      .where(sql`ended_at is null`),
    index('memberships_agency').on(table.agencyId),
  ],
);

/** A one-time right to link an account; only the hash of its code is kept. */
export const invites = pgTable('invites', {
  id: identity(),
  codeHash: text().notNull().unique(),
  agencyId: integer()
    .notNull()
    .references(() => agencies.id),
  role: text().$type<Role>().notNull(),
  /** Set when the invite is for somebody already known (an imported person). */
  personId: integer().references(() => persons.id, { onDelete: 'cascade' }),
  createdBy: integer().references(() => persons.id, { onDelete: 'set null' }),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
  usedBy: integer().references(() => persons.id, { onDelete: 'set null' }),
});

/** Wrong invite codes, counted so that codes cannot be guessed. */
export const inviteFailures = pgTable(
  'invite_failures',
  {
    id: identity(),
    channel: text().notNull(),
    nativeId: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('invite_failures_account').on(table.channel, table.nativeId, table.at)],
);
