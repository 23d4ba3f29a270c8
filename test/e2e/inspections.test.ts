import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockConversation, registerGroup } from '../../db/queries/conversations.ts';
import { inspectionBoard } from '../../office/inspections/board.ts';
import { agencyId, history, obligation, only } from '../support/facts.ts';
import { importKhanhHoa, loadKhanhHoa } from '../support/khanh-hoa.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { at } from '../support/vietnam.ts';

let office: Rehearsal;
let team: Person;
let health: Person;
beforeAll(async () => {
  office = await rehearse({ demo: false, at: '2020-08-20' });
  await loadKhanhHoa(office.db);
  await importKhanhHoa(office.db);
  const group = { channel: 'web', nativeId: 'nhom-tinh', kind: 'group' as const, title: 'Nhóm' };
  await office.db.transaction(async (tx) => {
    const { id } = await lockConversation(tx, group);
    const scopeAgencyId = await agencyId(office, 'tinh');
    const registeredAt = at('2020-07-08');
    await registerGroup(tx, id, { scopeAgencyId, registeredBy: null, registeredAt });
  });
  team = office.person('doan');
  health = office.person('dm-y-te');
}, 60_000);
afterAll(() => office.end());

const text = (answers: readonly Seen[]) => answers.at(-1)?.text ?? '';
const labels = (answers: readonly Seen[]) =>
  answers.at(-1)?.choices.map(({ label }) => label) ?? [];

/** Reports the step as done with a file. */
async function reportsDone(person: Person, agency: string, step: string): Promise<void> {
  await person.forges(`up:${(await obligation(office, agency, step)).id}:done`);
  if (step === 'self_review') await person.says('120/BC-SYT ngày 18/8/2020');
  await person.sendsFile('minh-chung.pdf', `tệp ${step}`);
  await sends(person);
}

/** Leaves out what may be left out, and sends the form. */
async function sends(person: Person): Promise<void> {
  for (const way of ['⏩', 'Đủ tệp', 'Bỏ qua', 'Bỏ qua']) {
    const offered = labels(await person.sees());
    if (offered.some((label) => label.startsWith('📨'))) break;
    if (offered.some((label) => label.startsWith(way))) await person.presses(way);
  }
  await person.presses('📨');
}

describe('an inspected agency', () => {
  it('finds its steps in /viec and on its own card', async () => {
    const work = text(await health.says('/viec'));
    expect(work).toContain('Kiểm tra ISO 9001 theo KH 6714/KH-UBND: báo cáo tự rà soát');
    expect(work).toContain('hạn 06/11');
    const card = only(await health.says('đợt kiểm tra'));
    expect(card.text).toContain('Sở Y tế');
    expect(card.text).toContain('Tình trạng: Chờ báo cáo tự rà soát');
    expect(card.text).toContain('Việc tiếp theo của đơn vị: Báo cáo tự rà soát');
    expect(labels([card])).toContain('✅ Đã xong');
    expect(labels([card]).join()).not.toContain('Ghi phát hiện');
  });

  it('of a visit sees that the report in advance has no day', async () => {
    const card = only(await office.person('dm-xay-dung').says('/kiemtra'));
    expect(card.text).toContain('không ấn định ngày: báo cáo gửi trước');
    expect(card.text).toContain('Việc tiếp theo của đơn vị: Báo cáo tự rà soát gửi trước');
    expect(card.text).toContain('trực tiếp tại trụ sở, 03/09/2020 – 16/10/2020');
    expect(card.text).toContain('Buổi làm việc với Đoàn kiểm tra');
  });
});

