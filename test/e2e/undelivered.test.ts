import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
  for (const id of ['dm-tu-phap', 'dm-y-te', 'dm-noi-vu']) await office.person(id).says('/viec');
});
afterAll(() => office.end());

const last = (seen: Seen[]) => seen.at(-1)?.text ?? '';
const labels = (seen: Seen[]) => seen.at(-1)?.choices.map(({ label }) => label) ?? [];

/** A message to somebody's chat that was given up for a reason. */
async function givenUp(native: string, kind: string, text: string, error: string): Promise<number> {
  const row = only([
    ...(await office.db.execute<{ id: string }>(sql`
      insert into outbox (conversation_id, kind, priority, message, created_at, not_before, status, attempts, error)
      select id, ${kind}, 1, ${JSON.stringify({ text })}::jsonb, '2023-02-27T01:30Z', '2023-02-27T01:30Z',
        'failed', 25, ${error}
      from conversations where channel = 'web' and native_id = ${native}
      returning id`)),
  ]);
  return Number(row.id);
}

async function statusOf(id: number): Promise<string> {
  const row = only([
    ...(await office.db.execute<{ status: string }>(
      sql`select status from outbox where id = ${id}`,
    )),
  ]);
  return row.status;
}

it('says so while nothing is missing', async () => {
  expect(last(await coordinator.says('/chuagui'))).toContain('không còn tin nào chưa đến');
});

it('shows whom a message did not reach and why, and never what it said', async () => {
  await givenUp('dm-tu-phap', 'reply', 'Nội dung riêng Alpha', 'tries used up: 502');
  await givenUp('dm-y-te', 'notice', 'Nội dung riêng Beta', 'unknown outcome: ETIMEDOUT');
  await givenUp('dm-noi-vu', 'notice', 'Nội dung riêng Gamma', 'unreachable: blocked');
  await office.db.execute(sql`
    update conversations set unreachable_since = '2023-02-27T01:00Z' where native_id = 'dm-noi-vu'`);
  const list = await coordinator.says('tin chưa gửi được');
  expect(last(list)).toMatch(/Tin chưa đến người nhận: 3/);
  expect(last(list)).toMatch(/Phòng Tư pháp\)\s+câu trả lời của tôi.*đã thử nhiều lần/);
  expect(last(list)).toMatch(/Phòng Y tế\)\s+thông báo.*không rõ đã đến hay chưa/);
  expect(last(list)).toMatch(/Phòng Nội vụ\)\s+thông báo.*chặn hoặc rời.*vẫn chưa nhắn được/);
  expect(last(list)).not.toContain('Nội dung riêng');
  expect(labels(list)).toContain('🔁 Gửi lại cả 2 tin');
});

it('refuses politely while the reader cannot be reached, and says what to do', async () => {
  const answer = await coordinator.presses('🔁 Gửi lại 1.');
  expect(last(answer)).toMatch(/vẫn chưa nhắn được cho .*Phòng Nội vụ[\s\S]*gọi điện giúp/);
  expect(last(answer)).toMatch(/Tin chưa đến người nhận: 3/);
});

it('sends one again, saying that it may have come before; a second press changes nothing', async () => {
  const reader = office.person('dm-y-te');
  await reader.hears();
  const press = (await coordinator.sees())
    .at(-1)
    ?.choices.find(({ label }) => label.startsWith('🔁 Gửi lại 2.'));
  expect(last(await coordinator.presses('🔁 Gửi lại 2.'))).toMatch(/đang gửi lại cho .*Phòng Y tế/);
  expect(only(await reader.hears()).text).toContain('Nội dung riêng Beta');
  expect(last(await coordinator.forges(press?.id ?? ''))).toContain('không còn trong danh sách');
  expect(await reader.hears()).toEqual([]);
});

it('drops what nobody needs any more', async () => {
  const id = await givenUp('dm-y-te', 'notice', 'Cũ', '400: Bad Request');
  await coordinator.says('/chuagui');
  expect(last(await coordinator.presses('🗑 Bỏ 1'))).toContain('đã bỏ tin cho');
  expect(await statusOf(id)).toBe('dropped');
});

it('tells coordinators once, the next morning, of new ones', async () => {
  const told = async (day: string) => {
    await coordinator.hears();
    await office.moveTo(`${day}T08:00`);
    return (await coordinator.hears()).filter(({ text }) => text.includes('chưa đến được'));
  };
  const notice = only(await told('2023-02-28'));
  expect(notice.text).toContain('Có 2 tin mới');
  expect(notice.text).not.toContain('Nội dung riêng');
  expect(await told('2023-03-01')).toEqual([]);
  await givenUp('dm-y-te', 'notice', 'Mới', '400: Bad Request');
  expect(only(await told('2023-03-02')).text).toContain('Có 1 tin mới');
  expect(last(await coordinator.presses('📮 Xem tin'))).toMatch(/Tin chưa đến người nhận: 3/);
});

it('sends all again that can be, and leaves the others', async () => {
  expect(last(await coordinator.presses('🔁 Gửi lại cả 2'))).toMatch(
    /Đang gửi lại 2 tin[\s\S]*Tin chưa đến người nhận: 1/,
  );
  const all = (await office.person('dm-tu-phap').sees()).map(({ text }) => text);
  expect(all.filter((text) => text.includes('Nội dung riêng Alpha'))).toHaveLength(1);
});

it('is nobody else’s business: an official, a forger and a group get nothing', async () => {
  const id = await givenUp('dm-y-te', 'notice', 'Riêng', '400: Bad Request');
  const official = office.person('dm-tu-phap');
  for (const seen of [
    await official.says('/chuagui'),
    await official.forges(`ud:send:${id}:0`),
    await official.forges(`ud:drop:${id}:0`),
    await official.forges('ud:all'),
  ]) {
    expect(last(seen)).toContain('dành cho cán bộ thường trực');
  }
  const group = office.inGroup('cqtt-cchc', 'nhom-cchc');
  expect(last(await group.says('/chuagui'))).toContain('nhắn riêng cho tôi');
  expect(await statusOf(id)).toBe('failed');
});
