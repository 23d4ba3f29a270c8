import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { textOnlyKey } from '../../core/people/wishes.ts';
import type { Queryable } from '../client.ts';
import {
  accounts,
  conversations,
  inviteFailures,
  invites,
  ladderRules,
  memberships,
  persons,
  reminderMarks,
  reminderPauses,
  settings,
} from '../schema/index.ts';

/** One kind of data about a person: what it is called in the texts, and its rows. */
export interface DataSection {
  name: SectionName;
  /** Column names as the texts know them, then cells in their order. */
  columns: readonly string[];
  rows: (string | number | Date | null)[][];
}

type Row = Record<string, unknown>;

/** Each kind of data that says who somebody is; `person` is asked about. */
const SECTIONS = {
  person: (
    person: number,
  ) => sql`select name, locale, preferred_channel as channel, created_at as at
    from persons where id = ${person}`,
  wishes: (person: number) => sql`select 'text_only' as kind from settings
    where key = ${textOnlyKey(person)} and value = 'true'::jsonb`,
  accounts: (person: number) => sql`select channel, native_id as account, linked_at as at
    from accounts where person_id = ${person} order by id`,
  memberships: (
    person: number,
  ) => sql`select a.name as agency, m.role, m.started_at as "from", m.ended_at as until
    from memberships m join agencies a on a.id = m.agency_id
    where m.person_id = ${person} order by m.id`,
  consents: (person: number) => sql`select decision, version, channel, at from consents
    where person_id = ${person} order by id`,
  updates: (person: number) => sql`select u.at, o.title as work, u.kind, u.state, u.percent,
      u.document_number as document, u.reason, u.unblocker, u.note, u.channel
    from updates u join obligations o on o.id = u.obligation_id
    where u.person_id = ${person} order by u.id`,
  files: (person: number) => sql`select u.at, f.name as file, f.size, o.title as work
    from update_files f join updates u on u.id = f.update_id
    join obligations o on o.id = u.obligation_id
    where u.person_id = ${person} order by f.id`,
  reports: (
    person: number,
  ) => sql`select v.submitted_at as at, o.title as work, v.number as version, v.why as reason,
      v.channel
    from report_versions v join obligations o on o.id = v.obligation_id
    where v.submitted_by = ${person} order by v.id`,
  reviews: (
    person: number,
  ) => sql`select r.at, o.title as work, r.verdict as state, r.part, r.reason, r.channel
    from report_reviews r join report_versions v on v.id = r.version_id
    join obligations o on o.id = v.obligation_id where r.reviewed_by = ${person} order by r.id`,
  proposals: (person: number) => sql`select p.at, p.kind, p.area, p.words, p.state, p.channel
    from proposals p where p.person_id = ${person} order by p.id`,
  replies: (person: number) => sql`select r.at, r.kind, r.words, r.to_name as "to", r.channel
    from proposal_replies r where r.person_id = ${person} order by r.id`,
  questions: (person: number) => sql`select r.at, r.question as words, o.title as work, r.channel
    from input_requests r join obligations o on o.id = r.obligation_id
    where r.asked_by = ${person} order by r.id`,
  scores: (person: number) => sql`select s.at, c.title as work, a.name as agency,
      k.number as criterion, s.kind, s.score, s.reason, s.channel
    from criterion_scores s join criteria k on k.id = s.criterion_id
    join campaigns c on c.id = k.campaign_id
    join campaign_agencies e on e.id = s.campaign_agency_id join agencies a on a.id = e.agency_id
    where s.person_id = ${person} order by s.id`,
  score_files: (person: number) => sql`select s.at, f.name as file, f.size, k.number as criterion
    from score_files f join criterion_scores s on s.id = f.score_id
    join criteria k on k.id = s.criterion_id where s.person_id = ${person} order by f.id`,
  score_questions: (
    person: number,
  ) => sql`select (g.value ->> 'at')::timestamptz as at, c.title as work, g.value ->> 'words' as words,
      g.value ->> 'channel' as channel
    from campaigns c, jsonb_each(coalesce(c.details -> 'again', '{}'::jsonb)) g
    where (g.value ->> 'by')::int = ${person} order by 1`,
  handovers: (
    person: number,
  ) => sql`select h.asked_at as at, a.name as agency, h.role, h.kind, h.until, h."end" as state
    from handovers h join agencies a on a.id = h.agency_id
    where ${person} in (h.person_id, h.to_person_id) order by h.id`,
  invites: (
    person: number,
  ) => sql`select i.created_at as at, a.name as agency, i.role, i.expires_at as until,
      i.used_at as used
    from invites i join agencies a on a.id = i.agency_id
    where ${person} in (i.person_id, i.created_by, i.used_by) order by i.id`,
  reminder_rules: (person: number) => sql`select r.at, a.name as agency, r.source_kind as kind,
      array_to_string(r.before_days, ', ') as "before", r.escalate_after_days as escalation,
      r.from_minute as hour_from, r.until_minute as hour_until, r.style
    from ladder_rules r left join agencies a on a.id = r.agency_id
    where r.person_id = ${person} or r.set_by = ${person} order by r.id`,
  reminder_pauses: (
    person: number,
  ) => sql`select p.at, o.title as work, p.kind, p.until::text as until, p.reason, p.channel
    from reminder_pauses p join obligations o on o.id = p.obligation_id
    where ${person} in (p.person_id, p.set_by) order by p.id`,
  messages: (
    person: number,
  ) => sql`select o.created_at as at, o.kind, o.status as state, o.message ->> 'text' as words
    from outbox o join accounts c on c.conversation_id = o.conversation_id
    where c.person_id = ${person} order by o.id`,
  open_forms: (person: number) => sql`select c.channel, c.form::text as words
    from conversations c join accounts a on a.conversation_id = c.id
    where a.person_id = ${person} and c.form is not null order by c.id`,
  audit: (
    person: number,
  ) => sql`select l.at, l.action as kind, l.subject as what, l.subject_id as number,
      a.name as agency, l.channel
    from audit l left join agencies a on a.id = l.agency_id
    where l.person_id = ${person} order by l.id`,
} satisfies Record<string, (person: number) => SQL>;

