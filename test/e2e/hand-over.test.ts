import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../core/people/role.ts';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { localDate } from '../../core/time/local-date.ts';
import { currentMembers, endMembership, personOfAccount } from '../../db/queries/people.ts';
import { planMorning } from '../../office/reminders.ts';
import { linksBy } from '../support/agree.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

const last = (seen: Seen[]) => seen.at(-1)?.text ?? '';
const all = (seen: Seen[]) => seen.map(({ text }) => text).join('\n----\n');

/** Who holds a role at an agency, by the account they write from. */
async function holders(agency: string, role: Role): Promise<string[]> {
  const id = await agencyId(office, agency);
  const members = await currentMembers(office.db);
  const rows = await office.db.execute<{ id: number; account: string }>(
    sql`select person_id as id, native_id as account from accounts`,
  );
  return members
    .filter((one) => one.agencyId === id && one.role === role)
    .map((one) => rows.find((row) => row.id === one.personId)?.account ?? '?')
    .sort();
}

/** Duties of an agency that were taken over, as the log has it: by whom, from whom. */
async function movesOnRecord(agency: string): Promise<unknown[]> {
  const rows = await office.db.execute(sql`
    select taker.native_id as taker, giver.native_id as giver,
      a.details->>'kind' as kind, a.details->>'role' as role
    from audit a
    join accounts taker on taker.person_id = a.person_id
    join accounts giver on giver.person_id = a.subject_id
    where a.action = 'membership.moved' and a.agency_id = ${await agencyId(office, agency)}
    order by a.id`);
  return [...rows];
}

/** Leaves of an agency that are over, as the log has it: who ended them, whose they were. */
async function endsOnRecord(agency: string): Promise<unknown[]> {
  const rows = await office.db.execute(sql`
    select ender.native_id as by, giver.native_id as giver, a.channel,
      a.details->>'role' as role, a.details->>'deputyKeeps' as kept
    from audit a
    left join accounts ender on ender.person_id = a.person_id
    join accounts giver on giver.person_id = a.subject_id
    where a.action = 'leave.ended' and a.agency_id = ${await agencyId(office, agency)}
    order by a.id`);
  return [...rows];
}

/** Fills in the form from an open question "leave or for good?". */
async function asks(giver: Person, how: { until: string | null; to: string }): Promise<string> {
  await giver.presses(how.until === null ? '📦' : '🌴');
  if (how.until !== null) await giver.says(how.until);
  expect(last(await giver.presses(how.to))).toContain('xem lại giúp trước khi gửi');
  return last(await giver.presses('📨'));
}

function codeIn(text: string): string {
  const [, code] = /\n([0-9A-Z]{4}-[0-9A-Z]{4})\n/.exec(text) ?? [];
  if (!code) throw new Error(`no code in: ${text}`);
  return code;
}

/** The id of the handover a colleague was asked about. */
function askedId(seen: Seen[]): string {
  const ids = seen.flatMap(({ choices }) => choices.map(({ id }) => id));
  return /^bg:yes:(\d+)$/.exec(ids.find((id) => id.startsWith('bg:yes:')) ?? '')?.[1] ?? '';
}

