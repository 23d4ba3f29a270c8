import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

describe('work in progress', () => {
  it('has a percentage, typed in many ways', async () => {
    const official = await reporter(office, 'y-te', 'in_progress');
    expect(await official.hear('nhiều lắm')).toMatch(/từ 0 đến 100[\s\S]*Ví dụ: 60 hoặc 60%/);
    expect(await official.hear('130')).toContain('từ 0 đến 100');
    expect(await official.hear('khoảng 66,6 %')).toContain('minh chứng');
    expect(await official.hear('xem lai va gui')).toContain('Mức độ: 67%');
    expect(await official.hear('gửi')).toContain('Đã ghi nhận đang thực hiện');
    expect(await official.report()).toMatchObject({ state: 'in_progress', percent: 67 });
  });

  it('has a percentage, chosen; a later answer takes its place', async () => {
    const official = await reporter(office, 'thanh-tra', 'in_progress');
    await official.tap('50%');
    await official.tap('⏩');
    await official.tap('📨');
    expect(await official.report()).toMatchObject({ state: 'in_progress', percent: 50 });
    await official.tap('✏️ Báo lại việc này');
    await official.tap('⬜ Chưa triển khai');
    await official.tap('⏩');
    await official.tap('📨');
    expect(await official.report()).toMatchObject({ state: 'not_started', percent: null });
    const said = await history(office, await official.report());
    expect(said.map(({ state, percent }) => [state, percent])).toEqual([
      ['in_progress', 50],
      ['not_started', null],
    ]);
  });
});

describe('blocked work', () => {
  it('has a reason and who can unblock it, chosen; the standing office hears of it', async () => {
    const coordinator = office.person('cqtt-cchc');
    await coordinator.hears();
    const official = await reporter(office, 'dan-toc', 'blocked');
    expect(await official.hear('vướng')).not.toContain('hơi ngắn');
    await official.tap('‹ Quay lại');
    expect(await official.hear('abc')).toMatch(/hơi ngắn[\s\S]*Ví dụ: chờ hướng dẫn/);
    expect(await official.hear('chờ số liệu <5 xã> & Sở')).toContain('Nơi nào có thể tháo gỡ');
    await official.tap('Lãnh đạo UBND');
    const review = await official.tap('⏩');
    expect(review).toContain('Lý do vướng: chờ số liệu <5 xã> & Sở');
    expect(review).toContain('Nơi tháo gỡ: Lãnh đạo UBND');
    expect(await official.tap('📨')).toContain('báo cơ quan thường trực để cùng tháo gỡ');

    expect(await official.report()).toMatchObject({
      state: 'blocked',
      reason: 'chờ số liệu <5 xã> & Sở',
      unblocker: 'committee',
    });
    const notice = only(await coordinator.hears());
    expect(notice.text).toContain('Phòng Dân tộc báo vướng mắc');
    expect(notice.text).toContain('Lý do: chờ số liệu <5 xã> & Sở');
    expect(notice.text).toContain('Nơi có thể tháo gỡ: Lãnh đạo UBND');
    const card = only(await coordinator.presses('Xem việc này'));
    expect(card.text).toContain('Tình trạng: đang vướng mắc');
    // The notice stays; the card comes below it.
    expect((await coordinator.sees()).map(({ text }) => text)).toContain(notice.text);
  });

  it('may be unblocked by an office that is not on offer', async () => {
    const official = await reporter(office, 'kt-ht', 'blocked');
    await official.hear('chờ hướng dẫn của tỉnh');
    await official.hear('Sở Giao thông vận tải');
    expect(await official.tap('⏩')).toContain('Nơi tháo gỡ: Sở Giao thông vận tải');
    await official.tap('📨');
    expect(await official.report()).toMatchObject({ unblocker: 'Sở Giao thông vận tải' });
  });

  it('takes a long reason whole and shows it shortened', async () => {
    const official = await reporter(office, 'tn-mt', 'blocked');
    expect(await official.hear('dài '.repeat(300))).toContain('quá 1000 ký tự');
    const reason = 'chờ kinh phí '.repeat(75).trim();
    await official.hear(reason);
    await official.hear('x'.repeat(900));
    await official.tap('Bỏ qua');
    const review = await official.hear('y '.repeat(450));
    expect(review.length).toBeLessThan(4096);
    await official.tap('📨');
    expect(await official.report()).toMatchObject({ reason });
    await official.hear('/viec');
    await official.tap('1');
    expect((await official.tap('🕘')).length).toBeLessThan(4096);
  });
});

describe('which answers are offered', () => {
  it('“not applicable” stands only where the plan says “if any”', async () => {
    const official = await reporter(office, 'nn-ptnt');
    const { id } = await official.report();
    await official.forges(`up:${id}`);
    expect(await official.labels()).not.toContain('➖ Không phát sinh');
    // Nor can it be forged, no more than the coordinator's own verdicts.
    for (const state of ['not_applicable', 'accepted', 'returned', 'xyz']) {
      const [screen] = await official.forges(`up:${id}:${state}`);
      expect(screen?.text).toContain('Việc này đến đâu rồi');
    }
    await official.says('/huy');
  });

  it('a typed number is that of the task, never of a button somewhere in the row', async () => {
    const official = await reporter(office, 'tu-phap');
    const second = 'Xây dựng Kế hoạch và tổ chức tuyên truyền';
    // The digest offers four answers to each of its two tasks.
    expect(await official.hear('2')).toContain('chưa hiểu');
    await official.hear('/viec');
    expect(await official.hear('số 2')).toContain(second);
    await official.hear('/viec');
    await official.tap('Trang sau');
    expect(await official.hear('8')).toContain('Báo cáo Quý III/2023 về lĩnh vực');
    expect(await official.hear('1')).not.toContain('📌');
  });

  it('the same thing owed at several times is told apart by its time', async () => {
    const official = await reporter(office, 'vp');
    await official.hear('/viec');
    await official.tap('Trang sau');
    const last = await official.tap('Trang sau');
    expect(last).toContain('(quý IV/2023)\n');
    expect(last).toContain('(năm 2023)\n');
    // Cells of the plan that end in a stop do not leave it in the middle of a name.
    expect(last).toContain('Quyết định Chủ tịch UBND tỉnh – Công bố');
  });

  it('typed words and numbers mean the buttons', async () => {
    const official = await reporter(office, 'gd-dt');
    await official.forges(`up:${(await official.report()).id}`);
    expect(await official.hear('đang tốt')).toContain('chọn một trong các phương án');
    expect(await official.hear('dang lam')).toContain('phần trăm');
    expect(await official.hear('quay lai')).toContain('Đang ghi: đang thực hiện');
    expect(await official.hear('số 1')).toContain('số, ký hiệu');
    expect(await official.hear('bo qua')).toContain('minh chứng');
    expect(await official.hear('không có gì')).toContain('Bước này nhận ảnh hoặc tệp');
    expect(await official.hear('Bỏ qua')).toContain('ghi chú');
    expect(await official.hear('bỏ qua')).toContain('xem lại');
    expect(await official.hear('xong rồi')).toContain('chọn “Gửi”');
    expect(await official.hear('gui')).toContain('Đã ghi nhận hoàn thành');
  });
});
