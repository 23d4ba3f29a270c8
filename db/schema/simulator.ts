import { bigint, bigserial, boolean, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Choice } from '../../core/messages/message.ts';
import { instant } from './columns.ts';

export interface SimulatorFile {
  hash: string;
  name: string;
  mime: string;
}

/** What the simulator's phones show. Used by the web channel only; empty in a real office. */
export const simulatorMessages = pgTable(
  'simulator_messages',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Rises with every change, so that a page asks only for what is new to it. */
    seq: bigint({ mode: 'number' }).notNull(),
    chat: text().notNull(),
    /** Null = the bot. */
    sender: text(),
    senderName: text().notNull(),
    at: instant().notNull(),
    html: text().notNull(),
    choices: jsonb().$type<Choice[][]>().notNull(),
    files: jsonb().$type<SimulatorFile[]>().notNull(),
    edited: boolean().notNull().default(false),
    pressed: text(),
  },
  (table) => [index('simulator_messages_chat').on(table.chat, table.seq)],
);
