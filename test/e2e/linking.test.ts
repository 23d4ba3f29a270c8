import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

const NOT_LINKED = /^(Xin chào|Tài khoản này chưa được liên kết)/;

/** The coordinator makes a code for an agency; gives it as it is read off the screen. */
async function codeFor(agency: string, role: string): Promise<string> {
  await coordinator.says(`/moi ${agency}`);
  const made = only(await coordinator.presses(role));
  const [, code] = /\n([0-9A-Z]{4}-[0-9A-Z]{4})\n/.exec(made.text) ?? [];
  if (!code) throw new Error(`no code in: ${made.text}`);
  return code;
}

/** Sends a code and agrees to what is kept; gives the welcome. */
async function agreed(person: Person, words: string): Promise<Seen> {
  expect(only(await person.says(words)).text).toContain('Anh/chị có đồng ý');
  return only(await person.says('đồng ý'));
}

async function count(query: ReturnType<typeof sql>): Promise<number> {
  return only(await office.db.execute<{ n: number }>(query)).n;
}

describe('a stranger', () => {
  it('gets kind words and nothing else, whatever they do', async () => {
    const stranger = office.person('nguoi-la');
    const obligations = await count(sql`select min(id)::int as n from obligations`);
    const tries: (() => Promise<{ text: string; choices: unknown[] }[]>)[] = [
      ...['xin chào', '/start', '/viec', '/tiendo', '/tiendo phòng tư pháp', '/han', '/trogiup'],
      ...['/baocao', '/capnhat', '/giahan', '/duyet', '/moi Phòng Tư pháp', '/huy', '/ngonngu'],
      ...['/chitiet 1', '/khongco', 'tiến độ', 'báo cáo', '1', '2', 'gửi'],
    ].map((words) => () => stranger.says(words));
    for (const prefix of ['ob', 'hi', 'fi', 'up', 'ex', 'xd', 'rv:ok', 'rv:no', 'td:main', 'iv']) {
      tries.push(() => stranger.forges(`${prefix}:${obligations}`));
    }
    for (const choice of ['td:main', 'my:0', 'rp:at:0', 'rv:list', 'lang:en', 'f:a:state:v:done']) {
      tries.push(() => stranger.forges(choice));
    }
    tries.push(() => stranger.forges('khong:co'));
    tries.push(() => stranger.sendsFile('ke-hoach.pdf', 'scan'));
    for (const attempt of tries) {
      const answer = only(await attempt());
      expect(answer.text).toMatch(NOT_LINKED);
      expect(answer.choices).toEqual([]);
    }
    // Nor were they remembered as anybody, and their file was not kept.
    expect(await count(sql`select count(*)::int as n from persons where name = 'nguoi-la'`)).toBe(
      0,
    );
  });

  it('in a group is answered only what the group itself may see', async () => {
    const stranger = office.inGroup('nguoi-la', 'nhom-cchc');
    for (const words of ['/viec', '/moi Phòng Tư pháp', '/nhom', '/duyet', 'chào cả nhà']) {
      expect(await stranger.says(words)).toEqual([]);
    }
    for (const choice of ['ob:1', 'hi:1', 'up:1:done', 'xd:1:grant', 'my:0', 'f:a:state:v:done']) {
      expect(await stranger.forges(choice)).toEqual([]);
    }
    expect(await stranger.sendsFile('ke-hoach.pdf', 'scan')).toEqual([]);
    expect(only(await stranger.says('/tiendo')).text).toContain('UBND huyện Thạnh Trị');
  });
});

