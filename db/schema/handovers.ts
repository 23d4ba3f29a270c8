import { date, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { HandoverEnd, HandoverKind } from '../../core/people/handover.ts';
import type { Role } from '../../core/people/role.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';
import { invites, memberships, persons } from './people.ts';

/** Somebody passes what they answer for at an agency to a colleague, for a while or for good. */
export const handovers = pgTable(
  'handovers',
  {
    id: identity(),
    personId: integer()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    role: text().$type<Role>().notNull(),
    kind: text().$type<HandoverKind>().notNull(),
    /** Last day of the leave; null for good. */
    until: date({ mode: 'string' }).$type<LocalDate>(),
    /** The colleague; null until an invite for a newcomer is used. */
    toPersonId: integer().references(() => persons.id, { onDelete: 'cascade' }),
    inviteId: integer().references(() => invites.id),
    askedAt: instant().notNull(),
    /** Until the colleague says yes, everything stays with who asked. */
    acceptedAt: instant(),
    /** The colleague's membership that it made, and that ends with the leave. */
    lentMembershipId: integer().references(() => memberships.id),
    endedAt: instant(),
    end: text().$type<HandoverEnd>(),
  },
  (table) => [
    index('handovers_person').on(table.personId),
    index('handovers_to').on(table.toPersonId),
  ],
);
