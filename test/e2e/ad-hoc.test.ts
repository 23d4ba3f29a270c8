import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { localDate } from '../../core/time/local-date.ts';
import type { Regime } from '../../imports/regime.ts';
import { importRegime } from '../../office/import-regime.ts';
import { planMorning } from '../../office/reminders.ts';
import { installForm } from '../../office/reports/forms.ts';
import { loadReport } from '../../office/reports/report.ts';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { builtIn, when } from '../support/report-office.ts';

const REVIEW = 'Báo cáo rà soát thủ tục hành chính';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
  await office.db.transaction(async (tx) => {
    for (const name of ['appendix-4', 'appendix-6']) {
      await installForm(tx, await builtIn(name), { by: null, now: when('2023-01-18').now });
    }
  });
});
afterAll(() => office.end());

/** Types one answer after another; gives the text that follows each. */
async function answers(...typed: string[]): Promise<string[]> {
  const heard: string[] = [];
  for (const text of typed) heard.push((await coordinator.says(text)).at(-1)?.text ?? '');
  return heard;
}

interface Asked {
  code: string;
  document: string;
  agency: string;
  due: string;
  withdrawn: boolean;
  id: number;
  [key: string]: unknown;
}

/** Every report asked for once, as the books have it. */
async function asked(): Promise<Asked[]> {
  return [
    ...(await office.db.execute<Asked>(sql`
      select p.code, r.document, a.code as agency, o.due_on::text as due, o.id,
        o.withdrawn_at is not null as withdrawn
      from obligations o join report_periods p on p.id = o.period_id
      join report_regimes r on r.id = p.regime_id join agencies a on a.id = o.agency_id
      where p.code like '%-DX-%' order by p.code, a.id`)),
  ];
}

