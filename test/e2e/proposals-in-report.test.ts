import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf } from '../../db/queries/figures.ts';
import { addProposal } from '../../db/queries/proposals.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

const SLOW = 'Đường truyền chậm <i>buổi sáng</i>\n\nnhất là thứ Hai';
const SCANNER = '=cmd|"/C calc"!A0 đề nghị cấp máy quét';
const BEFORE = 'Đề nghị của kỳ trước';
const LAST_MOMENT = 'Đề nghị gửi tối ngày chốt số liệu';
const TOO_LATE = 'Đề nghị gửi sau ngày chốt số liệu';

let office: Rehearsal;
let coordinator: Person;
let health: Reporter;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
  health = await reporter(office, 'y-te');
  await sent('y-te', 'difficulty', 'procedures', SLOW, '2023-02-20T10:00');
  await sent('y-te', 'proposal', 'public_finance', SCANNER, '2023-02-21T10:00');
  await sent('y-te', 'proposal', 'general', BEFORE, '2022-12-14T23:59');
  await sent('dan-toc', 'proposal', 'general', LAST_MOMENT, '2023-03-08T23:30');
  await sent('dan-toc', 'proposal', 'general', TOO_LATE, '2023-03-09T00:00');
});
afterAll(() => office.end());

async function sent(
  agency: string,
  kind: 'difficulty' | 'proposal',
  area: string,
  words: string,
  local: string,
): Promise<void> {
  const at = new Date(`${local}:00+07:00`);
  const by = { personId: 1, channel: 'web', at };
  const asked = { agencyId: await agencyId(office, agency), kind, area, words, ...by };
  await office.db.transaction((tx) => addProposal(tx, asked));
}

async function told(): Promise<Record<string, string[]>> {
  const { narrative = {} } = (await draftOf(office.db, (await health.report()).id)) ?? {};
  return Object.fromEntries(
    Object.entries(narrative).map(([key, said]) => [key, said.map(({ text }) => text)]),
  );
}

async function wordReport(): Promise<string> {
  await coordinator.says('/xuat quý I');
  const seen = await coordinator.presses('📄 Báo cáo tổng hợp');
  const file = seen.flatMap(({ files }) => files).at(-1);
  if (!file) throw new Error('no file');
  const buffer = Buffer.from(await coordinator.opens(file));
  return (await mammoth.extractRawText({ buffer })).value;
}

const count = (text: string, words: string) => text.split(words).length - 1;

describe('an agency that writes its report', () => {
  it('is shown what it sent in the period, all of it or where it belongs', async () => {
    await health.hear('/baocao quý I');
    expect(await health.tap('📝 Thuyết minh')).toContain('có 2 kiến nghị đã gửi chưa có');
    const shown = await health.tap('📣 Xem 2 kiến nghị đã gửi');
    expect(shown).toContain('Cải cách thủ tục hành chính – Khó khăn, vướng mắc');
    expect(shown).toContain('Cải cách tài chính công – Kiến nghị, đề xuất');
    expect(shown).toContain('<i>buổi sáng</i>');
    expect(shown).not.toContain(BEFORE);
    expect(await told()).toEqual({});
  });

  it('takes it into a section by one tap, and may take it out and write it anew', async () => {
    const { id } = await health.report();
    await health.forges(`bc:${id}:n`);
    await health.tap('2');
    expect(await health.tap('Khó khăn, vướng mắc')).toContain('1 kiến nghị đã gửi trong kỳ');
    expect(await health.labels()).toContain('📥 Đưa 1 kiến nghị đã gửi vào báo cáo');
    await health.hear('Đưa 1 kiến nghị đã gửi vào báo cáo');
    const own = SLOW.replace('\n\n', '\n');
    expect(await told()).toEqual({ 'procedures.difficulties': [own] });
    expect(await health.labels()).not.toContain('📥 Đưa 1 kiến nghị đã gửi vào báo cáo');
    await health.tap('↩️ Bỏ đoạn cuối');
    expect(await told()).toEqual({});
    expect(await health.labels()).toContain('📥 Đưa 1 kiến nghị đã gửi vào báo cáo');
  });

  it('takes all in at once; an old button takes nothing twice', async () => {
    const { id } = await health.report();
    await health.forges(`bc:${id}:np:all`);
    await health.tap('📥 Đưa 2 kiến nghị đã gửi vào báo cáo');
    const expected = {
      'procedures.difficulties': [SLOW.replace('\n\n', '\n')],
      'public_finance.proposals': [SCANNER],
    };
    expect(await told()).toEqual(expected);
    await health.forges(`bc:${id}:np:all:2`);
    await health.forges(`bc:${id}:np:0:1`);
    await health.forges(`bc:${id}:np:999:1`);
    expect(await told()).toEqual(expected);
    const other = await office.person('dm-dan-toc').forges(`bc:${id}:np:all:2`);
    expect(only(other).text).toContain('không thuộc phạm vi');
  });
});

describe('the consolidated report', () => {
  it('lists what was sent in the data window by area, with what became of it, once', async () => {
    await office.moveTo('2023-03-01');
    await coordinator.forges('kn:a:2');
    await coordinator.says('Đã đưa vào dự toán <b>quý II</b>');
    await coordinator.presses('📨 Gửi');
    const before = await wordReport();
    expect(before).toContain(`${SCANNER} (Phòng Y tế)`);
    expect(before).toContain('Kết quả xử lý: đã trả lời ngày 01/3/2023: Đã đưa vào dự toán');
    expect(before).toContain('Đã đưa vào dự toán <b>quý II</b>');
    expect(before).toContain(`${LAST_MOMENT} (Phòng Dân tộc)`);
    expect(before).not.toContain(BEFORE);
    expect(before).not.toContain(TOO_LATE);
    const proposals = before.slice(before.lastIndexOf('Kiến nghị, đề xuất'));
    expect(proposals).toContain(LAST_MOMENT);
    expect(proposals).toMatch(/Cải cách tài chính công\s+=cmd/);
    const difficulties = before.slice(
      before.indexOf('khó khăn, vướng mắc'),
      before.lastIndexOf('Nguyên nhân'),
    );
    expect(difficulties).toMatch(/Cải cách thủ tục hành chính\s+Đường truyền chậm <i>/);
    expect(difficulties).toContain('Kết quả xử lý: đang được xem xét.');

    // The same words in the agency's own report: they stand once, what became of them stays.
    await health.forges(`bc:${(await health.report()).id}`);
    await health.tap('📨 Xem lại');
    await health.tap('📨 Gửi báo cáo');
    const after = await wordReport();
    expect(count(after, SCANNER)).toBe(1);
    expect(count(after, 'Đường truyền chậm')).toBe(1);
    expect(after).toContain('Đã đưa vào dự toán <b>quý II</b>');
  });
});
