import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history, obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';

const PLAN = 'theo dõi thi hành pháp luật';

const REPORT = 'Quý I/2023 – own';

let office: Rehearsal;
let official: Person;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

/** The official of an agency says by one tap that the report is done; each test takes another. */
async function reportDone(agency: string): Promise<void> {
  official = office.person(`dm-${agency}`);
  const { id } = await obligation(office, agency, REPORT);
  await official.forges(`up:${id}:done`);
}

async function says(text: string): Promise<string> {
  return only(await official.says(text)).text;
}

async function presses(label: string): Promise<string> {
  return only(await official.presses(label)).text;
}

describe('an official answers the morning reminder that the work is done', () => {
  it('with one tap, the document in one go, evidence and a note', async () => {
    official = office.person('dm-tu-phap');
    const [digest] = await official.sees();
    expect(digest?.text).toContain('quá hạn 29 ngày');

    expect(await presses('1 xong')).toContain('số, ký hiệu và ngày của văn bản');
    expect(await says('05/kh-ubnd 12.1.2023')).toContain('minh chứng');
    const kept = only(await official.sendsFile('ke-hoach.pdf', 'scan'));
    expect(kept.text).toContain('Đang ghi: ke-hoach.pdf');
    const both = only(await official.sendsFile('danh-sach.xlsx', 'table'));
    expect(both.text).toContain('Đang ghi: ke-hoach.pdf, danh-sach.xlsx');
    expect(await presses('Đủ tệp rồi')).toContain('ghi chú');
    const review = await says('gửi kèm bản scan');
    expect(review).toContain('Tình trạng: đã hoàn thành');
    expect(review).toContain('Văn bản: 05/KH-UBND ngày 12/01/2023');
    expect(review).toContain('Minh chứng: ke-hoach.pdf, danh-sach.xlsx');
    expect(review).toContain('Ghi chú: gửi kèm bản scan');
    const thanks = await presses('📨 Gửi');
    expect(thanks).toContain('Đã ghi nhận hoàn thành lúc 08:00 ngày 27/02');

    const item = await obligation(office, 'tu-phap', PLAN);
    expect(item).toMatchObject({ state: 'done', percent: null, reason: null });
    expect(item.claimedAt?.toISOString()).toBe('2023-02-27T01:00:00.000Z');
    const said = only(await history(office, item));
    expect(said).toMatchObject({
      kind: 'state',
      state: 'done',
      documentNumber: '05/KH-UBND',
      documentDate: '2023-01-12',
      note: 'gửi kèm bản scan',
      personName: 'Đầu mối Phòng Tư pháp',
      channel: 'web',
    });
    expect(said.files.map(({ name }) => name).sort()).toEqual(['danh-sach.xlsx', 'ke-hoach.pdf']);
  });

  it('with the number first, and is asked for the date', async () => {
    await reportDone('y-te');
    expect(await says('đã ban hành rồi')).toMatch(/chưa đọc được số[\s\S]*Ví dụ: 214\/QĐ-UBND/);
    expect(await says('05/KH-UBND')).toContain('Văn bản ký ngày nào');
    expect(await says('hôm trước')).toMatch(/chưa đọc được ngày[\s\S]*Ví dụ/);
    expect(await says('31/12/2023')).toContain('Ngày văn bản đang ở tương lai');
    await says('12 tháng 1');
    const review = await presses('⏩ Xem lại và gửi');
    expect(review).toContain('Văn bản: 05/KH-UBND');
    expect(review).toContain('Ngày văn bản: 12/01/2023');
    expect(review).toContain('Minh chứng: (chưa ghi)');
    await presses('📨 Gửi');
    const said = only(await history(office, await obligation(office, 'y-te', REPORT)));
    expect(said).toMatchObject({ documentNumber: '05/KH-UBND', documentDate: '2023-01-12' });
  });

  it('with a date in the future: the number stands, only the date is asked again', async () => {
    await reportDone('thanh-tra');
    const asked = await says('05/KH-UBND ngày 12/01/2024');
    expect(asked).toContain('Ngày văn bản đang ở tương lai');
    expect(asked).toContain('Văn bản ký ngày nào');
    await says('12/01/2023');
    const review = await presses('⏩ Xem lại và gửi');
    expect(review).toContain('Văn bản: 05/KH-UBND');
    expect(review).toContain('Ngày văn bản: 12/01/2023');
  });
});

describe('evidence', () => {
  it('that is classified or of a wrong kind is refused, and the form goes on', async () => {
    await reportDone('dan-toc');
    await official.presses('Bỏ qua');
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    expect(only(await official.sendsFile('cong-van.pdf', page)).text).toContain(
      'cong-van.pdf” không phải',
    );
    const bytes = Buffer.from('MZ\x90\x00', 'latin1');
    expect(only(await official.sendsFile('anh.jpg', bytes)).text).toContain('vì an toàn');
    const secret = only(await official.sendsFile('Báo cáo (MẬT).pdf', 'x'));
    expect(secret.text).toContain('dấu hiệu là tài liệu mật');
    expect(secret.text).toContain('đường văn thư bảo mật');
    const program = only(await official.sendsFile('ke-hoach.zip', 'x'));
    expect(program.text).toContain('không thuộc loại tôi nhận');
    await official.sendsFile('ke-hoach.pdf', 'x');
    await presses('Đủ tệp rồi');
    expect(await presses('Bỏ qua')).toContain('Minh chứng: ke-hoach.pdf');
    await presses('📨 Gửi');
    const said = only(await history(office, await obligation(office, 'dan-toc', REPORT)));
    expect(said.files.map(({ name }) => name)).toEqual(['ke-hoach.pdf']);
  });

  it('may come at any step, and a wrong file can be taken back', async () => {
    await reportDone('kt-ht');
    const early = only(await official.sendsFile('nham.pdf', 'x'));
    expect(early.text).toContain('hiện có 1 tệp');
    expect(early.text).toContain('số, ký hiệu và ngày của văn bản');
    await presses('Bỏ qua');
    await presses('Bỏ qua');
    expect(await presses('✏️ Sửa: Minh chứng')).toContain('Đang ghi: nham.pdf');
    expect(await presses('🗑')).not.toContain('nham.pdf');
    await official.sendsFile('dung.pdf', 'y');
    expect(await presses('Đủ tệp rồi')).toContain('Minh chứng: dung.pdf');
  });

  it('sent before anything was asked is explained, not lost in silence', async () => {
    official = office.person('dm-tc-kh');
    const answer = only(await official.sendsFile('ke-hoach.pdf', 'x'));
    expect(answer.text).toContain('chưa biết thuộc việc nào');
    expect(answer.choices.map(({ label }) => label)).toEqual(['📋 Việc của tôi']);
  });
});
