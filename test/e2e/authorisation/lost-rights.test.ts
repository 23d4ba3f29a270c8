import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockConversation } from '../../../db/queries/conversations.ts';
import { endMembership, personOfAccount } from '../../../db/queries/people.ts';
import { linksBy } from '../../support/agree.ts';
import { agencyId, only } from '../../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../../support/rehearsal.ts';

const COMMUNE = 'UBND xã Châu Hưng';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
  const group = { channel: 'web', nativeId: 'nhom-huyen', kind: 'group' as const, title: 'CCHC' };
  await office.db.transaction((tx) => lockConversation(tx, group));
});
afterAll(() => office.end());

/** A code by which somebody becomes coordinator of the commune. */
async function codeOf(maker: Person): Promise<string> {
  await maker.says(`/moi ${COMMUNE}`);
  const { text } = only(await maker.presses('Cán bộ thường trực CCHC'));
  return /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
}

async function newCoordinator(account: string): Promise<Person> {
  const person = office.person(account);
  const [welcome] = await linksBy(person, await codeOf(office.person('cqtt-cchc')));
  expect(welcome?.text).toContain('Liên kết thành công');
  return person;
}

async function dismiss(account: string): Promise<void> {
  const person = await personOfAccount(office.db, 'web', account);
  const at = { agencyId: await agencyId(office, 'xa-chau-hung'), role: 'coordinator' as const };
  expect(await endMembership(office.db, { personId: person?.id ?? 0, ...at }, new Date())).toBe(
    true,
  );
}

it('codes made before a right was lost let nobody in afterwards, their maker least of all', async () => {
  const former = await newCoordinator('tt-cu');
  const [own, friends, held] = [
    await codeOf(former),
    await codeOf(former),
    await codeOf(former),
  ] as const;
  // Good when it was sent, not yet agreed to.
  const waiting = office.person('cho-dong-y');
  expect(only(await waiting.says(held)).text).toContain('đồng ý');
  await dismiss('tt-cu');
  expect(only(await former.says(`/lienket ${own}`)).text).toContain('không còn hiệu lực');
  expect(only(await former.says('/tiendo')).text).not.toContain(COMMUNE);
  expect(only(await office.person('ban-cu').says(friends)).text).toContain('không còn hiệu lực');
  expect(only(await waiting.says('đồng ý')).text).toContain('không còn hiệu lực');
  expect(await personOfAccount(office.db, 'web', 'cho-dong-y')).toBeNull();
});

it('what waited for the morning is not sent to whoever serves nowhere by then', async () => {
  const former = await newCoordinator('tt-toi');
  const person = await personOfAccount(office.db, 'web', 'tt-toi');
  await office.db.execute(sql`
    insert into outbox (conversation_id, kind, priority, message, created_at, not_before)
    select conversation_id, 'notice', 1, '{"text":"việc của xã"}', now(), '2023-03-01T01:00:00Z'
    from accounts where person_id = ${person?.id ?? 0}`);
  await dismiss('tt-toi');
  await office.moveTo('2023-03-01T09:00');
  expect((await former.sees()).map(({ text }) => text)).not.toContain('việc của xã');
});

it('nor do codes of somebody who had their own data deleted', async () => {
  const former = await newCoordinator('tt-xoa');
  const [own, held] = [await codeOf(former), await codeOf(former)] as const;
  const waiting = office.person('cho-xoa');
  await waiting.says(held);
  const asked = only(await former.says('/xoadulieu'));
  const yes = asked.choices.find(({ id }) => id.startsWith('xl:yes'));
  await former.forges(yes?.id ?? '');
  expect(await personOfAccount(office.db, 'web', 'tt-xoa')).toBeNull();
  for (const [who, words] of [
    [former, own],
    [waiting, 'đồng ý'],
  ] as const) {
    await linksBy(who, words);
  }
  expect(await personOfAccount(office.db, 'web', 'tt-xoa')).toBeNull();
  expect(await personOfAccount(office.db, 'web', 'cho-xoa')).toBeNull();
});

it('a group stays with what it shows, whoever of another place is in it too', async () => {
  await newCoordinator('tt-xa');
  const own = office.inGroup('cqtt-cchc', 'nhom-huyen');
  const guest = office.inGroup('tt-xa', 'nhom-huyen');
  expect(only(await own.says('/nhom')).text).toContain('đã được đăng ký');
  expect(only(await guest.says(`/nhom ${COMMUNE}`)).text).toContain('Chỉ người phụ trách');
  expect(only(await own.says('/tiendo')).text).toContain('UBND huyện Thạnh Trị');
  // Whoever looks after both may change it.
  expect(only(await own.says(`/nhom ${COMMUNE}`)).text).toContain('đã được đăng ký');
  expect(only(await guest.says(`/nhom ${COMMUNE}`)).text).toContain('đã được đăng ký');
});

it('a regime nobody owes a report of yet is its issuer’s alone', async () => {
  const commune = await newCoordinator('tt-bieu');
  const before = only(await commune.says('/bieumau')).text;
  expect(before).toContain('Chưa có chế độ báo cáo');
  const issuer = await agencyId(office, 'ubnd-huyen');
  await office.db.execute(sql`
    with made as (
      insert into report_regimes (document, name, issuer_id, who_reports)
      values ('99/KH-UBND', 'Chế độ riêng của huyện', ${issuer}, '{}') returning id)
    insert into report_periods (regime_id, code, name, data_from, data_to, due_on)
    select id, '2023-Q4', 'Quý IV', '2023-10-01', '2023-12-31', '2024-01-15' from made`);
  expect(only(await commune.says('/bieumau')).text).toBe(before);
  expect(only(await office.person('cqtt-cchc').says('/bieumau')).text).not.toBe(before);
});