describe('/dotxuat', () => {
  it('asks what the document says, and asks again what it cannot take', async () => {
    const [document] = await answers('/dotxuat');
    expect(document).toContain('số, ký hiệu và ngày của văn bản');
    expect((await answers('công văn của huyện'))[0]).toContain('chưa đọc được số và ký hiệu');
    expect((await answers('125/UBND-NV'))[0]).toContain('Văn bản ký ngày nào');
    expect((await answers('27/2/2023'))[0]).toContain('tên là gì');
    const [who] = await answers(REVIEW);
    expect(who).toContain('cách nhau bằng dấu chấm phẩy');
    const labels = (await coordinator.sees()).at(-1)?.choices.map(({ label }) => label);
    expect(labels?.slice(0, 4)).toEqual([
      'Tất cả đơn vị',
      'Ban, phòng ngành huyện',
      'UBND xã, thị trấn',
      'Cơ quan TW đóng trên địa bàn',
    ]);
    expect((await answers('UBND xã, thị trấn; Phòng Tư Pháo'))[0]).toMatch(
      /chưa tìm thấy “Phòng Tư Pháo”. Có phải ý anh\/chị là: .*Phòng Tư pháp/,
    );
    expect((await answers('các cơ quan có liên quan'))[0]).toContain('chưa nêu rõ đơn vị nào');
    expect((await answers('UBND huyện Thạnh Trị'))[0]).toContain('không phải là nơi gửi báo cáo');
    expect((await answers('đơn vị sự nghiệp công lập'))[0]).toContain('chưa có đơn vị nào');
    expect((await answers('UBND xã, thị trấn; phòng tư pháp, phòng y tế'))[0]).toContain(
      'từ ngày nào',
    );
    expect((await answers('01/01/2023', '31/12/2022')).at(-1)).toContain('sau hoặc trùng ngày đầu');
    expect((await answers('28/2/2023', 'hôm nay')).at(-1)).toContain('cần sau hôm nay');
    expect((await answers('10/3'))[0]).toContain('kèm biểu số liệu nào');
    const forms = (await coordinator.sees()).at(-1)?.choices.map(({ label }) => label);
    expect(forms?.[0]).toBe('Không kèm biểu');
    expect(forms).toEqual(expect.arrayContaining(['Phụ lục 4', 'Phụ lục VI']));
    expect((await answers('Phụ lục X'))[0]).toContain('chưa biết biểu “Phụ lục X”');
    const [review] = await answers('Phụ lục VI');
    expect(review).toContain('Văn bản yêu cầu: 125/UBND-NV');
    expect(review).toContain('(12 đơn vị)');
    expect(review).toContain('Số liệu đến ngày: 28/02/2023');
    expect(review).toContain('Hạn gửi: 10/03/2023');
    expect(await asked()).toEqual([]);
  });

  it('sent, it asks each agency once and tells its officials at once, with a way to open it', async () => {
    const official = office.person('dm-y-te');
    const other = office.person('dm-thue');
    await Promise.all([official.hears(), other.hears()]);
    const thanks = only(await coordinator.presses('📨'));
    expect(thanks.text).toContain('Đã giao 12 đơn vị gửi báo cáo, hạn 10/03/2023');
    const books = await asked();
    expect(books).toHaveLength(12);
    expect(new Set(books.map(({ code, document, due }) => `${code} ${document} ${due}`))).toEqual(
      new Set(['2023-DX-1 125/UBND-NV 2023-03-10']),
    );
    expect(books.map(({ agency }) => agency)).toContain('tu-phap');

    const notice = only(await official.hears());
    expect(notice.text).toContain(`Yêu cầu báo cáo đột xuất\n${REVIEW}`);
    expect(notice.text).toContain('Theo văn bản 125/UBND-NV ngày 27/02/2023');
    expect(notice.text).toContain('Số liệu 01/01/2023 – 28/02/2023; hạn gửi hết ngày 10/03/2023');
    expect(notice.text).toContain('Kèm biểu số liệu: Phụ lục VI');
    expect(only(await official.presses('Xem')).text).toContain('hạn 10/03');
    expect(await other.hears()).toEqual([]);
    const mine = books.find(({ agency }) => agency === 'y-te');
    const report = await loadReport(office.db, mine?.id ?? 0, when('2023-02-27'));
    expect(report?.forms.map(({ form }) => form.code)).toEqual(['ks-appendix-6']);
  });

  it('is reminded of by the usual ladder', async () => {
    const mine = (await asked()).find(({ agency }) => agency === 'y-te');
    const plan = await office.db.transaction((tx) =>
      planMorning(tx, localDate('2023-03-03'), DEFAULT_LADDER),
    );
    const [person] = await office.db.execute<{ id: number }>(
      sql`select id from persons where code = 'dm-y-te'`,
    );
    const digest = plan.digests.find(({ personId }) => personId === person?.id);
    expect(digest?.items.map(({ obligationId }) => obligationId)).toContain(mine?.id);
    const official = office.person('dm-y-te');
    await official.hears();
    await office.moveTo('2023-03-03');
    expect((await official.hears()).at(-1)?.text).toMatch(
      /Báo cáo rà soát thủ tục hành chính[^\n]*\n {3}hạn 10\/03, còn 7 ngày/,
    );
  });

  it('is collected like any other report', async () => {
    const overview = only(await coordinator.says(`/thubaocao ${REVIEW}`));
    expect(overview.text).toContain(`Thu báo cáo – ${REVIEW}`);
    expect(overview.text).toContain('Phải gửi 12 · đúng hạn 0 · trễ 0 · chưa có 12');
    expect(only(await coordinator.says('/thubaocao rà soát')).text).toContain(REVIEW);
    // "Cả năm" is still the year's report.
    expect(only(await coordinator.says('/thubaocao cả năm')).text).toContain('tổng hợp năm 2023');
  });
});

