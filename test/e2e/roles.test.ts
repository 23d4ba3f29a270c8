import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, POLICY } from '../../core/people/can.ts';
import { ROLES, type Role } from '../../core/people/role.ts';
import { entriesOf } from '../../db/queries/campaigns.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { addProposal, addReply } from '../../db/queries/proposals.ts';
import { parseInspection } from '../../imports/inspection.ts';
import { importInspection } from '../../office/inspections/import-inspection.ts';
import { importScoring } from '../../office/scoring/import-scoring.ts';
import { agencyId, obligation } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT, reporter } from '../support/reporting.ts';
import { VIETNAM } from '../support/vietnam.ts';

/** Who plays each role: two serve Phòng Y tế, three look after the whole district. */
const PLAYERS: Readonly<Record<Role, string>> = {
  official: 'dm-y-te',
  head: 'tt-y-te',
  coordinator: 'cqtt-cchc',
  leader: 'lanh-dao',
  admin: 'quan-tri',
};
/** Where they serve, of those agencies. */
const SERVED = { official: 'y-te', head: 'y-te', coordinator: '', leader: '', admin: '' } as const;
const AGENCIES = ['y-te', 'dan-toc'] as const;

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
  for (const agency of AGENCIES) {
    const official = await reporter(office, agency, 'done');
    await official.tap('⏩');
    await official.tap('📨');
  }
  await office.db.transaction(async (tx) => {
    const by = { personId: 1, channel: 'web', at: new Date('2023-02-20T02:00:00Z') };
    const inspection = parseInspection({
      document: { number: '9/KH-UBND', title_verbatim: 'Kiểm tra CCHC', year: 2023 },
      agencies: ['Phòng Y tế', 'Phòng Dân tộc'].map((name) => {
        return { name_verbatim: name, form: 'hồ sơ', to: '2023-06-30' };
      }),
    });
    if (!inspection.ok) throw new Error(JSON.stringify(inspection.problem));
    const issuer = await agencyId(office, 'ubnd-huyen');
    await importInspection(tx, inspection.paper, issuer, { now: by.at, timeZone: VIETNAM });
    const list = {
      ...{ number: '10/KH-UBND', title: 'Chấm điểm', name: 'Chấm điểm', year: 2023 },
      ...{ issuedOn: null, dueOn: null, who: 'Phòng Y tế; Phòng Dân tộc' },
      lines: [{ line: 2, number: '1', title: 'Ban hành kế hoạch', max: 1, evidence: '' }],
    };
    await importScoring(tx, list, issuer, { now: by.at, timeZone: VIETNAM });
    const asked = { agencyId: await agencyId(office, 'tu-phap'), kind: 'proposal' as const };
    for (const agency of AGENCIES) {
      const words = `Gửi ${agency}`;
      const id = await addProposal(tx, { ...asked, area: 'general', words, ...by });
      const toAgencyId = await agencyId(office, agency);
      await addReply(tx, { proposalId: id, kind: 'forwarded', words: '', toAgencyId, ...by });
    }
  });
  const group = { channel: 'web', nativeId: 'nhom-moi', kind: 'group' as const, title: 'Nhóm mới' };
  await office.db.transaction((tx) => lockConversation(tx, group));
});
afterAll(() => office.end());

function playedBy(player: Person): Role | undefined {
  return ROLES.find((role) => PLAYERS[role] === player.id);
}

async function lastText(answers: ReturnType<Person['says']>): Promise<string> {
  return (await answers).at(-1)?.text ?? '';
}

