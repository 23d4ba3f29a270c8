import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { translator } from '../../locales/index.ts';
import { type Networks, openNetworks } from '../support/networks.ts';

const t = translator('vi');
/** Whoever wrote it first, hidden by their settings. */
const ORIGIN = {
  forward_origin: { type: 'hidden_user' as const, sender_user_name: 'Ai đó', date: 1 },
};

let office: Networks;
beforeAll(async () => {
  office = await openNetworks();
}, 60_000);
afterAll(() => office.end());

async function counted(table: 'updates' | 'consents' | 'accounts'): Promise<number> {
  const [row] = await office.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.identifier(table)}`,
  );
  return row?.n ?? 0;
}

it('a forwarded message is read, never obeyed', { timeout: 90_000 }, async () => {
  const [agency] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = 'y-te'`,
  );
  const official = office.emulators.telegram.user(71, 'Cán bộ y tế');
  const forwards = (text: string, extra: object = {}) =>
    official.sendsOther({
      text,
      ...(text.startsWith('/')
        ? {
            entities: [
              { type: 'bot_command', offset: 0, length: /^\S+/.exec(text)?.[0].length ?? 0 },
            ],
          }
        : {}),
      ...ORIGIN,
      ...extra,
    });

  // A stranger's forwarded code links nobody, and a forwarded "yes" is no consent.
  const code = await office.invite(agency?.id ?? 0, 'official');
  const accounts = await counted('accounts');
  const consents = await counted('consents');
  official.sends('/start');
  await official.hears();
  forwards(`/lienket ${code}`);
  await official.hears('chưa nhận tin chuyển tiếp');
  forwards(code);
  await official.hears('chưa nhận tin chuyển tiếp');
  official.sends(`/lienket ${code}`);
  await official.hears('Anh/chị có đồng ý');
  forwards('đồng ý');
  await official.hears('Anh/chị có đồng ý');
  expect(await counted('accounts')).toBe(accounts);
  expect(await counted('consents')).toBe(consents);
  official.presses(t.plain('privacy.agree'));
  await official.hears('Liên kết thành công');

  // Commands, button words and codes are not run.
  for (const words of ['/viec', '/xoadulieu', 'tiến độ', 'việc của tôi', code]) {
    forwards(words);
    await official.hears('chưa làm theo');
  }

  // What it says about one's own work is shown; a forwarded yes does not record it, one's own does.
  const before = await counted('updates');
  official.sends('/viec');
  await official.hears('1');
  forwards('việc 5 đang làm 40%');
  await official.hears('tin chuyển tiếp nên tôi chưa ghi');
  await official.hears((message) => message.buttons.length > 0);
  for (const yes of ['đúng', 'ok', 'vâng']) {
    forwards(yes);
    await official.hears('chưa làm theo');
  }
  expect(await counted('updates')).toBe(before);
  official.presses('✅ Đúng, ghi nhận');
  await official.hears(({ buttons, text }) => buttons.length > 0 && !text.includes('chưa ghi gì'));
  expect(await counted('updates')).toBe(before + 1);

  // In a form it answers nothing, nor does it send the form.
  const [other] = await office.db.execute<{ id: number }>(sql`
    select id from obligations where agency_id = ${agency?.id ?? 0} and state = 'not_started'
    order by due_on limit 1`);
  official.sends('/viec');
  await official.hears('1');
  office.emulators.telegram.pushUpdate({
    callback_query: {
      id: 'forged',
      from: { id: 71, is_bot: false, first_name: 'Cán bộ y tế' },
      chat_instance: '1',
      data: `up:${other?.id}:blocked`,
      message: {
        message_id: official.fromBot.at(-1)?.id ?? 0,
        date: 1,
        chat: { id: 71, type: 'private', first_name: 'Cán bộ y tế' },
      },
    },
  });
  await official.hears('vướng ở đâu');
  for (const words of ['chờ kinh phí', '/huy', 'huỷ', 'Tiếp']) {
    forwards(words);
    await official.hears('chưa lấy làm câu trả lời');
  }
  official.sends('chờ kinh phí');
  await official.hears('');
  expect(await counted('updates')).toBe(before + 1);
});

it('a command forwarded into a group is not run there', { timeout: 60_000 }, async () => {
  const { telegram } = office.emulators;
  const group = telegram.group(-9100, 'Nhóm');
  const person = telegram.user(72, 'Ai đó');
  const entities = [{ type: 'bot_command' as const, offset: 0, length: 7 }];
  person.in(group).sendsOther({ text: '/tiendo', entities, ...ORIGIN });
  person.in(group).sends('/tiendo');
  await group.hears('chưa được đăng ký');
  expect(group.fromBot).toHaveLength(1);
});
