import { sql } from 'drizzle-orm';
import type { Message, Update } from 'grammy/types';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { translator } from '../../locales/index.ts';
import { type Networks, openNetworks } from '../support/networks.ts';

const t = translator('vi');
let office: Networks;
beforeAll(async () => {
  office = await openNetworks();
}, 60_000);
afterAll(() => office.end());

it('a Telegram group that becomes a supergroup stays registered, however often that is told', {
  timeout: 60_000,
}, async () => {
  const { telegram } = office.networks;
  const [agency] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = 'noi-vu'`,
  );
  const code = await office.invite(agency?.id ?? 0, 'coordinator');
  const coordinator = telegram.person('Cán bộ nội vụ');
  await coordinator.says(`/lienket ${code}`);
  await coordinator.hears('Anh/chị có đồng ý');
  await coordinator.chooses(t.plain('privacy.agree'));
  await coordinator.hears('Liên kết thành công');

  const group = await telegram.inGroup('Cán bộ nội vụ', 'Nhóm CCHC');
  await group.says('/nhom');
  await group.hears('đã được đăng ký');
  const moved = group.becomesSupergroup?.();
  if (!moved) throw new Error('Telegram groups can grow');
  await moved.says('/tiendo');
  await moved.hears('Thạnh Trị');
  group.repeatsMove?.();
  group.repeatsMove?.();
  await moved.says('/tiendo');
  await moved.hears('Thạnh Trị');

  // What is posted by the clock goes to the new chat, once.
  await office.moveTo('2023-03-06T08:00');
  await moved.hears('Thạnh Trị');
  const groups = await office.db.execute<{ native_id: string }>(sql`
    select native_id from conversations
    where channel = 'telegram' and kind = 'group' and scope_agency_id is not null`);
  expect(groups.map(({ native_id }) => native_id)).toEqual([expect.stringMatching(/^-100/)]);
  const lost = await office.db.execute(sql`
    select o.id from outbox o join conversations c on c.id = o.conversation_id
    where c.channel = 'telegram' and c.kind = 'group' and o.status = 'failed'`);
  expect(lost).toEqual([]);
});

it('a supergroup that is heard of before the move takes the registration over', {
  timeout: 60_000,
}, async () => {
  const { telegram } = office.networks;
  const group = await telegram.inGroup('Cán bộ nội vụ', 'Nhóm họp');
  await group.says('/nhom');
  await group.hears('đã được đăng ký');
  const id = -1_009_000_000_001;
  const person = office.emulators.telegram.user(9001, 'Cán bộ nội vụ');
  const early = office.emulators.telegram.group(id, 'Nhóm họp');
  person.in(early).sends('/tiendo');
  await early.hears('chưa');
  const [old] = await office.db.execute<{ native_id: string }>(sql`
    select native_id from conversations where title = 'Nhóm họp' and native_id <> ${String(id)}`);
  const record = office.emulators.telegram.group(Number(old?.native_id), 'Nhóm họp');
  record.movesTo(id, person);
  person.in(early).sends('/tiendo');
  await early.hears('Thạnh Trị');
  // Told once more, and again by an answer to a send: the registration is not taken away.
  office.emulators.telegram.pushUpdate({
    message: {
      message_id: 900_001,
      date: 1_677_500_000,
      chat: { id: Number(old?.native_id), type: 'group', title: 'Nhóm họp' },
      from: { id: 9001, is_bot: false, first_name: 'Cán bộ nội vụ' },
      migrate_to_chat_id: id,
    } as unknown as Message & Update.NonChannel,
  });
  person.in(early).sends('/tiendo');
  await early.hears('Thạnh Trị');
});
