import {
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { LocalDate } from '../../core/time/local-date.ts';
import { identity, instant } from './columns.ts';
import { agencies } from './organisation.ts';
import { persons } from './people.ts';

/** A signed plan by which agencies are inspected, or score themselves, once. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: identity(),
    kind: text().$type<'inspection' | 'scoring'>().notNull(),
    /** Number and symbol of the document, "6714/KH-UBND": the key at re-import. */
    document: text().notNull(),
    title: text().notNull(),
    /** Committee or agency that inspects; all below it may be listed. */
    issuerId: integer()
      .notNull()
      .references(() => agencies.id),
    year: integer().notNull(),
    issuedOn: date({ mode: 'string' }).$type<LocalDate>(),
    /** Whatever the kind needs besides: the team, windows by form, days between steps. */
    details: jsonb().notNull(),
    importedAt: instant().notNull(),
    closedAt: instant(),
  },
  (table) => [unique('campaigns_document').on(table.kind, table.document)],
);

/** An agency that a campaign lists. */
export const campaignAgencies = pgTable(
  'campaign_agencies',
  {
    id: identity(),
    campaignId: integer()
      .notNull()
      .references(() => campaigns.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    /** "dossier" or "on_site" in an inspection; null in a scoring. */
    form: text().$type<'dossier' | 'on_site'>(),
    windowFrom: date({ mode: 'string' }).$type<LocalDate>(),
    windowTo: date({ mode: 'string' }).$type<LocalDate>(),
    /** Bodies that share what is inspected, in the words of the document. */
    covers: text().array().notNull().default([]),
    note: text().notNull().default(''),
    /** Set when a corrected file no longer lists it. */
    removedAt: instant(),
  },
  (table) => [unique('campaign_agencies_once').on(table.campaignId, table.agencyId)],
);

/** What an inspection found at an agency; a non-conformity waits for its corrective action. */
export const findings = pgTable(
  'findings',
  {
    id: identity(),
    campaignAgencyId: integer()
      .notNull()
      .references(() => campaignAgencies.id),
    kind: text().$type<'nonconformity' | 'remark'>().notNull(),
    words: text().notNull(),
    /** Clause or criterion it goes against, as the team writes it. */
    clause: text(),
    raisedBy: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
    closedAt: instant(),
    closedBy: integer().references(() => persons.id),
  },
  (table) => [index('findings_entry').on(table.campaignAgencyId)],
);

/** One line of the list an agency scores itself by; headings have no highest score. */
export const criteria = pgTable(
  'criteria',
  {
    id: identity(),
    campaignId: integer()
      .notNull()
      .references(() => campaigns.id),
    /** Number as printed, "2.1.3": the key at re-import. */
    number: text().notNull(),
    /** Number of the heading it stands under. */
    parent: text(),
    title: text().notNull(),
    maxScore: doublePrecision(),
    /** What proves it, in the words of the list. */
    evidence: text().notNull().default(''),
    position: integer().notNull(),
    removedAt: instant(),
  },
  (table) => [unique('criteria_number').on(table.campaignId, table.number)],
);

/** A score given for a criterion, by the agency or by who verifies it (append-only; the newest counts). */
export const criterionScores = pgTable(
  'criterion_scores',
  {
    id: identity(),
    campaignAgencyId: integer()
      .notNull()
      .references(() => campaignAgencies.id),
    criterionId: integer()
      .notNull()
      .references(() => criteria.id),
    kind: text().$type<'self' | 'verified'>().notNull(),
    score: doublePrecision().notNull(),
    /** What the agency says of it, or why the verified score differs. */
    reason: text(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    channel: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('criterion_scores_entry').on(table.campaignAgencyId, table.criterionId)],
);

/** Evidence for a score; the bytes lie in the file store under their hash. */
export const scoreFiles = pgTable(
  'score_files',
  {
    id: identity(),
    scoreId: integer()
      .notNull()
      .references(() => criterionScores.id),
    hash: text().notNull(),
    name: text().notNull(),
    mime: text().notNull(),
    size: integer().notNull(),
  },
  (table) => [index('score_files_score').on(table.scoreId)],
);
