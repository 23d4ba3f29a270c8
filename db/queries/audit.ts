import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import {
  type AuditAction,
  type AuditContent,
  type AuditDetails,
  type AuditHead,
  type AuditSubject,
  FIRST_HASH,
  sealedText,
} from '../../core/audit/entry.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { agencies, audit, persons } from '../schema/index.ts';

export type AuditRow = typeof audit.$inferSelect;

/** An entry as the one who makes it knows it. */
export interface NewAudit {
  action: AuditAction;
  subject: AuditSubject;
  subjectId?: number | null;
  agencyId?: number | null;
  /** Null: the office itself (a job, the command line). */
  personId: number | null;
  channel?: string | null;
  details?: AuditDetails;
  /** The chat of somebody nobody knows, whose lane it is then. */
  conversationId?: number;
}

/** Any number; the second key is the lane. */
const AUDIT_LOCK = 727_013;
/** Rows read at once while a chain is walked. */
const BATCH = 5000;

/**
 * Adds an entry at the end of its lane, in the caller's transaction. Only those who write into the
 * same lane wait for each other, and a lane is one person's (decision 013).
 */
export async function appendAudit(tx: Queryable, entry: NewAudit, now: Date): Promise<void> {
  const lane = entry.personId ?? (entry.conversationId ? -entry.conversationId : 0);
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK}, ${lane})`);
  const [last] = await tx
    .select({ seq: audit.seq, hash: audit.hash })
    .from(audit)
    .where(eq(audit.lane, lane))
    .orderBy(desc(audit.seq))
    .limit(1);
  const content: AuditContent = {
    lane,
    seq: (last?.seq ?? 0) + 1,
    at: now,
    personId: entry.personId,
    action: entry.action,
    subject: entry.subject,
    subjectId: entry.subjectId ?? null,
    agencyId: entry.agencyId ?? null,
    channel: entry.channel ?? null,
    details: entry.details ?? {},
  };
  const prevHash = last?.hash ?? FIRST_HASH;
  await tx.insert(audit).values({ ...content, prevHash, hash: hashOf(prevHash, content) });
}

function hashOf(prevHash: string, content: AuditContent): string {
  return createHash('sha256').update(sealedText(prevHash, content)).digest('hex');
}

/**
 * Writes down where every lane stood that grew since the last seal (or a day before it), so that
 * entries cut off the end of a lane are missed. Gives the seal's own hash, to be kept elsewhere.
 */
export async function sealAudit(tx: Queryable, now: Date): Promise<string | null> {
  const [seal] = await tx
    .select({ at: audit.at })
    .from(audit)
    .where(and(eq(audit.lane, 0), eq(audit.action, 'seal')))
    .orderBy(desc(audit.seq))
    .limit(1);
  const since = seal ? new Date(seal.at.getTime() - 24 * 60 * 60 * 1000) : new Date(0);
  const rows = await tx.execute<{ lane: number; seq: number; hash: string }>(sql`
    select distinct on (lane) lane, seq, hash from audit
    where lane in (select lane from audit where at >= ${since.toISOString()})
    order by lane, seq desc`);
  const heads = rows.map(({ lane, seq, hash }): AuditHead => [lane, seq, hash]);
  if (heads.length === 0) return null;
  const entry: NewAudit = { action: 'seal', subject: 'office', personId: null, details: { heads } };
  await appendAudit(tx, entry, now);
  const [made] = await tx
    .select({ hash: audit.hash })
    .from(audit)
    .where(eq(audit.lane, 0))
    .orderBy(desc(audit.seq))
    .limit(1);
  return made?.hash ?? null;
}

export type AuditCheck =
  | { ok: true; entries: number; lanes: number; seals: number }
  | {
      ok: false;
      /** `changed`: the entry is not what its hash says; `missing`: the one before it is gone;
       * `cut`: a seal names an entry that is gone or is another one. */
      why: 'changed' | 'missing' | 'cut';
      lane: number;
      seq: number;
      /** Number of the row, of the seal where the entry itself is gone. */
      id: number;
    };

/** Walks every lane, then compares them with the seals; names the first broken entry. */
export async function verifyAudit(tx: Queryable): Promise<AuditCheck> {
  const hashes = new Map<string, string>();
  const seals: { id: number; heads: AuditHead[] }[] = [];
  let [entries, lanes] = [0, 0];
  let at = { lane: -(2 ** 31), seq: 0 };
  let before: { lane: number; seq: number; hash: string } | null = null;
  for (;;) {
    const rows: AuditRow[] = await tx
      .select()
      .from(audit)
      .where(sql`(${audit.lane}, ${audit.seq}) > (${at.lane}, ${at.seq})`)
      .orderBy(asc(audit.lane), asc(audit.seq))
      .limit(BATCH);
    for (const row of rows) {
      const { lane, seq, id, prevHash, hash } = row;
      const previous: { seq: number; hash: string } =
        before?.lane === lane ? before : { seq: 0, hash: FIRST_HASH };
      if (previous.seq === 0) lanes += 1;
      if (seq !== previous.seq + 1) return { ok: false, why: 'missing', lane, seq, id };
      if (prevHash !== previous.hash || hash !== hashOf(prevHash, row)) {
        return { ok: false, why: 'changed', lane, seq, id };
      }
      hashes.set(`${lane}/${seq}`, hash);
      const { heads } = row.details;
      if (row.action === 'seal' && Array.isArray(heads)) seals.push({ id, heads });
      before = { lane, seq, hash };
      entries += 1;
    }
    if (rows.length < BATCH) break;
    if (before) at = before;
  }
  for (const { id, heads } of seals) {
    for (const [lane, seq, hash] of heads) {
      if (hashes.get(`${lane}/${seq}`) !== hash) return { ok: false, why: 'cut', lane, seq, id };
    }
  }
  return { ok: true, entries, lanes, seals: seals.length };
}

export interface AuditView extends AuditRow {
  personName: string | null;
  agencyName: string | null;
}

export interface AuditFilter {
  personId?: number;
  /** Only of these agencies. */
  agencyIds?: Iterable<number>;
  from?: Date;
  until?: Date;
}

/** Entries, newest first; those of the log's own upkeep (seals) are left out. */
export async function auditEntries(
  tx: Queryable,
  filter: AuditFilter,
  page: { limit: number; offset: number },
): Promise<AuditView[]> {
  const { personId, agencyIds, from, until } = filter;
  const conditions: (SQL | undefined)[] = [
    sql`${audit.action} <> 'seal'`,
    personId === undefined ? undefined : eq(audit.personId, personId),
    agencyIds ? and(isNotNull(audit.agencyId), anyOf(audit.agencyId, agencyIds)) : undefined,
    from ? gte(audit.at, from) : undefined,
    until ? lt(audit.at, until) : undefined,
  ];
  const rows = await tx
    .select({ entry: audit, personName: persons.name, agencyName: agencies.shortName })
    .from(audit)
    .leftJoin(persons, eq(persons.id, audit.personId))
    .leftJoin(agencies, eq(agencies.id, audit.agencyId))
    .where(and(...conditions))
    .orderBy(desc(audit.id))
    .limit(page.limit)
    .offset(page.offset);
  return rows.map(({ entry, ...names }) => ({ ...entry, ...names }));
}
