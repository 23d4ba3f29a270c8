import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBusy } from '../support/busy-office.ts';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';

const NOW = '2023-04-12T10:00:00+07:00';

let office: Rehearsal;
let leader: Person;
beforeAll(async () => {
  office = await rehearse({ at: '2023-04-12T10:00' });
  await makeBusy(office);
  leader = office.person('lanh-dao');
  // The longer text says every count.
  await leader.says('/tiendo');
  await leader.presses('➕ Thêm…');
  await leader.presses('🔤 Chỉ chữ');
});
afterAll(() => office.end());

interface Counts {
  total: number;
  on_time: number;
  done_late: number;
  late: number;
  blocked: number;
  open: number;
  undated: number;
  doing: number;
  returned: number;
}

type Row = { name: string } & Counts;

/** The figures once more, by a database query that shares nothing with the program's rules. */
async function recount(name: string, where = sql`true`): Promise<Row[]> {
  const rows = await office.db.execute<Record<string, string | number>>(sql`
    with o as (
      select o.*, a.code, a.short_name, r.name as period,
        o.state in ('done', 'accepted') as claimed,
        o.state not in ('done', 'accepted', 'not_applicable', 'blocked') as waiting
      from obligations o join agencies a on a.id = o.agency_id
      left join report_periods r on r.id = o.period_id
      where o.withdrawn_at is null
    )
    select ${sql.raw(name)} as name,
      count(*) filter (where state <> 'not_applicable')::int as total,
      count(*) filter (where claimed and coalesce(claimed_at < due_at, true))::int as on_time,
      count(*) filter (where claimed and claimed_at >= due_at)::int as done_late,
      count(*) filter (where waiting and due_at <= ${NOW})::int as late,
      count(*) filter (where state = 'blocked')::int as blocked,
      count(*) filter (where waiting and due_at > ${NOW})::int as open,
      count(*) filter (where waiting and due_at is null)::int as undated,
      count(*) filter (where state = 'in_progress')::int as doing,
      count(*) filter (where state = 'returned')::int as returned
    from o where ${where} group by 1 order by 1`);
  return rows as unknown as Row[];
}

/** The figures as the main message says them. */
function read(text: string): Counts {
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  return {
    total: number(/Đã xong \d+\/(\d+)/),
    on_time: number(/\(đúng hạn (\d+)/),
    done_late: number(/\(đúng hạn \d+, trễ (\d+)/),
    late: number(/Trễ hạn: (\d+)/),
    blocked: number(/Đang vướng mắc: (\d+)/),
    open: number(/Chưa đến hạn: (\d+)/),
    undated: number(/không ấn định ngày: (\d+)/),
    doing: number(/Đang làm: (\d+)/),
    returned: number(/Trả lại để sửa: (\d+)/),
  };
}

function withoutName({ name: _, ...counts }: Row): Counts {
  return counts;
}

/** All pages of one level of the board, then back at its beginning. */
async function allPages(button: string): Promise<string> {
  await leader.says('/tiendo');
  let page = only(await leader.presses(button));
  let text = page.text;
  while (page.choices.some(({ label }) => label.startsWith('Trang sau'))) {
    page = only(await leader.presses('Trang sau'));
    text += `\n${page.text}`;
  }
  return text;
}

describe('the figures of /tiendo are those of the books', () => {
  it.each([
    ['/tiendo', sql`true`],
    ['/tiendo phòng tư pháp', sql`code = 'tu-phap'`],
    ['tien do vp', sql`code = 'vp'`],
    ['/tiendo thị trấn phú lộc', sql`code = 'tt-phu-loc'`],
    [
      '/tiendo quý I',
      sql`(period like '%Quý I/2023' or due_on between '2023-01-01' and '2023-03-31' and source_kind = 'plan')`,
    ],
    [
      '/tiendo năm 2023',
      sql`(period like '%năm 2023' and period not like '%6 tháng%' or due_on between '2023-01-01' and '2023-12-31' and source_kind = 'plan')`,
    ],
    [
      'tiến độ phòng nội vụ quý 1',
      sql`code = 'noi-vu' and (period like '%Quý I/2023' or due_on between '2023-01-01' and '2023-03-31' and source_kind = 'plan')`,
    ],
  ])('%s', async (words, where) => {
    const { text } = only(await leader.says(words));
    const counts = withoutName(only(await recount(`'all'`, where)));
    expect(read(text)).toEqual(counts);
    const judged = counts.on_time + counts.done_late + counts.late;
    const rate = Math.round((counts.on_time / judged) * 1000) / 10;
    expect(text).toContain(`Tỷ lệ đúng hạn: ${String(rate).replace('.', ',')}%`);
    // Everything is somewhere, and nothing twice.
    const { total, on_time, done_late, late, blocked, open, undated } = counts;
    expect(on_time + done_late + late + blocked + open + undated).toBe(total);
  });

  it('level by level: areas, agencies, late, blocked, reports', async () => {
    const areas = await allPages('Theo lĩnh vực');
    for (const row of await recount('area_no', sql`source_kind = 'plan'`)) {
      expect(areas).toMatch(lineOf(`${row.name}\\. [^:]+`, row));
    }
    const agencies = await allPages('Theo đơn vị');
    const rows = await recount('short_name');
    for (const row of rows) expect(agencies).toMatch(lineOf(escaped(row.name), row));
    expect(agencies.match(/^\d+\. /gm)).toHaveLength(rows.length);

    const all = only(await recount(`'all'`));
    const late = await allPages('Việc trễ hạn');
    expect(late).toContain(`${all.late} việc trễ hạn`);
    expect(late.match(/^\d+\. 🔴/gmu)).toHaveLength(all.late);
    const blocked = await allPages('Việc vướng mắc');
    expect(blocked.match(/^\d+\. ⛔/gmu)).toHaveLength(all.blocked);

    const reports = await allPages('Báo cáo định kỳ');
    for (const row of await recount('period', sql`source_kind = 'report'`)) {
      const received = row.on_time + row.done_late;
      expect(reports).toContain(
        `${row.name}: nhận ${received}/${row.total}, đúng hạn ${row.on_time}`,
      );
    }
  });
});

/** "Phòng Tư pháp: xong 3/19 · 🔴 1 trễ · ⛔ 1 vướng". */
function lineOf(name: string, row: Row): RegExp {
  const done = row.on_time + row.done_late;
  const late = row.late > 0 ? ` · 🔴 ${row.late} trễ` : '';
  const blocked = row.blocked > 0 ? ` · ⛔ ${row.blocked} vướng` : '';
  return new RegExp(`${name}: xong ${done}/${row.total}${late}${blocked}$`, 'm');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
