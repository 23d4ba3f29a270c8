import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { ProposalState } from '../../core/proposals/proposal.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { agencies, persons, planTasks, proposalReplies, proposals } from '../schema/index.ts';

type ProposalRow = typeof proposals.$inferSelect;

/** A difficulty or proposal with the names people know it by. */
export interface ProposalView extends ProposalRow {
  agencyName: string;
  agencyShortName: string;
  personName: string;
}

/** One thing that became of a proposal. */
export interface ReplyView {
  id: number;
  proposalId: number;
  kind: 'answered' | 'forwarded';
  words: string;
  toAgencyId: number | null;
  /** Where it was passed on to; null for an answer. */
  to: string | null;
  personName: string;
  at: Date;
}

export async function addProposal(
  tx: Queryable,
  proposal: Omit<typeof proposals.$inferInsert, 'id' | 'state'>,
): Promise<number> {
  const [row] = await tx.insert(proposals).values(proposal).returning({ id: proposals.id });
  if (!row) throw new Error('proposal was not stored');
  return row.id;
}

/** Appends what became of it and makes that its state. The caller has locked it. */
export async function addReply(
  tx: Queryable,
  reply: Omit<typeof proposalReplies.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(proposalReplies).values(reply);
  await tx.update(proposals).set({ state: reply.kind }).where(eq(proposals.id, reply.proposalId));
}

export async function proposalById(tx: Queryable, id: number): Promise<ProposalView | null> {
  const [view] = await selectViews(tx, eq(proposals.id, id));
  return view ?? null;
}

/** The same, locked until the transaction ends: whoever answers it sees every answer before. */
export async function lockedProposal(tx: Queryable, id: number): Promise<ProposalView | null> {
  await tx.select({ id: proposals.id }).from(proposals).where(eq(proposals.id, id)).for('update');
  return proposalById(tx, id);
}

/** Replies by proposal, oldest first; proposals without any are left out. */
export async function repliesTo(
  tx: Queryable,
  ids: readonly number[],
): Promise<Map<number, ReplyView[]>> {
  const found = new Map<number, ReplyView[]>();
  if (ids.length === 0) return found;
  const rows = await tx
    .select({ reply: proposalReplies, agencyName: agencies.name, personName: persons.name })
    .from(proposalReplies)
    .innerJoin(persons, eq(persons.id, proposalReplies.personId))
    .leftJoin(agencies, eq(agencies.id, proposalReplies.toAgencyId))
    .where(anyOf(proposalReplies.proposalId, ids))
    .orderBy(asc(proposalReplies.id));
  for (const { reply, agencyName, personName } of rows) {
    const { id, proposalId, kind, words, toAgencyId, toName, at } = reply;
    const view = { id, proposalId, kind, words, toAgencyId, to: agencyName ?? toName, personName };
    found.set(proposalId, [...(found.get(proposalId) ?? []), { ...view, at }]);
  }
  return found;
}

/** Which proposals are listed. */
export interface ProposalFilter {
  /** Of these agencies, or passed on to them. */
  agencyIds: Iterable<number>;
  whose: 'sent' | 'forwarded';
  /** The key of an area, or its beginning. */
  area?: string | null;
  state?: ProposalState | null;
}

/** A page of proposals, those that wait first, of each the newest first, and how many there are. */
export async function listProposals(
  tx: Queryable,
  filter: ProposalFilter,
  page: { limit: number; offset: number },
): Promise<{ proposals: ProposalView[]; total: number }> {
  const where = whereOf(filter);
  const [counted] = await tx
    .select({ total: sql<number>`count(*)::int` })
    .from(proposals)
    .where(where);
  const found = await selectViews(tx, where, page);
  return { proposals: found, total: counted?.total ?? 0 };
}

/** Areas of all that is listed, each once. */
export async function areasOfProposals(tx: Queryable, filter: ProposalFilter): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ area: proposals.area })
    .from(proposals)
    .where(whereOf(filter))
    .orderBy(asc(proposals.area));
  return rows.map(({ area }) => area);
}

/** Sent by these agencies from one moment until before another, in the order of sending. */
export async function proposalsBetween(
  tx: Queryable,
  agencyIds: Iterable<number>,
  { from, until }: { from: Date; until: Date },
): Promise<ProposalView[]> {
  const views = await selectViews(
    tx,
    and(anyOf(proposals.agencyId, agencyIds), gte(proposals.at, from), lt(proposals.at, until)),
  );
  return views.sort((a, b) => a.id - b.id);
}

/** The heading in the plan under which a task stands. */
export async function areaOfTask(tx: Queryable, taskId: number): Promise<string | null> {
  const [row] = await tx
    .select({ area: planTasks.area })
    .from(planTasks)
    .where(eq(planTasks.id, taskId));
  return row?.area ?? null;
}

function whereOf({ agencyIds, whose, area, state }: ProposalFilter): SQL | undefined {
  const ids = [...agencyIds];
  const theirs =
    whose === 'sent'
      ? anyOf(proposals.agencyId, ids)
      : sql`exists (select 1 from ${proposalReplies} where
          ${proposalReplies.proposalId} = ${proposals.id} and ${anyOf(proposalReplies.toAgencyId, ids)})`;
  return and(
    theirs,
    area ? sql`starts_with(${proposals.area}, ${area})` : undefined,
    state ? eq(proposals.state, state) : undefined,
  );
}

async function selectViews(
  tx: Queryable,
  where: SQL | undefined,
  page: { limit: number; offset: number } | null = null,
): Promise<ProposalView[]> {
  const waiting = sql`case ${proposals.state} when 'open' then 0 when 'forwarded' then 1 else 2 end`;
  const query = tx
    .select({
      proposal: proposals,
      agencyName: agencies.name,
      agencyShortName: agencies.shortName,
      personName: persons.name,
    })
    .from(proposals)
    .innerJoin(agencies, eq(agencies.id, proposals.agencyId))
    .innerJoin(persons, eq(persons.id, proposals.personId))
    .where(where)
    .orderBy(waiting, desc(proposals.id))
    .$dynamic();
  const rows = await (page ? query.limit(page.limit).offset(page.offset) : query);
  return rows.map(({ proposal, ...names }) => ({ ...proposal, ...names }));
}
