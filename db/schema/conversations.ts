import { bigint, integer, jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { FormState } from '../../core/forms/form.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';
import { persons } from './people.ts';

/** A chat on one channel. Its row is locked while one of its messages is handled. */
export const conversations = pgTable(
  'conversations',
  {
    id: identity(),
    channel: text().notNull(),
    nativeId: text().notNull(),
    kind: text().$type<'private' | 'group'>().notNull(),
    title: text(),
    /** The form being filled in, if any: enough to go on after any restart. */
    form: jsonb().$type<FormState>(),
    /** Registered groups: whose figures this group may see. */
    scopeAgencyId: integer().references(() => agencies.id),
    registeredBy: integer().references(() => persons.id, { onDelete: 'set null' }),
    registeredAt: instant(),
    /** Registered groups: when and in what detail progress is posted; null = the default. */
    posting: jsonb(),
    /** The outbox row whose message is this group's pinned summary. */
    boardOutboxId: bigint({ mode: 'number' }),
    /** Since when nothing can be delivered here (blocked, kicked). */
    unreachableSince: instant(),
    /** Office time of the last thing anybody said here; some networks let us write only so long. */
    lastHeardAt: instant(),
    /** Messages in a row that were not understood. */
    misses: smallint().notNull().default(0),
    /** Machine time before which nothing more may be sent here (rate limits). */
    quietUntil: instant(),
  },
  (table) => [uniqueIndex('conversations_native').on(table.channel, table.nativeId)],
);
