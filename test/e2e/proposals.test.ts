import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linksBy } from '../support/agree.ts';
import { agencyId, obligation, only } from '../support/facts.ts';
import { type Kept, kept, newest, sendsProposal } from '../support/proposals.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

const WORDS = 'Đường truyền ở bộ phận một cửa rất chậm <b>vào</b> buổi sáng';
const FORMULA = '=cmd|"/C calc"!A0 đề nghị cấp máy quét & mực in';

let office: Rehearsal;
let coordinator: Person;
/** Phòng Y tế and UBND xã Châu Hưng, who ask; Phòng TC-KH, to whom one is passed on. */
let health: Reporter;
let commune: Reporter;
let finance: Reporter;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
  health = await reporter(office, 'y-te');
  commune = await reporter(office, 'xa-chau-hung');
  finance = await reporter(office, 'tc-kh');
});
afterAll(() => office.end());

const replies = async () =>
  JSON.stringify(await office.db.execute(sql`select * from proposal_replies order by id`));

/** Sends one; the coordinator's phone is read up to here. */
async function sends(person: Reporter, words: string): Promise<Kept> {
  await coordinator.hears();
  return sendsProposal(office, person, words);
}

describe('a difficulty', () => {
  it('is asked for step by step, kept under a number, and the coordinator told at once', async () => {
    expect(await health.hear('kiến nghị')).toContain('Đơn vị chưa gửi kiến nghị nào');
    expect(await health.tap('✍️ Gửi mới')).toContain('khó khăn hay kiến nghị');
    const areas = only(await health.presses('Khó khăn, vướng mắc'));
    expect(areas.choices.map(({ label }) => label)).toContain('Cải cách thủ tục hành chính');
    expect(areas.choices.map(({ label }) => label)).toContain('Chỉ đạo điều hành, nội dung khác');
    await health.tap('Cải cách thủ tục hành chính');
    expect(await health.hear('chậm')).toContain('hơi ngắn');
    expect(await health.hear('x'.repeat(2001))).toContain('dài quá 2000');
    expect(await health.hear(WORDS)).toContain('liên quan đến việc nào');
    const review = await health.tap('Báo cáo Quý I/2023');
    expect(review).toContain('Lĩnh vực: Cải cách thủ tục hành chính');
    expect(review).toContain(`Nội dung: ${WORDS}`);
    await coordinator.hears();
    const one = await newestAfter(() => health.tap('📨 Gửi'));
    expect(one).toMatchObject({ kind: 'difficulty', area: 'procedures', state: 'open' });
    expect(one).toMatchObject({ words: WORDS, obligation_id: (await health.report()).id });

    const notice = only(await coordinator.hears());
    expect(notice.text).toContain(`Khó khăn, vướng mắc số ${one.id} – Phòng Y tế`);
    expect(notice.text).toContain(WORDS);
    expect(notice.html).toContain('&lt;b&gt;vào&lt;/b&gt;');
    expect(notice.choices.map(({ label }) => label)).toEqual([
      '💬 Trả lời',
      '➡️ Chuyển',
      '🕓 Mở xem',
    ]);
    expect(only(await health.says('/kiennghi')).text).toContain('Kiến nghị của đơn vị (1)');
  });

  it('is answered, and whoever asked hears it and may go on from there', async () => {
    const { id } = await newest(office);
    await health.hears();
    expect(only(await coordinator.presses('💬 Trả lời')).text).toContain(WORDS);
    await coordinator.says('Đã báo VNPT nâng băng thông trong tháng 3.');
    expect(only(await coordinator.presses('📨 Gửi')).text).toContain('Đã trả lời');
    const told = only(await health.hears());
    expect(told.text).toContain('đã được trả lời');
    expect(told.text).toContain('Đã báo VNPT nâng băng thông trong tháng 3.');
    expect((await newest(office)).state).toBe('answered');
    // Answered again: what was said before stays in the history.
    expect(only(await coordinator.forges(`kn:a:${id}`)).text).toContain('Đã báo VNPT');
    await coordinator.says('Đã nâng xong ngày 10/3.');
    await coordinator.presses('📨 Gửi');
    await health.hears();
    const card = only(await health.forges(`kn:c:${id}`));
    expect(card.text).toMatch(/Đã báo VNPT[\s\S]*Đã nâng xong/);
    expect(await health.tap('✍️ Kiến nghị tiếp')).toContain(
      `tiếp theo Khó khăn, vướng mắc số ${id}`,
    );
    const review = await health.hear('Vẫn chậm vào buổi sáng thứ Hai');
    expect(review).toContain('Lĩnh vực: Cải cách thủ tục hành chính');
    await health.tap('📨 Gửi');
    expect(await newest(office)).toMatchObject({ kind: 'difficulty', area: 'procedures' });
    expect((await newest(office)).id).not.toBe(id);
  });
});

