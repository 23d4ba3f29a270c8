import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';

interface Counts extends Record<string, unknown> {
  total: number;
  done_on_time: number;
  done_late: number;
  late: number;
  blocked: number;
  open: number;
  undated: number;
  not_applicable: number;
  in_progress: number;
  returned: number;
}

/**
 * The figures of a summary counted in SQL, without the program's rules: the same answers must come
 * out of the rows by a second way.
 */
export async function recount(db: Db, now: Date) {
  const moment = now.toISOString();
  const claimed = sql`o.state in ('done', 'accepted')`;
  const waiting = sql`o.state in ('not_started', 'in_progress', 'returned')`;
  const counts = sql`
    count(*)::int as total,
    count(*) filter (where ${claimed} and not coalesce(o.claimed_at >= o.due_at, false))::int as done_on_time,
    count(*) filter (where ${claimed} and o.claimed_at >= o.due_at)::int as done_late,
    count(*) filter (where ${waiting} and o.due_at <= ${moment})::int as late,
    count(*) filter (where o.state = 'blocked')::int as blocked,
    count(*) filter (where ${waiting} and o.due_at > ${moment})::int as open,
    count(*) filter (where ${waiting} and o.due_at is null)::int as undated,
    count(*) filter (where o.state = 'not_applicable')::int as not_applicable,
    count(*) filter (where o.state = 'in_progress')::int as in_progress,
    count(*) filter (where o.state = 'returned')::int as returned`;
  const inForce = sql`from obligations o where o.withdrawn_at is null`;

  const [total] = await db.execute<Counts>(sql`select ${counts} ${inForce}`);
  const agencies = await db.execute<Counts & { agency_id: number }>(
    sql`select o.agency_id, ${counts} ${inForce} group by o.agency_id`,
  );
  const areas = await db.execute<Counts & { area_no: string }>(sql`
    select o.area_no, ${counts} ${inForce} and o.source_kind = 'plan'
    group by o.area_no order by o.area_no::int`);
  const reports = await db.execute<Record<string, unknown>>(sql`
    select r.id as "periodId", r.due_on::text as "dueOn",
      count(*) filter (where o.state <> 'not_applicable')::int as due,
      count(*) filter (where ${claimed})::int as received,
      count(*) filter (where ${claimed} and o.claimed_at < o.due_at)::int as "onTime",
      count(distinct o.agency_id) filter (
        where not (${claimed}) and o.state <> 'not_applicable')::int as missing
    from obligations o join report_periods r on r.id = o.period_id
    where o.withdrawn_at is null group by r.id order by r.due_on`);
  const late = await db.execute<{ id: number }>(sql`
    select o.id ${inForce} and ${waiting} and o.due_at <= ${moment} order by o.due_on, o.id`);
  if (!total) throw new Error('nothing to count');
  return {
    total: asTally(total),
    agencies: new Map(agencies.map((row) => [row.agency_id, asTally(row)])),
    areas: areas.map((row) => ({ areaNo: row.area_no, ...asTally(row) })),
    reports: [...reports],
    late: late.map(({ id }) => id),
  };
}

function asTally(row: Counts) {
  const judged = row.done_on_time + row.done_late + row.late;
  return {
    total: row.total,
    by: {
      done_on_time: row.done_on_time,
      done_late: row.done_late,
      late: row.late,
      blocked: row.blocked,
      open: row.open,
      undated: row.undated,
      not_applicable: row.not_applicable,
    },
    inProgress: row.in_progress,
    returned: row.returned,
    onTimeRate: judged === 0 ? null : row.done_on_time / judged,
  };
}
