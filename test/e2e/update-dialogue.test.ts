import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obligationsOf } from '../../db/queries/obligations.ts';
import { rehearse, type Rehearsal } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

describe('an official answers the morning reminder', () => {
  it('leads from one tap through document, evidence and note to a stored update', async () => {
    const official = office.person('dm-tu-phap');
    const [digest] = await official.sees();
    expect(digest?.text).toContain('quá hạn 29 ngày');

    const [document] = await official.presses('1 ✅');
    expect(document?.text).toContain('Số, ký hiệu và ngày của văn bản');
    const [wrong] = await official.says('đã ban hành rồi');
    expect(wrong?.text).toContain('chưa đọc được số');
    expect(wrong?.text).toContain('Ví dụ');
    const [evidence] = await official.says('05/KH-UBND ngày 12/01/2023');
    expect(evidence?.text).toContain('minh chứng');
    const [kept] = await official.sendsFile('ke-hoach.pdf', 'scan');
    expect(kept?.text).toContain('ke-hoach.pdf');
    const [note] = await official.presses('Đủ tệp rồi');
    expect(note?.text).toContain('ghi chú');
    const [review] = await official.says('gửi kèm bản scan');
    expect(review?.text).toContain('05/KH-UBND ngày 12/01/2023');
    expect(review?.text).toContain('ke-hoach.pdf');
    expect(review?.text).toContain('gửi kèm bản scan');
    const [thanks] = await official.presses('📨 Gửi');
    expect(thanks?.text).toContain('hoàn thành');

    const owed = await obligationsOf(office.db, [4]);
    console.log(owed.length);
  });
});