async function newestAfter(act: () => Promise<string>): Promise<Kept> {
  expect(await act()).toContain('lưu ở số');
  return newest(office);
}

describe('a proposal is passed on', () => {
  it('to an agency of the system, which answers; asker and coordinator hear it', async () => {
    const { id } = await sends(commune, FORMULA);
    await finance.hears();
    await coordinator.presses('➡️ Chuyển');
    const found = only(await coordinator.says('tài chính kế hoạch'));
    expect(found.text).toContain('Phòng Tài chính – Kế hoạch');
    await coordinator.presses('Phòng Tài chính – Kế hoạch');
    await coordinator.says('trả lời trước ngày 15');
    await coordinator.presses('📨 Gửi');
    expect(only(await commune.hears()).text).toContain('chuyển đến Phòng Tài chính');
    const passed = only(await finance.hears());
    expect(passed.text).toContain(FORMULA);
    expect(passed.text).toContain('trả lời trước ngày 15');
    expect((await newest(office)).state).toBe('forwarded');

    await coordinator.hears();
    expect(await finance.tap('💬 Trả lời')).toContain(FORMULA);
    await finance.hear('Sẽ bố trí trong dự toán quý II');
    await finance.tap('📨 Gửi');
    expect(only(await commune.hears()).text).toContain('Sẽ bố trí trong dự toán quý II');
    const heard = only(await coordinator.hears());
    expect(heard.text).toContain('Đầu mối Phòng TC-KH đã trả lời');
    expect(only(await finance.says('/kiennghi')).choices.map(({ label }) => label)).toContain(
      '📥 Được chuyển đến (1)',
    );
    expect((await newest(office)).id).toBe(id);
  });

  it('to a place outside by its name; names that are only alike are asked about', async () => {
    await sends(commune, 'Đề nghị sửa định mức chi cho rà soát thủ tục');
    await coordinator.presses('➡️ Chuyển');
    const asked = only(await coordinator.says('Sở Tài chính'));
    expect(asked.text).toMatch(/chưa chắc|đúng không/);
    await coordinator.presses('🏛 Nơi khác: Sở Tài chính');
    await coordinator.presses('Bỏ qua');
    expect(only(await coordinator.presses('📨 Gửi')).text).toContain('không dùng hệ thống');
    expect(only(await commune.hears()).text).toContain('chuyển đến Sở Tài chính');
    const own = only(await commune.presses('📌 Xem kiến nghị'));
    expect(own.text).toContain('đã chuyển nơi giải quyết');
    expect(own.text).toContain('chuyển đến Sở Tài chính');
  });

  it('never back to the agency that asked', async () => {
    const { id } = await newest(office);
    await coordinator.forges(`kn:w:${id}`);
    expect(only(await coordinator.says('UBND xã Châu Hưng')).text).toContain('chính là nơi gửi');
    const agency = await agencyId(office, 'xa-chau-hung');
    expect(only(await coordinator.forges(`kn:p:${id}:${agency}`)).text).toContain('chính là nơi');
    expect(only(await coordinator.presses('Hủy')).text).toContain('chưa được chuyển đi đâu');
  });
});