describe('from self-review to closing', () => {
  it('the agency sends its report and evidence, the coordinator accepts', async () => {
    await reportsDone(health, 'kh-4', 'self_review');
    expect(await obligation(office, 'kh-4', 'self_review')).toMatchObject({ state: 'done' });
    await reportsDone(health, 'kh-4', 'evidence');
    const list = only(await team.says('/duyet'));
    expect(list.text).toContain('2 kết quả chờ duyệt');
    for (const step of ['self_review', 'evidence']) {
      await team.forges(`rv:ok:${(await obligation(office, 'kh-4', step)).id}`);
    }
    const board = only(await team.says('/kiemtra'));
    expect(board.text).toContain('30 đơn vị: 24 qua hồ sơ, 6 tại trụ sở');
    expect(board.text).toContain('Đoàn đang xem xét: 1');
    expect(board.text).toContain('Chờ báo cáo tự rà soát: 29');
    expect(board.text).toContain('1 điểm trong văn bản chưa rõ');
    const who = only(await team.presses('Đoàn đang xem xét'));
    expect(who.text).toContain('Sở Y tế – đã đủ, chờ Đoàn');
    expect(text(await team.presses('1'))).toContain('Sở Y tế');
  });

  it('the team records a non-conformity; the agency is told and owes its correction', async () => {
    await health.hears();
    expect(text(await team.presses('✍️ Ghi phát hiện'))).toContain('ghi nhận điều gì');
    await team.presses('Điểm không phù hợp');
    await team.says('Chưa cập nhật quy trình theo TCVN ISO 9001:2015');
    await team.says('7.5.3');
    expect(text(await team.says('19/8/2020'))).toContain('cần sau hôm nay');
    await team.says('15/9/2020');
    expect(text(await team.presses('📨'))).toContain('hạn khắc phục thứ Ba, 15/09/2020');
    const told = only(await health.hears());
    expect(told.text).toContain('điểm không phù hợp (7.5.3) ở đơn vị mình');
    expect(told.text).toContain('Chưa cập nhật quy trình');
    expect(labels([told])).toContain('✅ Đã xong');
    expect(await obligation(office, 'kh-4', 'action')).toMatchObject({
      dueOn: '2020-09-15',
      state: 'not_started',
      deadlineWords: 'trong thời gian yêu cầu của Đoàn kiểm tra hoặc Thông báo của Sở KH-CN',
    });
  });

  it('neither the finding nor the agency can be closed before the correction is accepted', async () => {
    const action = await obligation(office, 'kh-4', 'action');
    const entry = action.campaignAgencyId;
    const finding = action.occurrence.split(':').at(-1);
    const early = text(await team.forges(`ki:x:${finding}:${entry}`));
    expect(early).toContain('chưa được duyệt');
    expect(text(await team.forges(`ki:z:${entry}:yes`))).toContain('1 phát hiện chưa kết thúc');
  });

  it('a correction that is not enough is returned, sent again, and accepted', async () => {
    const { id } = await obligation(office, 'kh-4', 'action');
    await health.hears();
    await reportsDone(health, 'kh-4', 'action');
    await team.forges(`rv:no:${id}`);
    await team.says('minh chứng chưa có quy trình đã ban hành');
    await team.presses('📨');
    const returned = only(await health.hears());
    expect(returned.text).toContain('chưa có quy trình đã ban hành');
    expect(text(await team.forges('kt:l'))).toContain('Đang khắc phục: 1');
    await reportsDone(health, 'kh-4', 'action');
    const accepted = only(await team.forges(`rv:ok:${id}`));
    expect(labels([accepted])).toContain('🔎 Phần kiểm tra');
    const states = (await history(office, { id })).map(({ state }) => state);
    expect(states).toEqual(['done', 'returned', 'done', 'accepted']);
  });

  it('the finding is closed, then the agency, by the team’s word', async () => {
    await health.hears();
    const card = only(await team.presses('🔎 Phần kiểm tra'));
    expect(card.text).toContain('1. Điểm không phù hợp (7.5.3): Chưa cập nhật quy trình');
    const closed = only(await team.presses('✅ Kết thúc phát hiện 1'));
    expect(closed.text).toContain('Tình trạng: Khắc phục xong, chờ kết thúc');
    expect(text(await health.hears())).toContain('đã kết thúc phát hiện');
    expect(text(await team.presses('🏁 Kết thúc ở đơn vị này'))).toContain('đúng không');
    expect(text(await team.presses('✅ Đúng, kết thúc'))).toContain('Đã kết thúc kiểm tra Sở Y tế');
    expect(text(await health.hears())).toContain('đã kết thúc. Cảm ơn');
    const again = text(await team.forges(`ki:n:${await entry('kh-4')}`));
    expect(again).toContain('đã kết thúc rồi');
    expect(text(await health.says('/kiemtra'))).toContain('🏁 Kết thúc lúc');
  });
});

