import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { SourceKind } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity, instant } from './columns.ts';
import { obligations } from './obligations.ts';
import { agencies } from './organisation.ts';
import { persons } from './people.ts';

/**
 * What is otherwise than the default for a kind of work, an agency or a person. Null columns say
 * nothing; of several rules that speak of the same thing the narrowest counts.
 */
export const ladderRules = pgTable(
  'ladder_rules',
  {
    id: identity(),
    sourceKind: text().$type<SourceKind>(),
    agencyId: integer().references(() => agencies.id),
    personId: integer().references(() => persons.id, { onDelete: 'cascade' }),
    /** Days before the due day, 0 = the day itself. */
    beforeDays: integer().array(),
    /** Calendar days overdue after which the head and the coordinator hear of it … */
    escalateAfterDays: integer(),
    /** … and after which the leaders do. */
    leaderAfterDays: integer(),
    /** Local minutes of the day between which may be written. */
    fromMinute: integer(),
    untilMinute: integer(),
    /** One message with everything, or one for each thing. */
    style: text().$type<'digest' | 'single'>(),
    setBy: integer().references(() => persons.id),
    at: instant().notNull(),
  },
  (table) => [
    unique('ladder_rules_scope')
      .on(table.sourceKind, table.agencyId, table.personId)
      .nullsNotDistinct(),
  ],
);

/** Reminders of one obligation left out for a while, or until somebody lifts it. */
export const reminderPauses = pgTable(
  'reminder_pauses',
  {
    id: identity(),
    obligationId: integer()
      .notNull()
      .references(() => obligations.id),
    /** Whose reminders; null = those of everybody of the agency. */
    personId: integer().references(() => persons.id, { onDelete: 'cascade' }),
    kind: text().$type<'snooze' | 'mute'>().notNull(),
    /** First day on which it is told again; null = when it is lifted. */
    until: date({ mode: 'string' }).$type<LocalDate>(),
    /** Why, for the coordinator; every mute has one. */
    reason: text(),
    setBy: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
    endedAt: instant(),
    endedBy: integer().references(() => persons.id),
  },
  (table) => [index('reminder_pauses_running').on(table.obligationId).where(sql`ended_at is null`)],
);
