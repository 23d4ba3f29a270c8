import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversations } from '../../db/schema/index.ts';
import { history, obligation, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';

const HALF_YEAR = '6 tháng đầu năm 2023 – own';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

describe('while a form is open', () => {
  it('commands answer and leave it as it is', async () => {
    const official = await reporter(office, 'y-te', 'blocked');
    await official.hear('chờ số liệu của trạm y tế');
    expect(await official.hear('/tiendo')).toContain('Tiến độ CCHC – Phòng Y tế');
    expect(await official.hear('/viec')).toContain('việc đang chờ đơn vị mình');
    expect(await official.hear('/han')).toContain('Sắp đến hạn');
    expect(await official.hear('/trogiup')).toContain('Chào anh/chị');
    // Words go on answering the question that waits, although other buttons came between.
    expect(await official.hear('Sở Y tế')).toContain('minh chứng');
    await official.hear('/viec');
    expect(await official.hear('bỏ qua')).toContain('ghi chú');
    expect(await official.hear('/capnhat')).toContain('ghi chú');
    expect(await official.tap('Bỏ qua')).toContain('Nơi tháo gỡ: Sở Y tế');
  });

  it('another one comes first and the first comes back', async () => {
    const official = await reporter(office, 'thanh-tra', 'done');
    await official.hear('13/BC-TTr ngày 20/02/2023');
    const other = await obligation(office, 'thanh-tra', HALF_YEAR);
    const [screen] = await official.forges(`up:${other.id}:in_progress`);
    expect(screen?.text).toContain('6 tháng đầu năm');
    await official.hear('10');
    await official.tap('⏩');
    const answers = await official.presses('📨');
    expect(answers.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('Đã ghi nhận đang thực hiện'),
      expect.stringContaining('còn một phần đang nhập dở'),
      expect.stringContaining('Báo cáo Quý I/2023'),
    ]);
    expect(await official.tap('⏩')).toContain('Văn bản: 13/BC-TTr ngày 20/02/2023');
    await official.tap('📨');
    expect(await official.report()).toMatchObject({ state: 'done' });
  });

  it('taps on three tasks in a row open three forms, none of them lost', async () => {
    const official = await reporter(office, 'dan-toc', 'done');
    const second = await obligation(office, 'dan-toc', HALF_YEAR);
    const third = await obligation(office, 'dan-toc', 'Quý III/2023 – own');
    await official.forges(`up:${second.id}:blocked`);
    await official.forges(`ex:${third.id}`);
    // The first again: it is gone on with, not begun anew below itself.
    await official.forges(`up:${(await official.report()).id}:done`);
    expect(await official.tap('Hủy')).toContain('Báo cáo 6 tháng');
    // The wish for more time was never begun, so nothing of it was kept.
    expect(await official.tap('Hủy')).toBe('Đã hủy, chưa có gì được gửi đi.');
    expect(await official.hear('/huy')).toContain('không có gì đang nhập dở');
  });

  it('the same button twice answers once, and says which question waits', async () => {
    const official = await reporter(office, 'kt-ht', 'in_progress');
    const question = (await official.sees()).at(-1);
    const half = question?.choices.find(({ label }) => label === '50%');
    await official.forges(half?.id ?? '', question?.messageId);
    const again = only(await official.forges(half?.id ?? '', question?.messageId));
    expect(again.text).toContain('thuộc câu hỏi trước');
    expect(again.text).toContain('minh chứng');
    await official.tap('⏩');
    const send = (await official.sees()).at(-1)?.choices.find(({ label }) => label === '📨 Gửi');
    await official.forges(send?.id ?? '');
    expect(only(await official.forges(send?.id ?? '')).text).toContain('đã kết thúc rồi');
    expect(await history(office, await official.report())).toHaveLength(1);
  });

  it('a button of an earlier form, or a forged one, changes nothing', async () => {
    const official = await reporter(office, 'tn-mt', 'done');
    const old = (await official.sees()).at(-1)?.choices.find(({ label }) => label === 'Bỏ qua');
    await official.tap('Hủy');
    expect(only(await official.forges(old?.id ?? '')).text).toContain('đã kết thúc rồi');
    await official.forges(`up:${(await official.report()).id}:blocked`);
    for (const forged of [old?.id ?? '', 'f', 'f:x', `f:${old?.id.split(':')[1]}:state:v:done`]) {
      const answers = await official.forges(forged);
      expect(answers.at(-1)?.text).toContain('Đang vướng ở đâu');
    }
    await official.tap('Hủy');
  });

  it('a restart of the program changes nothing', async () => {
    const official = await reporter(office, 'gd-dt', 'blocked');
    await official.hear('chờ hướng dẫn của Sở');
    await office.restart();
    expect(await official.tap('Cấp tỉnh')).toContain('minh chứng');
    await office.restart();
    expect(await official.hear('xem lại và gửi')).toContain('Lý do vướng: chờ hướng dẫn của Sở');
    await official.tap('📨');
    expect(await official.report()).toMatchObject({ state: 'blocked', unblocker: 'province' });
  });
});

describe('a form stored by an older version of the program', () => {
  it('keeps the answers that still fit and asks for the rest', async () => {
    const official = await reporter(office, 'ld-tbxh', 'blocked');
    await official.hear('chờ hướng dẫn của Sở');
    const mine = eq(conversations.nativeId, 'dm-ld-tbxh');
    const [row] = await office.db.select().from(conversations).where(mine);
    if (!row?.form) throw new Error('no form is open');
    const { who: _, ...answers }: Record<string, unknown> = { ...row.form.answers, percent: '?' };
    const form = { ...row.form, version: 0, at: 'a question of old', answers };
    await office.db.update(conversations).set({ form }).where(mine);

    expect(await official.hear('/capnhat')).toContain('Nơi nào có thể tháo gỡ');
    await official.hear('Sở Lao động');
    expect(await official.tap('⏩')).toContain('Lý do vướng: chờ hướng dẫn của Sở');
  });

  it('of a kind that is gone is forgotten, and the one below it goes on', async () => {
    const official = await reporter(office, 'vh-tt', 'blocked');
    const mine = eq(conversations.nativeId, 'dm-vh-tt');
    const [row] = await office.db.select().from(conversations).where(mine);
    if (!row?.form) throw new Error('no form is open');
    const form = { ...row.form, form: 'gone', parked: row.form };
    await office.db.update(conversations).set({ form }).where(mine);
    expect(await official.hear('chờ hướng dẫn của Sở')).toContain('Nơi nào có thể tháo gỡ');
  });
});