async function entry(agency: string): Promise<number> {
  const [state] = (await inspectionBoard(office.db, [await agencyId(office, agency)], new Date(0)))
    .campaigns;
  return state?.entries[0]?.entry.id ?? 0;
}

describe('a correction nobody made', () => {
  it('is reminded of, and stands on the board with days, reason and silence', async () => {
    const construction = office.person('dm-xay-dung');
    await team.forges(`ki:n:${await entry('kh-12')}`);
    await team.presses('Điểm không phù hợp');
    await team.says('Chưa đánh giá nội bộ năm 2020');
    await team.presses('Bỏ qua');
    await team.says('25/8/2020');
    await team.presses('📨');
    await construction.hears();
    await office.moveTo('2020-08-26T08:05');
    const morning = text(await construction.hears());
    expect(morning).toContain('khắc phục “Chưa đánh giá nội bộ năm 2020”');
    expect(morning).toContain('quá hạn 1 ngày');
    await office.moveTo('2020-09-01T08:05');
    expect(text(await team.hears())).toContain('Sở Xây dựng');

    const leader = office.person('lanh-dao');
    const board = only(await leader.says('/tiendo kiểm tra'));
    expect(board.text).toContain('⚠️ 1 khắc phục quá hạn ở 1 đơn vị.');
    expect(board.text).toContain('Điểm không phù hợp: còn mở 1/2');
    expect(board.text).toContain('“Chưa đánh giá nội bộ năm 2020” – trễ 7 ngày');
    expect(board.text).toContain('chưa báo lần nào từ 20/08');
    await construction.forges(`up:${(await obligation(office, 'kh-12', 'action')).id}:blocked`);
    await construction.says('chưa có kinh phí thuê chuyên gia');
    await construction.says('UBND tỉnh');
    await sends(construction);
    await leader.says('/tiendo kiểm tra');
    const open = only(await leader.presses('Điểm không phù hợp'));
    expect(open.text).toContain('Sở Xây dựng “Chưa đánh giá nội bộ năm 2020”');
    await leader.says('/kiemtra');
    const overdue = only(await leader.presses('🔴 Khắc phục quá hạn'));
    expect(overdue.text).toContain('lý do: chưa có kinh phí thuê chuyên gia');
    expect(overdue.text).toContain('không có tin từ 01/09');
    expect(text(await leader.says('tiến độ kiểm tra'))).toContain('Đã kết thúc: 1');
  });

  it('in a group is figures only: no words of a finding, no card', async () => {
    const group = office.inGroup('lanh-dao', 'nhom-tinh');
    const board = only(await group.says('/tiendo kiểm tra'));
    expect(board.text).toContain('30 đơn vị');
    expect(board.text).not.toContain('đánh giá nội bộ');
    const open = only(await group.presses('Điểm không phù hợp'));
    expect(open.text).toContain('Sở Xây dựng');
    expect(open.text).not.toContain('đánh giá nội bộ');
    expect(open.choices.every(({ id }) => id.startsWith('kt:'))).toBe(true);
    expect(text(await group.forges(`ki:e:${await entry('kh-12')}`))).toContain('nhắn riêng');
  });
});

describe('whose it is not', () => {
  it('a district’s coordinator sees its own part and nothing of the next district', async () => {
    const district = office.person('cchc-khanh-son');
    expect(text(await district.says('/kiemtra'))).toContain('UBND huyện Khánh Sơn');
    const next = await entry('kh-27');
    for (const choice of [`ki:e:${next}`, `ki:n:${next}`, `ki:z:${next}:yes`]) {
      const answer = text(await district.forges(choice));
      expect(answer).toContain('không thuộc phạm vi');
      expect(answer).not.toContain('Cam Lâm');
    }
    expect(text(await district.forges('kt:l'))).not.toContain('Cam Lâm');
  });

  it('an official may not speak for the team, not even about their own agency', async () => {
    const official = office.person('dm-khanh-son');
    const own = await entry('kh-30');
    for (const verb of ['n', 'z']) {
      expect(text(await official.forges(`ki:${verb}:${own}:yes`))).toContain('không thuộc phạm vi');
    }
  });
});