/** Tries an action by the messages a person would send; true when it was let through. */
const TRIES: Record<Action, (player: Person, agency: string) => Promise<boolean>> = {
  async view(player, agency) {
    const { id, agencyName } = await obligation(office, agency, REPORT);
    const card = await lastText(player.forges(`ob:${id}`));
    const board = await lastText(player.says(`/tiendo ${agencyName}`));
    expect(card.includes('Tình trạng')).toBe(board.includes('Tiến độ CCHC'));
    return card.includes('Tình trạng');
  },
  async update(player, agency) {
    const { id } = await obligation(office, agency, '6 tháng đầu năm 2023 – own');
    const form = (await lastText(player.forges(`up:${id}:blocked`))).includes('vướng ở đâu');
    await player.says('/huy');
    const longer = (await lastText(player.forges(`ex:${id}`))).includes('lùi đến ngày nào');
    await player.says('/huy');
    expect(longer).toBe(form);
    return form;
  },
  async review(player, agency) {
    const { id } = await obligation(office, agency, REPORT);
    const form = (await lastText(player.forges(`rv:no:${id}`))).includes('cần sửa gì');
    await player.says('/huy');
    return form;
  },
  async propose(player, agency) {
    const { id } = await obligation(office, agency, REPORT);
    const form = (await lastText(player.forges(`kn:b:${id}`))).includes('khó khăn hay kiến nghị');
    await player.says('/huy');
    return form;
  },
  async respond(player, agency) {
    const [list] = await player.forges('kn:l:f');
    return list?.choices.some(({ label }) => label.includes(`Gửi ${agency}`)) ?? false;
  },
  async invite(player, agency) {
    const asked = await lastText(player.forges(`iv:${await agencyId(office, agency)}`));
    return asked.includes('vai trò nào');
  },
  async remind(player, agency) {
    const shown = await lastText(player.forges(`nc:ask:${await agencyId(office, agency)}`));
    return shown.includes('Nhắc việc trễ');
  },
  async set_reminders(player, agency) {
    const shown = await lastText(player.forges(`nv:ag:${await agencyId(office, agency)}`));
    return shown.includes('Nhịp nhắc:');
  },
  async hand_over(player, agency) {
    const id = await agencyId(office, agency);
    const asked = await lastText(player.forges(`bg:duty:${id}:${playedBy(player)}`));
    await player.says('/huy');
    return asked.includes('trong thời gian nghỉ');
  },
  async resend(player, agency) {
    const [lost] = await office.db.execute<{ id: string }>(sql`
      insert into outbox (conversation_id, kind, priority, message, created_at, not_before, status, error)
      select (select min(a.conversation_id) from accounts a join memberships m using (person_id)
              where m.agency_id = ${await agencyId(office, agency)} and m.ended_at is null),
        'notice', 1, '{"text": "Thông báo"}', '2023-02-26T02:00Z', '2023-02-26T02:00Z', 'failed', '400'
      returning id`);
    return (await lastText(player.forges(`ud:drop:${lost?.id}:0`))).includes('đã bỏ tin');
  },
  async audit(player, agency) {
    const { agencyName } = await obligation(office, agency, REPORT);
    return (await lastText(player.says(`/nhatky ${agencyName}`))).includes('📒');
  },
  async calendar(player) {
    return (await lastText(player.forges('li:rule'))).includes('Hiện nay:');
  },
  async export(player) {
    const root = await agencyId(office, 'ubnd-huyen');
    return (await lastText(player.forges(`xu:${root}`))).includes('kỳ nào');
  },
  async inspect(player, agency) {
    const [entry] = await entriesOf(office.db, {}, [await agencyId(office, agency)]);
    const asked = await lastText(player.forges(`ki:n:${entry?.id}`));
    await player.says('/huy');
    return asked.includes('ghi nhận điều gì');
  },
  async verify_scores(player, agency) {
    const owed = await agencyId(office, agency);
    const [entry] = await entriesOf(office.db, { kind: 'scoring' }, [owed]);
    return (await lastText(player.forges(`cm:v:${entry?.id}:0`))).includes('gì để thẩm định');
  },
  async set_targets(player, agency) {
    const rule = await lastText(player.forges(`xh:s:${await agencyId(office, agency)}`));
    return rule.includes('Số việc ít nhất');
  },
  async register_group(player, agency) {
    const inGroup = office.inGroup(player.id, 'nhom-moi');
    const { agencyName } = await obligation(office, agency, REPORT);
    return (await lastText(inGroup.says(`/nhom ${agencyName}`))).includes('đã được đăng ký');
  },
};

describe('what each role may do, by messages', () => {
  it.each(ROLES)('%s', async (role) => {
    const player = office.person(PLAYERS[role]);
    const outcome: string[] = [];
    const expected: string[] = [];
    for (const action of Object.keys(TRIES) as Action[]) {
      const extent = POLICY[action][role];
      for (const agency of AGENCIES) {
        const yes = await TRIES[action](player, agency);
        outcome.push(`${action} ${agency}: ${yes}`);
        expected.push(
          `${action} ${agency}: ${extent === 'reach' || (extent === 'own' && agency === SERVED[role])}`,
        );
      }
    }
    expect(outcome).toEqual(expected);
  });

  it('the policy itself, so that a change to it is a change to this table', () => {
    const table = Object.entries(POLICY).map(([action, roles]) => [action, { ...roles }]);
    expect(Object.fromEntries(table)).toEqual({
      update: { official: 'own', head: 'own' },
      view: { official: 'own', head: 'own', coordinator: 'reach', leader: 'reach', admin: 'reach' },
      review: { coordinator: 'reach' },
      invite: { coordinator: 'reach', admin: 'reach' },
      register_group: { coordinator: 'reach', admin: 'reach' },
      propose: { official: 'own', head: 'own' },
      respond: { official: 'own', head: 'own' },
      remind: { coordinator: 'reach' },
      set_reminders: { coordinator: 'reach', admin: 'reach' },
      set_targets: { coordinator: 'reach' },
      audit: { admin: 'reach' },
      hand_over: { official: 'own', head: 'own', coordinator: 'own' },
      resend: { coordinator: 'reach', admin: 'reach' },
      export: { coordinator: 'reach', leader: 'reach' },
      inspect: { coordinator: 'reach' },
      verify_scores: { coordinator: 'reach' },
      calendar: { coordinator: 'reach', admin: 'reach' },
    });
  });

  it('nobody is made administrator by a button', async () => {
    const id = await agencyId(office, 'y-te');
    const asked = (await office.person('cqtt-cchc').forges(`iv:${id}:admin`)).at(-1);
    expect(asked?.text).toContain('vai trò nào');
    expect(asked?.choices.map(({ label }) => label)).not.toContain('Quản trị viên');
  });
});