export type SectionName = keyof typeof SECTIONS;

/** How the database writes an instant. */
const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+\d\d$/;

/** Everything kept about a person, kind by kind; kinds without a row are left out. */
export async function dataAbout(tx: Queryable, personId: number): Promise<DataSection[]> {
  const found: DataSection[] = [];
  for (const [name, query] of Object.entries(SECTIONS)) {
    const rows: Row[] = [...(await tx.execute<Row>(query(personId)))];
    const columns = Object.keys(rows[0] ?? {});
    if (!isSection(name) || rows.length === 0) continue;
    found.push({ name, columns, rows: rows.map((row) => columns.map((one) => cell(row[one]))) });
  }
  return found;
}

function isSection(name: string): name is SectionName {
  return Object.hasOwn(SECTIONS, name);
}

function cell(value: unknown): string | number | Date | null {
  if (value === null || typeof value === 'number' || value instanceof Date) return value;
  const text = String(value);
  return INSTANT.test(text) ? new Date(text) : text;
}

/** Takes a person's name out of the books; the row stays for what refers to it. */
export async function anonymisePerson(
  tx: Queryable,
  personId: number,
  name: string,
  now: Date,
): Promise<void> {
  await tx
    .update(persons)
    .set({ name, code: null, locale: 'vi', preferredChannel: null, deletedAt: now })
    .where(eq(persons.id, personId));
}

/**
 * Takes away what a person's chats hold: open forms, titles, what was written there (messages that
 * wait are dropped), wrong codes, and the accounts themselves.
 */
export async function eraseChats(tx: Queryable, personId: number): Promise<void> {
  const mine = sql`select conversation_id from accounts where person_id = ${personId}`;
  await tx.execute(sql`
    update outbox set message = jsonb_build_object('text', ''), dedupe_key = null,
      status = case when status in ('pending', 'sending') then 'dropped' else status end,
      lease_until = null, holder = null
    where conversation_id in (${mine})`);
  await tx
    .update(conversations)
    .set({ form: null, title: null, misses: 0, lastHeardAt: null })
    .where(sql`${conversations.id} in (${mine})`);
  await tx.delete(inviteFailures).where(
    sql`(${inviteFailures.channel}, ${inviteFailures.nativeId}) in
      (select channel, native_id from accounts where person_id = ${personId})`,
  );
  await tx.delete(accounts).where(eq(accounts.personId, personId));
}

/** Forgets who used and made codes, ends those made for and by the person, and drops their reminders. */
export async function eraseTraces(tx: Queryable, personId: number, now: Date): Promise<void> {
  // Nobody would know any more that who made them may not invite.
  await tx.execute(sql`delete from waiting_links
    where invite_id in (select id from invites where created_by = ${personId})`);
  await tx
    .update(invites)
    .set({ expiresAt: now, usedAt: now })
    .where(
      and(
        or(eq(invites.personId, personId), eq(invites.createdBy, personId)),
        isNull(invites.usedAt),
      ),
    );
  await tx.update(invites).set({ personId: null }).where(eq(invites.personId, personId));
  await tx.update(invites).set({ usedBy: null }).where(eq(invites.usedBy, personId));
  await tx.update(invites).set({ createdBy: null }).where(eq(invites.createdBy, personId));
  await tx.delete(settings).where(eq(settings.key, textOnlyKey(personId)));
  await tx.delete(reminderMarks).where(eq(reminderMarks.personId, personId));
  await tx.delete(ladderRules).where(eq(ladderRules.personId, personId));
  await tx.update(ladderRules).set({ setBy: null }).where(eq(ladderRules.setBy, personId));
  await tx.delete(reminderPauses).where(eq(reminderPauses.personId, personId));
  await tx
    .update(conversations)
    .set({ registeredBy: null })
    .where(eq(conversations.registeredBy, personId));
}

/** Ends every membership and whatever handover of the person is open. */
export async function endEverything(tx: Queryable, personId: number, now: Date): Promise<void> {
  await tx
    .update(memberships)
    .set({ endedAt: now })
    .where(and(eq(memberships.personId, personId), isNull(memberships.endedAt)));
  await tx.execute(sql`
    update handovers set ended_at = ${now.toISOString()}, "end" = 'void'
    where ended_at is null and (person_id = ${personId} or to_person_id = ${personId})`);
}
