import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let official: Person;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  official = office.person('dm-tu-phap');
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office?.end());

const labels = ({ choices }: Seen) => choices.map(({ label }) => label);

describe('help', () => {
  it('begins with what an official owes now and its answers, and lists six commands', async () => {
    const help = only(await official.says('/trogiup'));
    expect(help.text).toContain('Việc cần để ý trước');
    expect(help.text.match(/^\/\w+ –/gm)).toHaveLength(6);
    expect(labels(help)).toContain('📋 Việc của tôi');
    const all = only(await official.presses('☰ Tất cả lệnh'));
    expect(all.messageId).toBe(help.messageId);
    expect(only(await official.presses('Trang sau')).text).toContain('/ngonngu');
    expect(only(await official.presses('‹ Quay lại')).text).toBe(help.text);
  });

  it('begins with what waits for a coordinator, and with the figures for a leader', async () => {
    const help = only(await coordinator.says('/trogiup'));
    expect(help.text).toMatch(/đã nhận \d+\/\d+/);
    expect(help.text).not.toContain('/viec');
    const leader = only(await office.person('lanh-dao').says('/trogiup'));
    expect(labels(leader)[0]).toBe('📊 Xem tiến độ');
  });

  it('explains one command by its name or its words', async () => {
    for (const words of ['/trogiup baocao', 'trợ giúp báo cáo', '/trogiup /baocao']) {
      expect(only(await official.says(words)).text).toContain('/baocao quý I');
    }
    expect(only(await official.says('/trogiup abc')).text).toContain('chưa có lệnh nào tên là');
  });
});

describe('the first minute', () => {
  it('tries a real piece of work without recording anything', async () => {
    const card = only(await official.forges('go:try'));
    expect(card.text).toContain('một việc có thật');
    expect(labels(card)).toContain('✅ Đã xong');
    expect(card.text).toContain('Chưa có cập nhật nào');
  });

  it('is not told again with one more role', async () => {
    await coordinator.says('/moi Phòng Y tế');
    const made = only(await coordinator.presses('Thủ trưởng'));
    const [, code = ''] = /\n([0-9A-Z]{4}-[0-9A-Z]{4})\n/.exec(made.text) ?? [];
    const welcome = only(await official.says(code));
    expect(welcome.text).toBe('✅ Anh/chị có thêm vai trò thủ trưởng của Phòng Y tế.');
  });
});

describe('somebody who is not understood', () => {
  it('is offered ways out at the third time, and a person to ask, once a day', async () => {
    const lost = office.person('dm-y-te');
    for (const words of ['abc xyz', 'qwe rty']) {
      expect(only(await lost.says(words)).text).toContain('chưa hiểu ý');
    }
    const ways = only(await lost.says('sao không được nhỉ'));
    expect(ways.text).toContain('Xin lỗi anh/chị');
    expect(labels(ways)).toEqual([
      '📋 Việc của tôi',
      '✏️ Báo từng bước',
      '❓ Xem trợ giúp',
      '🙋 Nhờ người hỗ trợ',
    ]);
    expect(only(await lost.presses('🙋')).text).toContain('sao không được nhỉ');
    await coordinator.hears();
    expect(only(await lost.presses('Gửi kèm')).text).toContain('đã chuyển lời');
    const told = only(await coordinator.hears()).text;
    expect(told).toContain('Phòng Y tế');
    expect(told).toContain('sao không được nhỉ');
    await lost.says('/hotro');
    expect(only(await lost.presses('🙋 Đồng ý')).text).toContain('Hôm nay tôi đã chuyển lời');
    expect(await coordinator.hears()).toEqual([]);
    // Whatever was understood since begins the count anew.
    expect(only(await lost.says('abc xyz')).text).toContain('chưa hiểu ý');
  });

  it('keeps their words to themselves unless they agree', async () => {
    const lost = office.person('dm-thue');
    for (const words of ['abc', 'def', 'chuyện riêng']) await lost.says(words);
    await lost.presses('🙋');
    await coordinator.hears();
    await lost.presses('Chỉ nhờ');
    expect(only(await coordinator.hears()).text).not.toContain('chuyện riêng');
  });

  it('in a form can leave it for later without losing an answer', async () => {
    const lost = office.person('dm-thanh-tra');
    const { id } = await obligation(office, 'thanh-tra', '6 tháng');
    await lost.forges(`up:${id}:in_progress`);
    await lost.says('nhiều lắm');
    expect(labels(only(await lost.says('kha khá')))).not.toContain('🕓 Để sau');
    const stuck = only(await lost.says('gần xong'));
    expect(stuck.text).toContain('vẫn chưa đọc được');
    expect(labels(stuck)).toEqual(expect.arrayContaining(['🕓 Để sau', '🙋 Nhờ người hỗ trợ']));
    expect(only(await lost.says('để sau')).text).toContain('giữ nguyên phần đã nhập');
    // Words typed now are no answer any more.
    expect(only(await lost.says('60')).text).not.toContain('minh chứng');
    const again = (await lost.says('/capnhat')).at(-1);
    expect(again?.text).toContain('bao nhiêu phần trăm');
    expect(only(await lost.says('60')).text).toContain('minh chứng');
    expect(only(await lost.says('/huy')).text).toContain('Đã hủy');
  });

  it('and not known either hears the same short words three times, then nothing for an hour', async () => {
    const stranger = office.person('nguoi-la-2');
    for (const words of ['a', 'b', 'c']) {
      const answer = only(await stranger.says(words));
      expect(answer.text).toContain('chưa được liên kết');
      expect(answer.choices).toEqual([]);
    }
    for (const words of ['d', 'e', '/khongco']) expect(await stranger.says(words)).toEqual([]);
    expect(await stranger.sendsFile('a.pdf', 'scan')).toEqual([]);
    expect(only(await stranger.says('/start')).text).toContain('Xin chào');
    expect(only(await stranger.says('AAAA-0000')).text).toContain('không tìm thấy mã');
    for (const words of ['a', 'b', 'c']) await stranger.says(words);
    expect(await stranger.says('d')).toEqual([]);
    await office.moveTo('2023-02-27T09:01');
    expect(only(await stranger.says('e')).text).toContain('chưa được liên kết');
  });
});