describe('an invite code', () => {
  it('links by command; the welcome says who one is and what is kept', async () => {
    const code = await codeFor('Phòng Tư pháp', 'Cán bộ đầu mối');
    const newcomer = office.person('can-bo-1');
    const asked = only(await newcomer.says(`/lienket ${code}`));
    expect(asked.text).toContain('cán bộ đầu mối của Phòng Tư pháp');
    expect(asked.text.split('\n').filter((line) => line.trim()).length).toBeLessThanOrEqual(8);
    const welcome = only(await newcomer.presses('Tôi đồng ý'));
    expect(welcome.text).toContain('Anh/chị là cán bộ đầu mối của Phòng Tư pháp');
    expect(welcome.text).toContain('có 19 việc đang chờ');
    expect(welcome.text).toContain('không gửi tài liệu mật');
    expect(only(await newcomer.presses('📋')).text).toContain('19 việc đang chờ đơn vị mình');
    // The welcome is still there to be read again.
    expect((await newcomer.sees())[1]?.text).toContain('không gửi tài liệu mật');
  });

  it('links by plain typing, however it is written, and by a link', async () => {
    const typed = (await codeFor('Phòng Y tế', 'Thủ trưởng')).toLowerCase().replace('-', ' ');
    const head = await agreed(office.person('can-bo-2'), typed);
    expect(head.text).toContain('thủ trưởng của Phòng Y tế');
    const linked = await codeFor('Phòng Nội vụ', 'Cán bộ thường trực CCHC');
    const second = await agreed(office.person('can-bo-3'), `/start ${linked}`);
    expect(second.text).toContain('cán bộ thường trực CCHC của Phòng Nội vụ');
    expect(second.text).toContain('/tiendo');
    const third = await codeFor('UBND huyện', 'Lãnh đạo');
    const leader = await agreed(office.person('can-bo-4'), `lien ket ${third}`);
    expect(leader.choices.map(({ label }) => label)).toEqual(['📊 Xem tiến độ']);
  });

  it('works once', async () => {
    const code = await codeFor('Phòng Dân tộc', 'Cán bộ đầu mối');
    await office.person('can-bo-5').says(code);
    const late = office.person('can-bo-6');
    expect(only(await late.says(code)).text).toContain('đã được dùng rồi');
    expect(only(await late.says('/viec')).text).toMatch(NOT_LINKED);
  });

  it('that nobody made is refused, and after five wrong ones the right one too, for an hour', async () => {
    const code = await codeFor('Phòng Dân tộc', 'Cán bộ đầu mối');
    const guesser = office.person('can-bo-7');
    for (const wrong of [
      'AAAA-0000',
      'AAAA-0001',
      '/lienket AAAA-0002',
      '/start xyz',
      '0912 3456',
    ]) {
      expect(only(await guesser.says(wrong)).text).toContain('không tìm thấy mã này');
    }
    expect(only(await guesser.says(code)).text).toContain('nhập sai nhiều lần');
    await office.moveTo('2023-02-27T09:01');
    expect((await agreed(guesser, code)).text).toContain('Liên kết thành công');
  });

  it('may be for a colleague only where the coordinator looks after, by name or by suggestion', async () => {
    expect(only(await coordinator.says('/moi')).text).toContain('/moi Phòng Tư pháp');
    const unclear = only(await coordinator.says('/moi phong tu fap'));
    expect(unclear.choices.map(({ label }) => label)).toContain('Phòng Tư pháp');
    expect(only(await coordinator.presses('Phòng Tư pháp')).text).toContain('vai trò nào');
    expect(only(await coordinator.says('/moi Sở Xây dựng')).text).toContain('chưa tìm thấy');
    const official = office.person('dm-y-te');
    const refused = only(await official.says('/moi Phòng Y tế'));
    expect(refused.text).toContain('do cán bộ thường trực CCHC thực hiện');
    expect(only(await official.says('mọi việc thế nào rồi')).text).toContain('chưa hiểu');
  });

  it('runs out after seven days', async () => {
    const code = await codeFor('Phòng Y tế', 'Cán bộ đầu mối');
    await office.moveTo('2023-03-06T23:59');
    const other = await codeFor('Phòng Y tế', 'Cán bộ đầu mối');
    await office.moveTo('2023-03-07T00:00');
    expect(only(await office.person('can-bo-8').says(code)).text).toContain('đã hết hạn');
    expect((await agreed(office.person('can-bo-8'), other)).text).toContain('thành công');
  });
});
