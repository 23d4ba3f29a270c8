import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeText } from '../../core/messages/markup.ts';
import { markBoardSent } from '../../db/queries/boards.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import type { ClaimedMessage } from '../../db/queries/outbox-claims.ts';
import { type Networks, openNetworks } from '../support/networks.ts';

let office: Networks;
let coordinator: ReturnType<Networks['emulators']['telegram']['user']>;
let group: ReturnType<Networks['emulators']['telegram']['group']>;
let voice: ReturnType<typeof coordinator.in>;

beforeAll(async () => {
  office = await openNetworks();
  const { telegram } = office.emulators;
  coordinator = telegram.user(501, 'Cán bộ thường trực');
  group = telegram.group(-601, 'CCHC huyện');
  voice = coordinator.in(group);
  const [row] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = 'noi-vu'`,
  );
  coordinator.sends(`/lienket ${await office.invite(row?.id ?? 0, 'coordinator')}`);
  await coordinator.hears('Anh/chị có đồng ý');
  coordinator.presses('Tôi đồng ý');
  await coordinator.hears('Liên kết thành công');
  voice.sends('/nhom');
  await group.hears('đã được đăng ký');
}, 60_000);
afterAll(() => office.end());

/** Pictures in the group, with their captions. */
const pictures = () => group.fromBot.filter(({ file }) => file?.kind === 'photo');
const pinned = () => group.pinned.map(({ id }) => id);
/** What is said in the group after the messages so far. */
function since(): () => string[] {
  const before = new Set(group.fromBot.map(({ id }) => id));
  return () => group.fromBot.filter(({ id }) => !before.has(id)).map(({ text }) => text);
}
/** Somebody reports one piece of work done, behind the scenes. */
async function oneMoreDone(at: string): Promise<void> {
  await office.db.execute(sql`
    update obligations set state = 'done', claimed_at = ${at}::timestamptz
    where id = (select min(o.id) from obligations o where o.state = 'not_started'
      and o.source_kind = 'plan' and o.withdrawn_at is null)`);
}

describe('the summary pinned in a group on Telegram', { timeout: 60_000 }, () => {
  it('is tried again where pinning fails for a moment, and is there and pinned once', async () => {
    const { telegram } = office.emulators;
    telegram.breaks({ kind: 'error', code: 502, description: 'x' }, { method: 'pinChatMessage' });
    await office.moveTo('2023-03-06T08:05');
    expect(pictures()).toHaveLength(1);
    expect(pinned()).toEqual([pictures()[0]?.id]);
    const call = telegram.calls('pinChatMessage').at(-1);
    expect(String(call?.fields.disable_notification)).toBe('true');
  });

  it('is changed where it stands, and one line says what is new', async () => {
    const said = since();
    const [picture] = pictures();
    const before = picture?.text;
    await oneMoreDone('2023-03-08T10:00:00+07:00');
    await office.moveTo('2023-03-13T08:05');
    expect(pictures().map(({ id }) => id)).toEqual([picture?.id]);
    expect(pictures()[0]?.text).not.toBe(before);
    expect(pinned()).toEqual([picture?.id]);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatch(/^📌 Đã cập nhật bảng ghim: (\d+ việc mới trễ, )?1 việc mới xong\.$/);
  });

  it('stays as it is when somebody looks deeper from it', async () => {
    const said = since();
    const [picture] = pictures();
    voice.presses('Theo lĩnh vực', picture?.id);
    await group.hears(/lĩnh vực/i);
    expect(pictures()[0]?.text).toBe(picture?.text);
    expect(said()).toHaveLength(1);
  });

  it('comes anew and is pinned alone where somebody deleted it', async () => {
    const [old] = pictures();
    group.deletes(old?.id ?? 0);
    const said = since();
    await office.moveTo('2023-03-20T08:05');
    expect(said().filter((text) => text.startsWith('📌'))).toEqual([]);
    expect(pictures()).toHaveLength(1);
    expect(pinned()).toEqual([pictures()[0]?.id]);
  });

  it('is an ordinary message where the bot may not pin, which the coordinator hears once', async () => {
    group.letsPin(false);
    for (const { id } of pictures()) group.deletes(id);
    await office.moveTo('2023-03-27T08:05');
    const help = await coordinator.hears('chưa được phép ghim tin');
    expect(help.text).toContain('“CCHC huyện”');
    expect(help.text).toContain('bật “Ghim tin nhắn”');
    await office.moveTo('2023-04-03T08:05');
    expect(pictures().length).toBeGreaterThanOrEqual(2);
    expect(pinned()).toEqual([]);
    const told = coordinator.fromBot.filter(({ text }) => text.includes('chưa được phép ghim'));
    expect(told).toHaveLength(1);

    group.letsPin(true);
    await office.moveTo('2023-04-10T08:05');
    expect(pinned()).toEqual([pictures().at(-1)?.id]);
  });

  it('is taken down when the group prefers a new message each time', async () => {
    voice.sends('/nhom');
    await group.hears('Tin ghim đầu nhóm');
    voice.presses('Đăng tin mới mỗi lần');
    await group.hears('Mỗi lần là một tin mới');
    const count = pictures().length;
    await office.moveTo('2023-04-17T08:05');
    expect(pinned()).toEqual([]);
    expect(pictures().length).toBeGreaterThan(count);
  });

  it('is pinned once and told of once, also where the note of its sending is repeated', async () => {
    const { db } = office;
    const [chat] = await db.execute<{ id: number }>(
      sql`select id from conversations where native_id = '-601'`,
    );
    const conversationId = chat?.id ?? 0;
    for (const [replaces, arrived] of [
      ['7', '8'],
      ['8', '8'],
    ] as const) {
      const text = escapeText('Tiến độ');
      const message = { text, replaces, board: { news: escapeText('Có việc mới xong') } };
      const far = new Date('2099-01-01T00:00:00Z');
      const item = { conversationId, kind: 'summary' as const, message, notBefore: far };
      const id = (await enqueue(db, item, far)) ?? 0;
      const claimed: ClaimedMessage = {
        ...{ id, conversationId, nativeId: '-601', conversationKind: 'group', kind: 'summary' },
        ...{ message, locale: null, lastHeardAt: null, attempts: 1, holder: 0 },
      };
      for (let times = 0; times < 2; times += 1) await markBoardSent(db, claimed, arrived, 0);
      const follow = await db.execute<{ key: string }>(
        sql`select split_part(dedupe_key, ':', 1) as key from outbox
          where dedupe_key in (${`pin:${id}`}, ${`news:${id}`})`,
      );
      expect(follow.map(({ key }) => key)).toEqual([arrived === replaces ? 'news' : 'pin']);
    }
  });
});