describe('for good, to somebody new', () => {
  it('nothing changes until the code is used; then everything does at once', async () => {
    const giver = office.person('dm-tu-phap');
    expect(last(await giver.says('bàn giao'))).toContain('trong thời gian nghỉ, hay bàn giao hẳn');
    const made = await asks(giver, { until: null, to: '➕' });
    expect(made).toContain('Mã bàn giao cán bộ đầu mối của Phòng Tư pháp (bàn giao hẳn)');
    expect(made).toContain('việc vẫn do anh/chị phụ trách');
    expect(await holders('tu-phap', 'official')).toEqual(['dm-tu-phap']);
    expect(last(await giver.says('/bangiao'))).toContain('chưa có ai dùng');
    const own = codeIn(made);
    expect(last(await giver.says(`/lienket ${own}`))).toContain('chính anh/chị');

    await giver.says('/viec');
    await giver.presses('1');
    await giver.presses('⛔');
    await coordinator.hears();
    const newcomer = office.person('can-bo-moi');
    const welcome = last(await linksBy(newcomer, own));
    expect(welcome).toContain('Anh/chị là cán bộ đầu mối của Phòng Tư pháp');
    expect(welcome).toContain('đã nhận phần việc cán bộ đầu mối của Phòng Tư pháp từ Đầu mối');
    expect(welcome).toContain('Hiện có 19 việc đang chờ');
    expect(await holders('tu-phap', 'official')).toEqual(['can-bo-moi']);
    expect(all(await giver.hears())).toContain('can-bo-moi đã nhận phần việc');
    const told = only(await coordinator.hears());
    expect(told.text).toContain('can-bo-moi nhận phần việc cán bộ đầu mối của Phòng Tư pháp');
    expect(await movesOnRecord('tu-phap')).toEqual([
      { taker: 'can-bo-moi', giver: 'dm-tu-phap', kind: 'transfer', role: 'official' },
    ]);
    // What was open closes, and the code is used up.
    expect(all(await giver.says('chờ hướng dẫn'))).toContain('không còn do anh/chị phụ trách');
    expect(last(await giver.says('/viec'))).toContain('chưa gắn với đơn vị nào');
    expect(last(await giver.says('/bangiao'))).toContain('không có phần việc nào để bàn giao');
    expect(last(await office.person('ke-khac').says(own))).toContain('đã được dùng rồi');
  });

  it('a coordinator’s duty goes with its own role and agency, and never as administrator', async () => {
    const noiVu = await agencyId(office, 'noi-vu');
    expect(last(await coordinator.forges(`bg:duty:${noiVu}:admin`))).toContain('không do anh/chị');
    const admin = office.person('quan-tri');
    const root = await agencyId(office, 'ubnd-huyen');
    expect(last(await admin.forges(`bg:duty:${root}:admin`))).toContain('không do anh/chị');
    await coordinator.says('/bangiao');
    const made = await asks(coordinator, { until: '31/3', to: '➕' });
    expect(last(await linksBy(office.person('cqtt-2'), codeIn(made)))).toContain(
      'đã nhận phần việc cán bộ thường trực CCHC của Phòng Nội vụ',
    );
    expect(await holders('noi-vu', 'coordinator')).toEqual(['cqtt-2', 'cqtt-cchc']);
    await coordinator.says('/bangiao');
    expect(last(await coordinator.presses('↩️'))).toContain('Chào mừng anh/chị trở lại');
    expect(await holders('noi-vu', 'coordinator')).toEqual(['cqtt-cchc']);
    const own = { by: 'cqtt-cchc', giver: 'cqtt-cchc', channel: 'web' };
    expect(await endsOnRecord('noi-vu')).toEqual([{ ...own, role: 'coordinator', kept: 'false' }]);
  });
});

