import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';

const TABLES = [
  'agencies',
  'agency_sets',
  'agency_set_members',
  'persons',
  'memberships',
  'accounts',
  'conversations',
  'plans',
  'plan_tasks',
  'plan_task_revisions',
  'plan_questions',
  'report_regimes',
  'report_periods',
  'campaigns',
  'campaign_agencies',
  'findings',
  'obligations',
  'updates',
] as const;

/** Every row of every book, as text, to see that nothing at all has changed. */
export async function allBooks(db: Db): Promise<Record<string, string[]>> {
  const books: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await db.execute<{ row: string }>(
      sql`select t::text as row from ${sql.identifier(table)} t order by 1`,
    );
    books[table] = rows.map(({ row }) => row);
  }
  return books;
}

/** An obligation by words a reader of the annex knows: "vh-tt 6.1/p1 2023-03-31 in_progress". */
export async function obligationsInWords(db: Db): Promise<string[]> {
  const rows = await db.execute<{ words: string }>(sql`
    select a.code || ' ' || coalesce(t.key, r.code) || '/' || o.occurrence || ' '
      || coalesce(o.due_on::text, 'undated') || ' ' || o.state
      || case when o.withdrawn_at is null then '' else ' withdrawn' end as words
    from obligations o join agencies a on a.id = o.agency_id
    left join plan_tasks t on t.id = o.task_id
    left join report_periods r on r.id = o.period_id
    order by 1`);
  return rows.map(({ words }) => words);
}

/** The history of everything, oldest first: "vh-tt 6.1/p1: source_changed 2023-03-31 → 2023-04-30". */
export async function historyInWords(db: Db): Promise<string[]> {
  const rows = await db.execute<{ words: string }>(sql`
    select a.code || ' ' || t.key || '/' || o.occurrence || ': ' || u.kind
      || coalesce(' ' || u.due_before::text, '') || coalesce(' → ' || u.due_after::text, '') as words
    from updates u join obligations o on o.id = u.obligation_id
    join agencies a on a.id = o.agency_id join plan_tasks t on t.id = o.task_id
    order by u.id`);
  return rows.map(({ words }) => words);
}

/** The id of one obligation: agency's code, "key/occurrence". */
export async function obligationId(db: Db, agency: string, what: string): Promise<number> {
  const rows = await db.execute<{ id: number }>(sql`
    select o.id from obligations o join agencies a on a.id = o.agency_id
    left join plan_tasks t on t.id = o.task_id left join report_periods r on r.id = o.period_id
    where a.code = ${agency} and coalesce(t.key, r.code) || '/' || o.occurrence = ${what}`);
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`${rows.length} obligations are ${agency} ${what}`);
  return row.id;
}

/** What `after` has and `before` has not, and the other way round. */
export function changed(before: readonly string[], after: readonly string[]) {
  const [old, fresh] = [new Set(before), new Set(after)];
  return {
    gone: before.filter((line) => !fresh.has(line)),
    come: after.filter((line) => !old.has(line)),
  };
}
