import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

describe('before sending, an official', () => {
  it('corrects any answer, and changes of mind bring in their own questions', async () => {
    const official = await reporter(office, 'y-te', 'done');
    await official.hear('13/BC-PYT ngày 20/02/2023');
    await official.sendsFile('bao-cao.pdf', 'scan');
    await official.tap('Đủ tệp rồi');
    await official.hear('gửi qua trục liên thông');

    expect(await official.tap('✏️ Sửa: Văn bản')).toContain('Đang ghi: 13/BC-PYT ngày 20/02/2023');
    expect(await official.hear('14/BC-PYT 21/02/2023')).toContain(
      'Văn bản: 14/BC-PYT ngày 21/02/2023',
    );

    expect(await official.tap('✏️ Sửa: Tình trạng')).toContain('Đang ghi: đã hoàn thành');
    expect(await official.tap('⛔ Vướng mắc')).toContain('Đang vướng ở đâu');
    expect(await official.hear('thiếu số liệu của trạm y tế')).toContain('Nơi nào có thể tháo gỡ');
    const review = await official.tap('Cơ quan phối hợp');
    expect(review).toContain('Tình trạng: đang vướng mắc');
    expect(review).toContain('Minh chứng: bao-cao.pdf');
    expect(review).toContain('Ghi chú: gửi qua trục liên thông');
    expect(review).not.toContain('BC-PYT');
    await official.tap('📨');

    const said = only(await history(office, await official.report()));
    expect(said).toMatchObject({ state: 'blocked', documentNumber: null, documentDate: null });
    expect(said.note).toBe('gửi qua trục liên thông');
  });

  it('changes to and fro without typing anything twice', async () => {
    const official = await reporter(office, 'thanh-tra', 'done');
    await official.hear('13/BC-TTr ngày 20/02/2023');
    await official.tap('⏩');
    await official.tap('✏️ Sửa: Tình trạng');
    await official.tap('🔄');
    expect(await official.tap('75%')).toContain('Mức độ: 75%');
    await official.tap('✏️ Sửa: Tình trạng');
    const review = await official.tap('✅');
    expect(review).toContain('Văn bản: 13/BC-TTr ngày 20/02/2023');
    expect(review).not.toContain('Mức độ');
  });

  it('goes back step by step, keeping what was said', async () => {
    const official = await reporter(office, 'dan-toc', 'done');
    await official.hear('13/BC-PDT ngày 20/02/2023');
    await official.tap('Bỏ qua');
    expect(await official.tap('‹ Quay lại')).toContain('minh chứng');
    expect(await official.tap('‹ Quay lại')).toContain('Đang ghi: 13/BC-PDT ngày 20/02/2023');
    expect(await official.tap('‹ Quay lại')).toContain('Đang ghi: đã hoàn thành');
    expect(await official.labels()).not.toContain('‹ Quay lại');
    // On again: everything said is there, only the note was never reached.
    expect(await official.tap('Giữ nguyên')).toContain('ghi chú');
    expect(await official.tap('Bỏ qua')).toContain('Văn bản: 13/BC-PDT ngày 20/02/2023');
  });

  it('skips everything that is optional in one go', async () => {
    const official = await reporter(office, 'kt-ht', 'done');
    expect(await official.tap('⏩ Xem lại và gửi')).toContain('Văn bản: (chưa ghi)');
    await official.tap('📨');
    expect(only(await history(office, await official.report()))).toMatchObject({
      state: 'done',
      documentNumber: null,
      note: null,
      files: [],
    });
  });

  it('takes a written note back', async () => {
    const official = await reporter(office, 'tn-mt', 'not_started');
    await official.tap('Bỏ qua');
    await official.hear('nhầm việc');
    await official.tap('✏️ Sửa: Ghi chú');
    expect(await official.tap('🗑 Xóa phần đang ghi')).not.toContain('nhầm việc');
    expect(await official.tap('Bỏ qua')).toContain('Ghi chú: (chưa ghi)');
  });

  it('cancels: by button, by word, by command; nothing is stored', async () => {
    const official = await reporter(office, 'nn-ptnt');
    const { id } = await official.report();
    for (const leave of [
      () => official.tap('Hủy'),
      () => official.hear('hủy'),
      () => official.hear('/huy'),
    ]) {
      await official.forges(`up:${id}:done`);
      await official.hear('13/BC-PNN ngày 20/02/2023');
      expect(await leave()).toBe('Đã hủy, chưa có gì được gửi đi.');
      expect(await official.labels()).toEqual(['📋 Việc của tôi']);
    }
    expect(await official.hear('/huy')).toContain('không có gì đang nhập dở');
    expect(await history(office, { id })).toEqual([]);
    expect((await official.report()).state).toBe('not_started');
  });
});