describe('for a leave, to a colleague', () => {
  it('is asked, taken on, and reminders go to the deputy alone', async () => {
    const giver = office.person('dm-y-te');
    const head = office.person('tt-y-te');
    await giver.says('nghỉ phép');
    const ends = await giver.presses('🌴');
    expect(only(ends).choices.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Hết ngày 03/03/2023', 'Hết ngày 10/03/2023', 'Hết ngày 28/02/2023']),
    );
    expect(last(await giver.says('26/2'))).toContain('Ngày cuối của kỳ nghỉ đã qua');
    expect(last(await giver.says('tuần sau nữa'))).toContain('chưa đọc được ngày');
    await giver.presses('Hết ngày 10/03/2023');
    await giver.presses('Thủ trưởng Phòng Y tế');
    await head.hears();
    expect(last(await giver.presses('📨'))).toContain('Đã nhờ Thủ trưởng Phòng Y tế');
    const question = await head.hears();
    expect(last(question)).toContain('Đầu mối Phòng Y tế nhờ anh/chị nhận phần việc');
    expect(last(question)).toContain('đến hết ngày 10/03/2023');
    expect(last(question)).toMatch(/Hiện có \d+ việc đang chờ/);
    expect(await holders('y-te', 'official')).toEqual(['dm-y-te']);

    await coordinator.hears();
    await giver.hears();
    expect(last(await head.presses('✅ Nhận'))).toContain('Anh/chị đã nhận phần việc');
    expect(await holders('y-te', 'official')).toEqual(['dm-y-te', 'tt-y-te']);
    const lent = { taker: 'tt-y-te', giver: 'dm-y-te', kind: 'leave', role: 'official' };
    expect(await movesOnRecord('y-te')).toEqual([lent]);
    expect(last(await giver.hears())).toContain('Thủ trưởng Phòng Y tế đã nhận phần việc');
    expect(only(await coordinator.hears()).text).toContain('đến hết ngày 10/03/2023');
    // Pressed again: nothing happens twice.
    expect(last(await head.forges(`bg:yes:${askedId(question)}`))).toContain('được nhận rồi');
    expect(last(await head.forges(`bg:no:${askedId(question)}`))).toContain('được nhận rồi');
    expect(await coordinator.hears()).toEqual([]);

    const plan = await planMorning(office.db, localDate('2023-03-07'), DEFAULT_LADDER);
    expect(plan.leaves.map(({ name, deputyName }) => [name, deputyName])).toEqual([
      ['Đầu mối Phòng Y tế', 'Thủ trưởng Phòng Y tế'],
    ]);
    await office.moveTo('2023-03-07T08:00');
    expect(all(await head.hears())).toContain('Báo cáo Quý I/2023');
    expect(await giver.hears()).toEqual([]);
    // Away, but free to act.
    expect(last(await giver.says('/viec'))).toContain('việc đang chờ đơn vị mình');
    const list = last(await coordinator.says('/daumoi'));
    expect(list).toContain('nghỉ đến 10/03, Thủ trưởng Phòng Y tế làm thay');
  });

  it('ends by itself: the giver is greeted with what is open, the deputy thanked', async () => {
    const giver = office.person('dm-y-te');
    const head = office.person('tt-y-te');
    // What would be told on Monday is right also before the books follow.
    const plan = await planMorning(office.db, localDate('2023-03-13'), DEFAULT_LADDER);
    const told = plan.digests.map(({ personId }) => plan.targets.get(personId)?.member.name);
    expect(told).toContain('Đầu mối Phòng Y tế');
    await office.moveTo('2023-03-10T17:00');
    await head.hears();
    await giver.hears();
    await office.moveTo('2023-03-12T09:00');
    expect(await holders('y-te', 'official')).toEqual(['dm-y-te']);
    expect([...(await giver.hears()), ...(await head.hears())]).toEqual([]);
    await office.moveTo('2023-03-13T08:00');
    const back = await giver.hears();
    expect(all(back)).toContain('Chào mừng anh/chị trở lại');
    expect(all(back)).toMatch(/việc đang chờ, trong đó \d+ việc quá hạn/);
    expect(all(back)).toContain('Nhắc việc');
    expect(all(await head.hears())).toContain('Cảm ơn anh/chị nhiều');
    const byItself = { by: null, giver: 'dm-y-te', channel: null };
    expect(await endsOnRecord('y-te')).toEqual([{ ...byItself, role: 'official', kept: 'false' }]);
  });

  it('refused, the giver is told and asks somebody else', async () => {
    const giver = office.person('dm-gd-dt');
    const head = office.person('tt-gd-dt');
    await giver.says('/bangiao');
    await asks(giver, { until: '31/3/2023', to: 'Thủ trưởng' });
    await giver.hears();
    expect(last(await head.presses('Không nhận được'))).toContain('tôi sẽ báo lại');
    expect(last(await giver.hears())).toContain('Thủ trưởng Phòng GD-ĐT chưa nhận được');
    expect(await holders('gd-dt', 'official')).toEqual(['dm-gd-dt']);
    const again = await giver.presses('🤝 Nhờ người khác');
    expect(last(again)).toContain('bàn giao cho ai');
    await giver.presses('➕');
    expect(last(await giver.presses('📨'))).toContain('đến hết ngày 31/03/2023');
  });

  it('a newer one replaces an older one about the same duty, and cancelling takes it back', async () => {
    const giver = office.person('dm-tc-kh');
    const head = office.person('tt-tc-kh');
    await giver.says('/bangiao');
    await asks(giver, { until: '31/3/2023', to: 'Thủ trưởng' });
    const first = askedId(await head.hears());
    await giver.says('/bangiao');
    await giver.presses('🤝 Bàn giao việc khác');
    const made = await asks(giver, { until: null, to: '➕' });
    expect(made).toContain('đã được thay bằng đề nghị mới');
    expect(last(await head.hears())).toContain('đã rút đề nghị');
    expect(last(await head.forges(`bg:yes:${first}`))).toContain('không còn hiệu lực');
    await giver.says('/bangiao');
    expect(last(await giver.presses('✖️'))).toContain('Đã rút đề nghị');
    expect(last(await office.person('ke-khac').says(codeIn(made)))).toContain('đã được thu hồi');
    expect(await holders('tc-kh', 'official')).toEqual(['dm-tc-kh']);
  });

  it('passed on by the deputy, it goes back from hand to hand', async () => {
    const giver = office.person('dm-vp');
    const head = office.person('tt-vp');
    await giver.says('/bangiao');
    await asks(giver, { until: '24/3/2023', to: 'Thủ trưởng' });
    await head.hears();
    await head.presses('✅ Nhận');
    // The head's duties are two now.
    await head.says('/bangiao');
    await head.presses('🤝 Bàn giao việc khác');
    await head.presses('cán bộ đầu mối');
    await head.presses('🌴');
    expect(last(await head.says('27/3/2023'))).toContain('thời gian ngắn hơn');
    await head.says('22/3/2023');
    // Whoever is away cannot be asked.
    const offered = (await head.sees()).at(-1)?.choices.map(({ label }) => label);
    expect(offered).not.toContain('Đầu mối VP HĐND&UBND');
    await head.presses('➕');
    const third = office.person('nguoi-thu-ba');
    await linksBy(third, codeIn(last(await head.presses('📨'))));
    expect(await holders('vp', 'official')).toEqual(['dm-vp', 'nguoi-thu-ba', 'tt-vp']);
    await giver.says('/bangiao');
    await giver.presses('↩️');
    expect(await holders('vp', 'official')).toEqual(['dm-vp']);
    expect(last(await third.hears())).toContain('Cảm ơn anh/chị nhiều');
    expect(await holders('vp', 'head')).toEqual(['tt-vp']);
  });
});

