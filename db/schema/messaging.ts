import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { Outgoing } from '../../core/messages/message.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { instant } from './columns.ts';
import { conversations } from './conversations.ts';
import { obligations } from './obligations.ts';
import { persons } from './people.ts';

/** Keys of the updates already handled: a repeated delivery finds its key and does nothing. */
export const inbox = pgTable(
  'inbox',
  {
    channel: text().notNull(),
    updateKey: text().notNull(),
    receivedAt: instant().notNull(),
    /** Set when handling failed for good: the class of the error, never the message. */
    failure: text(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.updateKey] })],
);

/**
 * What networks handed over and nobody has handled yet: oldest first within a chat. A row goes in
 * the transaction that puts its key into the inbox.
 */
export const arrivals = pgTable(
  'arrivals',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    channel: text().notNull(),
    updateKey: text().notNull(),
    /** Native id of the chat within which order is kept. */
    chat: text().notNull(),
    /** An `Incoming` as JSON; text, since jsonb refuses characters that people can send. */
    incoming: text().notNull(),
    /** Which process has it in hand, and until when others leave it to it (machine time). */
    holder: integer().notNull(),
    leaseUntil: instant().notNull(),
    /** Machine time. */
    arrivedAt: instant().notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    unique('arrivals_update').on(table.channel, table.updateKey),
    index('arrivals_chat').on(table.channel, table.chat, table.id),
  ],
);

export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'failed' | 'dropped';
export type OutboxKind = 'reply' | 'digest' | 'summary' | 'notice';

/**
 * Every message is a row here before it is a call. `notBefore` and `createdAt` are office time
 * (the injected clock); `retryAt` and `leaseUntil` are machine time.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conversationId: integer()
      .notNull()
      .references(() => conversations.id),
    dedupeKey: text().unique(),
    kind: text().$type<OutboxKind>().notNull(),
    /** 0 replies, 1 reminders and notices, 2 broadcasts: smaller goes first. */
    priority: smallint().notNull(),
    message: jsonb().$type<Outgoing>().notNull(),
    createdAt: instant().notNull(),
    notBefore: instant().notNull(),
    /** Office time from which it is no longer worth sending (a morning's digest at night). */
    expiresAt: instant(),
    /** Chats of the same person where it could not be delivered before it came here. */
    tried: integer().array().notNull().default([]),
    status: text().$type<OutboxStatus>().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    retryAt: instant(),
    leaseUntil: instant(),
    /** Which process has it in hand: the `id` of its `Presence`. */
    holder: integer(),
    error: text(),
    nativeMessageId: text(),
    sentAt: instant(),
  },
  (table) => [
    index('outbox_undelivered')
      .on(table.conversationId, table.priority, table.id)
      .where(sql`status in ('pending', 'sending')`),
    index('outbox_conversation').on(table.conversationId, table.id),
  ],
);

/** Which rung of the ladder a person has been told of, so that none is told twice. */
export const reminderMarks = pgTable(
  'reminder_marks',
  {
    obligationId: integer()
      .notNull()
      .references(() => obligations.id, { onDelete: 'cascade' }),
    personId: integer()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    /** Rung and due date, "T-7@2023-03-08": a new due date starts the ladder anew. */
    rung: text().notNull(),
    toldOn: date({ mode: 'string' }).$type<LocalDate>().notNull(),
    /** The digest that told it: if that is never sent, the rung counts as untold again. */
    outboxId: bigint({ mode: 'number' })
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.obligationId, table.personId, table.rung] })],
);