describe('an old button', () => {
  it('of a form that was sent says when, and what was recorded', async () => {
    const { id } = await obligation(office, 'tu-phap', '6 tháng');
    const asked = only(await official.forges(`up:${id}:in_progress`));
    const old = asked.choices.find(({ label }) => label === '75%')?.id ?? '';
    await official.forges(old);
    await official.presses('⏩');
    await official.presses('📨 Gửi');
    const answer = only(await official.forges(old));
    expect(answer.text).toMatch(/đã kết thúc rồi ạ, lúc \d\d:\d\d ngày/);
    expect(answer.text).toContain('Đã ghi nhận đang thực hiện');
    expect(labels(answer)).toContain('✏️ Báo lại việc này');
  });

  it('of yesterday’s reminder tells who reported it done, and who accepted it', async () => {
    const { id } = await obligation(office, 'dan-toc', '6 tháng');
    const owner = office.person('dm-dan-toc');
    await owner.forges(`up:${id}:done`);
    await owner.presses('⏩');
    await owner.presses('📨 Gửi');
    const reported = only(await owner.forges(`up:${id}:blocked`));
    expect(reported.text).toMatch(/Được báo hoàn thành lúc .+, bởi .+/);
    expect(labels(reported)).toEqual(['📋 Mở báo cáo', 'Xem việc này']);
    await coordinator.forges(`rv:ok:${id}`);
    expect(only(await owner.forges(`up:${id}:done`)).text).toMatch(/Được duyệt lúc .+, bởi .+/);
    const late = only(await coordinator.forges(`rv:no:${id}`));
    expect(late.text).toMatch(/đã được xử lý[\s\S]+Được duyệt lúc/);
  });

  it('of a wish for more time tells how it was answered', async () => {
    const { id } = await obligation(office, 'y-te', '6 tháng');
    const owner = office.person('dm-y-te');
    await owner.forges(`ex:${id}`);
    await owner.says('20/6/2023');
    await owner.says('chờ số liệu của các xã');
    await owner.presses('📨 Gửi');
    await coordinator.forges(`xd:${id}:grant:2023-06-20`);
    const again = only(await coordinator.forges(`xd:${id}:decline:2023-06-20`));
    expect(again.text).toMatch(/Đã đồng ý lùi hạn đến 20\/06\/2023, lúc .+, bởi .+/);
  });

  it('that nobody knows leads on', async () => {
    expect(only(await official.forges('khong:co')).choices).toHaveLength(1);
  });
});

it('shows the screen of a button pressed twice once', async () => {
  await official.says('/start');
  const first = only(await official.presses('📋 Việc của tôi'));
  const second = only(await official.presses('📋 Việc của tôi'));
  expect(second.messageId).toBe(first.messageId);
});

it('says nothing in a group that nobody asked it', async () => {
  const voice = office.inGroup('dm-tu-phap', 'nhom-cchc');
  for (const words of ['cảm ơn em', '3', 'abc', 'viec', '/start@otherbot', '/tiendo@otherbot']) {
    expect(await voice.says(words), words).toEqual([]);
  }
  expect(await voice.sendsFile('a.pdf', 'scan')).toEqual([]);
  expect(await voice.says('/khongco')).toEqual([]);
});
