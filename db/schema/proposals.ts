import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { ProposalKind, ProposalState } from '../../core/proposals/proposal.ts';
import { identity, instant } from './columns.ts';
import { obligations } from './obligations.ts';
import { agencies } from './organisation.ts';
import { persons } from './people.ts';

/** A difficulty or a proposal of an agency; its state repeats the latest reply. */
export const proposals = pgTable(
  'proposals',
  {
    id: identity(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    kind: text().$type<ProposalKind>().notNull(),
    /** Area of reform, as plans and reports name it. */
    area: text().notNull(),
    /** The work it came up with, if any. */
    obligationId: integer().references(() => obligations.id),
    words: text().notNull(),
    state: text().$type<ProposalState>().notNull().default('open'),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('proposals_agency').on(table.agencyId, table.at)],
);

/** What became of a proposal (a trigger refuses change and deletion). */
export const proposalReplies = pgTable(
  'proposal_replies',
  {
    id: identity(),
    proposalId: integer()
      .notNull()
      .references(() => proposals.id),
    kind: text().$type<'answered' | 'forwarded'>().notNull(),
    words: text().notNull(),
    /** Forwarded to an agency of ours, or to a place outside by its name. */
    toAgencyId: integer().references(() => agencies.id),
    toName: text(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('proposal_replies_proposal').on(table.proposalId, table.id)],
);
