import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AuditAction, AuditDetails, AuditSubject } from '../../core/audit/entry.ts';
import { identity, instant } from './columns.ts';
import { conversations } from './conversations.ts';
import { invites, persons } from './people.ts';

/** What a person agreed to, or took back (a trigger refuses change and deletion). */
export const consents = pgTable(
  'consents',
  {
    id: identity(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    /** Of the text they were shown. */
    version: integer().notNull(),
    decision: text().$type<'given' | 'withdrawn'>().notNull(),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('consents_person').on(table.personId, table.id)],
);

/** An account that sent a good code and has not said yet whether it agrees: nobody's so far. */
export const waitingLinks = pgTable(
  'waiting_links',
  {
    id: identity(),
    channel: text().notNull(),
    nativeId: text().notNull(),
    conversationId: integer()
      .notNull()
      .references(() => conversations.id),
    inviteId: integer()
      .notNull()
      .references(() => invites.id, { onDelete: 'cascade' }),
    locale: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    uniqueIndex('waiting_links_account').on(table.channel, table.nativeId),
    uniqueIndex('waiting_links_invite').on(table.inviteId),
  ],
);

/** Who saw or changed what (a trigger refuses change and deletion); one chain of hashes a lane. */
export const audit = pgTable(
  'audit',
  {
    id: identity(),
    /** Whose chain: a person's, or 0 for the office itself; negative: a chat of nobody known. */
    lane: integer().notNull(),
    /** Place in the lane, from 1 without gaps. */
    seq: integer().notNull(),
    at: instant().notNull(),
    personId: integer().references(() => persons.id),
    action: text().$type<AuditAction>().notNull(),
    subject: text().$type<AuditSubject>().notNull(),
    subjectId: integer(),
    /** No reference: an entry outlives what it tells of. */
    agencyId: integer(),
    channel: text(),
    details: jsonb().$type<AuditDetails>().notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    uniqueIndex('audit_chain').on(table.lane, table.seq),
    index('audit_agency').on(table.agencyId, table.id),
    index('audit_at').on(table.at),
  ],
);
