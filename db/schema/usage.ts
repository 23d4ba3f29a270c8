import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What a channel with a quota has used of it, month by month. */
export const channelUsage = pgTable(
  'channel_usage',
  {
    channel: text().notNull(),
    /** Office time, "2026-10". */
    month: text().notNull(),
    /** Native messages sent, or perhaps sent. */
    messages: integer().notNull().default(0),
    messageLimit: integer().notNull(),
    peopleLimit: integer().notNull(),
    /** When those who look after the office were told that it runs short. */
    warnedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.month] })],
);