describe('what can go wrong', () => {
  it('nobody accepts in time: giver and coordinator are told, the code is dead', async () => {
    const giver = office.person('dm-ld-tbxh');
    await giver.says('/bangiao');
    const made = await asks(giver, { until: null, to: '➕' });
    await coordinator.hears();
    await office.moveTo('2023-03-20T17:00');
    expect(all(await giver.hears())).not.toContain('hết hạn mà chưa được nhận');
    await coordinator.hears();
    await office.moveTo('2023-03-21T08:00');
    expect(all(await giver.hears())).toContain('hết hạn mà chưa được nhận');
    expect(all(await coordinator.hears())).toContain('muốn bàn giao phần việc cán bộ đầu mối');
    expect(last(await office.person('ke-muon').says(codeIn(made)))).toMatch(/hết hạn|thu hồi/);
    expect(await holders('ld-tbxh', 'official')).toEqual(['dm-ld-tbxh']);
    expect(last(await giver.presses('🤝 Nhờ người khác'))).toContain('bàn giao cho ai');
  });

  it('the giver loses the duty meanwhile: what was asked is void', async () => {
    const giver = office.person('dm-tn-mt');
    const head = office.person('tt-tn-mt');
    await giver.says('/bangiao');
    await asks(giver, { until: null, to: 'Thủ trưởng' });
    const asked = askedId(await head.hears());
    const person = await personOfAccount(office.db, 'web', 'dm-tn-mt');
    const duty = { agencyId: await agencyId(office, 'tn-mt'), role: 'official' as const };
    await endMembership(office.db, { personId: person?.id ?? 0, ...duty }, new Date());
    expect(last(await head.forges(`bg:yes:${asked}`))).toContain('không còn phụ trách');
    expect(await holders('tn-mt', 'official')).toEqual([]);
  });

  it('a deputy keeps what the giver no longer has, so that it is never nobody’s', async () => {
    const giver = office.person('dm-thanh-tra');
    const head = office.person('tt-thanh-tra');
    await giver.says('/bangiao');
    await asks(giver, { until: '22/3/2023', to: 'Thủ trưởng' });
    await head.hears();
    await head.presses('✅ Nhận');
    const person = await personOfAccount(office.db, 'web', 'dm-thanh-tra');
    const duty = { agencyId: await agencyId(office, 'thanh-tra'), role: 'official' as const };
    await endMembership(office.db, { personId: person?.id ?? 0, ...duty }, new Date());
    await coordinator.hears();
    await office.moveTo('2023-03-23T08:00');
    expect(await holders('thanh-tra', 'official')).toEqual(['tt-thanh-tra']);
    expect(all(await coordinator.hears())).toContain('không còn phụ trách; Thủ trưởng Thanh tra');
    expect(await endsOnRecord('thanh-tra')).toMatchObject([{ by: null, kept: 'true' }]);
  });

  it('accepted and taken back at the same moment, one of the two counts', async () => {
    const giver = office.person('dm-nn-ptnt');
    const head = office.person('tt-nn-ptnt');
    await giver.says('/bangiao');
    await asks(giver, { until: null, to: 'Thủ trưởng' });
    const id = askedId(await head.hears());
    const [yes, back] = await Promise.all([
      head.forges(`bg:yes:${id}`),
      giver.forges(`bg:cancel:${id}`),
    ]);
    const accepted = all(yes).includes('Anh/chị đã nhận phần việc');
    expect(all(back).includes('Đã rút đề nghị;')).toBe(!accepted);
    const owner = accepted ? 'tt-nn-ptnt' : 'dm-nn-ptnt';
    expect(await holders('nn-ptnt', 'official')).toEqual([owner]);
  });

  it('others press, forge and ask in groups in vain', async () => {
    const giver = office.person('dm-kt-ht');
    const head = office.person('tt-kt-ht');
    await giver.says('/bangiao');
    await asks(giver, { until: '31/3/2023', to: 'Thủ trưởng' });
    const id = askedId(await head.hears());
    const kt = await agencyId(office, 'kt-ht');
    const before = await office.db.execute(sql`select * from handovers order by id`);
    for (const other of ['dm-dan-toc', 'cqtt-cchc', 'quan-tri', 'dm-kt-ht']) {
      for (const verb of ['yes', 'no', 'cancel', 'end', 'again']) {
        if (other === 'dm-kt-ht' && !['yes', 'no'].includes(verb)) continue;
        const said = last(await office.person(other).forges(`bg:${verb}:${id}`));
        expect(said, `${other} ${verb}`).toMatch(/không dành cho|không do anh\/chị/);
        expect(said).not.toContain('KT-HT');
      }
      const role = other === 'dm-kt-ht' ? 'coordinator' : 'official';
      const duty = await office.person(other).forges(`bg:duty:${kt}:${role}`);
      expect(last(duty)).toContain('không do anh/chị');
    }
    for (const junk of ['bg', 'bg:', 'bg:yes', 'bg:yes:x', 'bg:yes:999999', 'bg:cancel:999999']) {
      expect(last(await giver.forges(junk))).toMatch(/không dành cho|đã cũ/);
    }
    const inGroup = office.inGroup('tt-kt-ht', 'nhom-cchc');
    expect(last(await inGroup.forges(`bg:yes:${id}`))).toContain('nhắn riêng cho tôi');
    expect(last(await inGroup.says('/bangiao'))).toContain('nhắn riêng cho tôi');
    const after = await office.db.execute(sql`select * from handovers order by id`);
    expect(after).toEqual(before);
    expect(await holders('kt-ht', 'official')).toEqual(['dm-kt-ht']);
  });
});
