import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { identity, instant } from './columns.ts';
import { conversations } from './conversations.ts';
import { persons } from './people.ts';

/** A person's account on one channel, and the private chat where they are reached. */
export const accounts = pgTable(
  'accounts',
  {
    id: identity(),
    personId: integer()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    channel: text().notNull(),
    nativeId: text().notNull(),
    conversationId: integer()
      .notNull()
      .references(() => conversations.id),
    linkedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('accounts_native').on(table.channel, table.nativeId),
    index('accounts_person').on(table.personId),
  ],
);
