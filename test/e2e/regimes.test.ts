import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeComingPeriods } from '../../office/regimes.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';
import { at, VIETNAM } from '../support/vietnam.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

async function last(answers: Promise<{ text: string }[]>): Promise<string> {
  return (await answers).at(-1)?.text ?? '';
}

interface Period {
  code: string;
  from: string;
  to: string;
  due: string;
  reports: number;
  [key: string]: unknown;
}

/** The periods of a document with how many reports they ask for. */
async function periods(document: string): Promise<Period[]> {
  return [
    ...(await office.db.execute<Period>(sql`
      select p.code, p.data_from::text as "from", p.data_to::text as "to", p.due_on::text as due,
        (select count(*)::int from obligations o
          where o.period_id = p.id and o.withdrawn_at is null) as reports
      from report_periods p join report_regimes r on r.id = p.regime_id
      where r.document = ${document} order by p.due_on, p.code`)),
  ];
}

describe('/chedo', () => {
  it('lists the regime of the demo with its next period', async () => {
    const list = await last(coordinator.says('chế độ báo cáo'));
    expect(list).toContain('07/KH-UBND');
    expect(list).toContain('Kỳ tới: Báo cáo Quý I/2023, hạn 08/03/2023');
    expect(await last(coordinator.presses('📄 07/KH-UBND'))).toContain('không tự sinh kỳ mới');
  });

  it('takes an own regime in plain words and shows its periods before it is set', async () => {
    await coordinator.forges('cd:add');
    expect(await last(coordinator.says('12/KH-UBND'))).toContain('Những đơn vị nào');
    expect(await last(coordinator.says('UBND xã, thị trấn; Phòng Tư Pháo'))).toMatch(
      /chưa tìm thấy “Phòng Tư Pháo”. Có phải ý anh\/chị là: .*Phòng Tư pháp/,
    );
    expect(await last(coordinator.says('UBND xã, thị trấn; Phòng Tư pháp'))).toContain(
      'từ ngày nào',
    );
    expect(await last(coordinator.presses('Trọn tháng'))).toContain('những kỳ nào');
    expect(await last(coordinator.says('thi thoảng'))).toContain('chưa hiểu các kỳ');
    expect(await last(coordinator.says('quý, 6 tháng và năm'))).toContain('Hạn gửi mỗi kỳ');
    expect(await last(coordinator.says('khoảng giữa tháng'))).toContain('không muốn đoán nhầm');
    expect(await last(coordinator.says('ngày 20 của tháng cuối kỳ'))).toContain(
      'trước khi chốt số liệu',
    );
    await coordinator.says('5 ngày làm việc sau khi chốt số liệu');
    const review = await last(coordinator.presses('2023'));
    expect(review).toContain('Báo cáo Quý I/2023: số liệu 01/01/2023 – 31/03/2023, hạn 07/04/2023');
    expect(review).toContain('Báo cáo năm 2023: số liệu 01/01/2023 – 31/12/2023');
    expect(await periods('12/KH-UBND')).toEqual([]);
    expect(await last(coordinator.presses('📨'))).toMatch(/6 kỳ, \d+ báo cáo được giao/);
    const made = await periods('12/KH-UBND');
    expect(made.map(({ code, due }) => [code, due])).toEqual([
      ['2023-Q1', '2023-04-07'],
      ['2023-H1', '2023-07-07'],
      ['2023-Q2', '2023-07-07'],
      ['2023-Q3', '2023-10-06'],
      ['2023-Q4', '2024-01-08'],
      ['2023-Y', '2024-01-08'],
    ]);
    expect(new Set(made.map(({ reports }) => reports)).size).toBe(1);
    expect(made[0]?.reports).toBeGreaterThan(5);
  });

  it('counts working days again when the calendar changes', async () => {
    await coordinator.forges('li:off');
    await coordinator.says('từ 3/4 đến 4/4');
    const review = await last(coordinator.presses('Bỏ qua'));
    const [, works] = /Hạn của (\d+) việc/.exec(review) ?? [];
    expect(await last(coordinator.presses('📨'))).toContain(`${works} hạn được dời theo`);
    expect((await periods('12/KH-UBND'))[0]?.due).toBe('2023-04-11');
    const [row] = await office.db.execute<{ due: string }>(sql`
      select min(o.due_on)::text as due from obligations o join report_periods p on p.id = o.period_id
      join report_regimes r on r.id = p.regime_id where r.document = '12/KH-UBND'`);
    expect(row?.due).toBe('2023-04-11');
    // Told like every date the calendar moves, an hour later.
    const official = office.person('dm-tu-phap');
    await office.moveTo('2023-02-27T12:00');
    const told = (await official.hears()).map(({ text }) => text).join();
    expect(told).toContain('07/04 → 11/04, vì hạn này tính theo ngày làm việc:');
  });

  it('refuses the same document again', async () => {
    await coordinator.forges('cd:add');
    await coordinator.says('12/KH-UBND');
    await coordinator.presses('Tất cả đơn vị');
    await coordinator.presses('Đến ngày 08');
    await coordinator.presses('2023');
    expect(await last(coordinator.presses('📨'))).toContain('Đã có chế độ báo cáo');
    expect(await periods('12/KH-UBND')).toHaveLength(6);
  });

  it('makes the next year’s periods in November, once', async () => {
    const make = (now: string) =>
      office.db.transaction((tx) => makeComingPeriods(tx, { now: at(now), timeZone: VIETNAM }));
    expect(await make('2023-10-31')).toEqual([]);
    const [made, again] = await Promise.all([make('2023-11-01'), make('2023-11-01')]);
    expect([...made, ...again]).toHaveLength(1);
    const codes = (await periods('12/KH-UBND')).map(({ code }) => code);
    expect(codes).toHaveLength(12);
    expect(codes).toContain('2024-Q1');
    expect(await make('2023-11-02')).toEqual([]);
  });

  it('ends, and withdraws only what has not begun', async () => {
    await coordinator.says('/chedo');
    await coordinator.presses('📄 12/KH-UBND');
    expect(await last(coordinator.presses('⏹ Kết thúc'))).toContain('anh/chị chắc chưa');
    expect(await last(coordinator.presses('⏹ Có'))).toMatch(/Đã kết thúc .*rút \d+ báo cáo/);
    const left = (await periods('12/KH-UBND')).filter(({ reports }) => reports > 0);
    expect(left.map(({ code }) => code)).toContain('2023-Y');
    expect(left.some(({ code }) => code.startsWith('2024'))).toBe(false);
  });

  it('is for coordinators, and forged buttons change nothing', async () => {
    const [regime] = await office.db.execute<{ id: number }>(
      sql`select id from report_regimes where document = '07/KH-UBND'`,
    );
    const official = await reporter(office, 'y-te');
    for (const forged of ['cd:list', 'cd:add', `cd:see:${regime?.id}`, `cd:yes:${regime?.id}`]) {
      expect(await last(official.forges(forged)), forged).toContain('cán bộ thường trực');
    }
    expect(await last(coordinator.forges('cd:see:999999'))).toContain('không tìm thấy chế độ');
    const [after] = await office.db.execute<{ ended: boolean }>(
      sql`select ended_at is not null as ended from report_regimes where document = '07/KH-UBND'`,
    );
    expect(after?.ended).toBe(false);
  });
});