describe('asked for again', () => {
  it('by the same document, it is a report of its own and takes nothing back', async () => {
    await answers('/dotxuat', '125/UBND-NV ngày 27/2/2023', 'Báo cáo bổ sung kết quả rà soát');
    await coordinator.presses('Tất cả đơn vị');
    await coordinator.presses('Bỏ qua');
    await answers('15/3');
    await coordinator.presses('Phụ lục VI');
    const thanks = only(await coordinator.presses('📨'));
    expect(thanks.text).toContain('Đã giao 27 đơn vị');
    const books = await asked();
    expect(books.filter(({ code }) => code === '2023-DX-1')).toHaveLength(12);
    expect(books.filter(({ code }) => code === '2023-DX-2')).toHaveLength(27);
    expect(books.some(({ withdrawn }) => withdrawn)).toBe(false);
    expect(new Set(books.map(({ document }) => document))).toEqual(new Set(['125/UBND-NV']));
    const told = (await office.person('dm-thue').hears()).at(-1)?.text;
    expect(told).toContain('Số liệu tính đến 15/03/2023');
  });

  it('without forms, or by the document of a periodic regime, it leaves their forms as they are', async () => {
    for (const number of ['125/UBND-NV', '07/KH-UBND']) {
      await answers('/dotxuat', `${number} ngày 27/2/2023`, `Báo cáo nhanh theo ${number}`);
      await answers('Phòng Y tế');
      await coordinator.presses('Bỏ qua');
      await answers('20/3', 'không');
      expect(only(await coordinator.presses('📨')).text).toContain('Đã giao 1 đơn vị');
    }
    const books = await asked();
    expect(books.slice(-2).map(({ code, document }) => [code, document])).toEqual([
      ['2023-DX-3', '125/UBND-NV (2)'],
      ['2023-DX-4', '07/KH-UBND (2)'],
    ]);
    const formsOf = async (code: string) => {
      const id = books.find((one) => one.code === code && one.agency === 'y-te')?.id ?? 0;
      return (await loadReport(office.db, id, when('2023-03-03')))?.forms.length;
    };
    expect([await formsOf('2023-DX-1'), await formsOf('2023-DX-3')]).toEqual([1, 0]);
    const [regime] = await office.db.execute(
      sql`select name from report_regimes where document = '07/KH-UBND'`,
    );
    expect(regime).toEqual({ name: 'Thực hiện cải cách hành chính năm 2023' });
  });
});

describe('a regime imported afterwards', () => {
  it('under the same document leaves what was asked for once', async () => {
    const day = localDate('2023-06-30');
    const regime: Regime = {
      document: { number: '125/UBND-NV', date: day, title: 'Chế độ', issuer: 'UBND huyện' },
      periods: [{ code: '2023-H1', name: 'Sáu tháng', dataFrom: day, dataTo: day, due: day }],
      whoReports: ['Phòng Y tế'],
      reportTo: null,
      reportThrough: null,
      extraDutyAgencies: [],
      words: { whoReports: null, dueRule: null, extraDuty: null },
    };
    const at = when('2023-03-03');
    const [root] = await office.db.execute<{ id: number }>(
      sql`select id from agencies where parent_id is null`,
    );
    const done = await office.db.transaction((tx) => importRegime(tx, regime, root?.id ?? 0, at));
    expect(done.obligations).toMatchObject({ added: 1, removed: 0 });
    expect((await asked()).some(({ withdrawn }) => withdrawn)).toBe(false);
  });
});

describe('who may ask, and when people are told', () => {
  it('officials may not; in a group nobody', async () => {
    const official = office.person('dm-y-te');
    expect(only(await official.says('/dotxuat')).text).toContain('cán bộ thường trực CCHC');
    const group = office.inGroup('cqtt-cchc', 'nhom-cchc');
    expect(only(await group.says('/dotxuat')).text).toContain('nhắn riêng');
  });

  it('in the evening the agencies are left alone until the next working morning', async () => {
    await office.moveTo('2023-03-03T20:00');
    const official = office.person('dm-thanh-tra');
    await official.hears();
    await answers('/dotxuat', '130/UBND-NV ngày 3/3/2023', 'Báo cáo kiểm tra công vụ', 'thanh tra');
    await coordinator.presses('Bỏ qua');
    await answers('15/3', 'không kèm');
    await coordinator.presses('📨');
    expect(await official.hears()).toEqual([]);
    await office.moveTo('2023-03-06T08:01');
    const heard = (await official.hears()).map(({ text }) => text).join('\n');
    expect(heard).toContain('Báo cáo kiểm tra công vụ');
  });

  it('left open past the due day that was typed, it asks for another and keeps the rest', async () => {
    await answers('/dotxuat', '131/UBND-NV ngày 6/3/2023', 'Báo cáo nhanh công vụ', 'Phòng Y tế');
    await coordinator.presses('Bỏ qua');
    await answers('7/3', 'không');
    await office.moveTo('2023-03-07T09:00');
    const heard = await coordinator.presses('📨');
    expect(heard[0]?.text).toContain('Hạn gửi cần sau hôm nay');
    expect(heard.at(-1)?.text).toContain('Hạn gửi báo cáo là ngày nào');
    expect((await answers('14/3'))[0]).toContain('Tên báo cáo: Báo cáo nhanh công vụ');
    expect(only(await coordinator.presses('📨')).text).toContain('hạn 14/03/2023');
  });
});