describe('the coordinator', () => {
  it('sees the open ones first, and may look at one area or state only', async () => {
    const list = only(await coordinator.says('/kiennghi'));
    expect(list.text).toContain('Kiến nghị của các đơn vị (4)');
    expect(list.choices[0]?.label).toMatch(/^🕓 .*Phòng Y tế/);
    await coordinator.presses('🏷 Lĩnh vực');
    const finances = only(await coordinator.presses('Cải cách tài chính công'));
    expect(finances.text).toContain('(2)');
    await coordinator.presses('🚦 Tình trạng');
    const narrowed = only(await coordinator.presses('✅ đã trả lời'));
    expect(narrowed.text).toContain('Cải cách tài chính công; đã trả lời');
    expect(narrowed.text).toContain('(1)');
  });

  it('who writes while another answers sees that answer before adding to it', async () => {
    const { id } = await newest(office);
    await coordinator.forges(`kn:a:${id}`);
    await office.db.execute(sql`
      insert into proposal_replies (proposal_id, kind, words, person_id, channel, at)
      select ${id}, 'answered', 'Sở đã có công văn trả lời', id, 'web', now()
      from persons where code = 'lanh-dao'`);
    const before = await replies();
    await coordinator.says('Đang chờ Sở');
    const answers = await coordinator.presses('📨 Gửi');
    const text = answers.map((one) => one.text).join('\n');
    expect(text).toContain('vừa được người khác xử lý');
    expect(text).toContain('Sở đã có công văn trả lời');
    expect(text).toContain('Trả lời: Đang chờ Sở');
    expect(await replies()).toBe(before);
    await coordinator.presses('📨 Gửi');
    expect(await replies()).toContain('Đang chờ Sở');
  });
});

describe('what was reported as blocked', () => {
  it('is sent as a proposal too by one tap, with its work, area and reason', async () => {
    const work = await obligation(office, 'tu-phap', 'Kế hoạch');
    const legal = await reporter(office, 'tu-phap');
    await legal.forges(`up:${work.id}:blocked`);
    await legal.hear('chờ hướng dẫn của Sở Tư pháp');
    await legal.tap('Cấp tỉnh');
    await legal.tap('⏩');
    await legal.tap('📨 Gửi');
    expect(await legal.tap('📣 Gửi kèm kiến nghị')).toContain('Về việc:');
    const review = await legal.tap('Khó khăn, vướng mắc');
    expect(review).toContain('Lĩnh vực: Cải cách');
    expect(review).toContain('Nội dung: chờ hướng dẫn của Sở Tư pháp');
    await legal.tap('📨 Gửi');
    expect(await newest(office)).toMatchObject({ obligation_id: work.id });
  });
});

describe('others', () => {
  const forged = (id: number) => ['c', 'a', 'w', 'f', 'p'].map((verb) => `kn:${verb}:${id}`);

  it('of another agency or district learn nothing by forged buttons and change nothing', async () => {
    await coordinator.says('/moi UBND xã Lâm Tân');
    const made = only(await coordinator.presses('Cán bộ thường trực CCHC'));
    const elsewhere = office.person('cqtt-lam-tan');
    await linksBy(elsewhere, /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(made.text)?.[0] ?? '');
    const [first] = await kept(office);
    const before = JSON.stringify([await kept(office), await replies()]);
    for (const person of [office.person('dm-dan-toc'), elsewhere]) {
      for (const choice of [...forged(first?.id ?? 0), ...forged(99_999), 'kn:a:x', 'kn:p:1:out']) {
        const answer = only(await person.forges(choice));
        expect(answer.text, choice).toContain('không thuộc phạm vi');
      }
      const list = only(await person.forges('kn:l:a:-:-:0'));
      expect(list.text).toContain('(0)');
    }
    // To whom it was passed on may answer it, and nothing else.
    const passed = (await kept(office)).find(({ words }) => words === FORMULA)?.id ?? 0;
    for (const verb of ['w', 'f']) {
      expect(only(await finance.forges(`kn:${verb}:${passed}`)).text).toContain('phạm vi');
    }
    expect(JSON.stringify([await kept(office), await replies()])).toBe(before);
  });

  it('in a group see nothing of it; a leader may read and not answer', async () => {
    const [first] = await kept(office);
    const group = office.inGroup('cqtt-cchc', 'nhom-cchc');
    for (const choice of [...forged(first?.id ?? 0), 'kn:l:a', 'kn:n']) {
      expect(only(await group.forges(choice)).text).toContain('nhắn riêng cho tôi');
    }
    const leader = office.person('lanh-dao');
    expect(only(await leader.says('/kiennghi')).text).toContain('của các đơn vị');
    const card = only(await leader.forges(`kn:c:${first?.id}`));
    expect(card.text).toContain(WORDS);
    expect(card.choices.map(({ label }) => label)).not.toContain('💬 Trả lời thêm');
    expect(only(await leader.forges(`kn:a:${first?.id}`)).text).toContain('không thuộc phạm vi');
  });
});
