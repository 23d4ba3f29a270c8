import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

/** What no English sentence of the bot contains; names of agencies and documents may. */
const VIETNAMESE = /anh\/chị|việc (đang|này)|không|hạn |đã |chưa|giúp|tình trạng|tháng đầu|trễ/i;

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

/** Words of the bot's own: without the names that stand in the plan. */
function own({ text, choices }: Seen): string {
  const names = /Báo cáo (Quý I*|6 tháng đầu năm|tổng hợp năm)( |\/)\d+|Kế hoạch[^\n]*/g;
  return [text, ...choices.map(({ label }) => label)].join('\n').replace(names, '');
}

async function everythingEnglish(person: Reporter): Promise<void> {
  const since = (await person.sees()).length;
  for (const words of ['/viec', '/baocao', '/giahan', '/tiendo', '/han', '/trogiup', '/start']) {
    await person.says(words);
  }
  for (const words of [
    '/tiendo xyz',
    '/tiendo quý I',
    'blah',
    '/huy',
    '/lienket',
    '/moi',
    '/nhom',
  ]) {
    await person.says(words);
  }
  const { id } = await person.report();
  for (const choice of [`ob:${id}`, `hi:${id}`, 'ob:999999', 'zz', 'td:areas:1', 'f:x:y:v:z']) {
    await person.forges(choice);
  }
  await person.sendsFile('virus.exe', 'x');
  await person.sendsFile('Tối mật.pdf', 'x');
  await person.forges(`up:${id}:blocked`);
  for (const words of ['no', 'waiting for the department', 'back', 'keep', 'x', 'skip', 'skip']) {
    await person.says(words);
  }
  await person.says('what now');
  await person.says('send');
  await person.forges(`up:${id}:in_progress`);
  await person.says('a lot');
  await person.says('40');
  await person.says('review and send');
  await person.says('cancel');
  for (const message of (await person.sees()).slice(since)) {
    expect(own(message)).not.toMatch(VIETNAMESE);
  }
}

describe('/ngonngu', () => {
  it('turns everything into English, and back', async () => {
    const official = await reporter(office, 'y-te');
    expect(await official.hear('/ngonngu')).toContain('dùng ngôn ngữ nào');
    expect(await official.labels()).toEqual(['Tiếng Việt', 'English']);
    expect(await official.tap('English')).toBe('From now on I will speak English with you.');
    await everythingEnglish(official);
    expect(await official.hear('/viec')).toContain('10 tasks are waiting for your agency');

    expect(await official.hear('language')).toContain('Which language');
    expect(await official.tap('Tiếng Việt')).toContain('bằng tiếng Việt');
    expect(await official.hear('/viec')).toContain('10 việc đang chờ đơn vị mình');
  });

  it('asked for by a made-up button changes nothing', async () => {
    const official = await reporter(office, 'dan-toc');
    for (const choice of ['lang:fr', 'lang', 'lang:']) await official.forges(choice);
    expect(await official.hear('/viec')).toContain('việc đang chờ');
  });

  it('each person is written to in their own language, reminders and notices too', async () => {
    const official = await reporter(office, 'thanh-tra');
    const coordinator = office.person('cqtt-cchc');
    await coordinator.forges('lang:en');
    await coordinator.hears();
    await official.forges(`ex:${(await official.report()).id}`);
    await official.hear('20/3');
    await official.hear('chờ đối chiếu');
    await official.tap('📨');
    const [notice] = await coordinator.hears();
    expect(notice?.text).toContain('asks for more time, until 20/03/2023');
    expect(notice?.choices.map(({ label }) => label)).toEqual([
      '✅ Grant',
      'Decline',
      '📅 Propose another date',
    ]);
    await official.hears();
    await coordinator.presses('✅ Grant');
    expect((await official.hears())[0]?.text).toContain('đã được đồng ý, hạn mới 20/03/2023');
    await coordinator.hears();
    await office.moveTo('2023-03-06T08:00');
    expect((await coordinator.hears()).at(-1)?.text).toContain('Reminder for Monday, 06/03/2023');
  });

  it('a group hears one language, whoever asks', async () => {
    await office.person('lanh-dao').forges('lang:en');
    const [board] = await office.inGroup('lanh-dao', 'nhom-cchc').says('/tiendo');
    expect(board?.text).toContain('Tiến độ CCHC – UBND huyện Thạnh Trị');
    const [own] = await office.person('lanh-dao').says('/tiendo');
    expect(own?.text).toContain('Reform progress – UBND huyện Thạnh Trị');
  });

  it('a form begun in one language goes on in the other', async () => {
    const official = await reporter(office, 'kt-ht', 'blocked');
    await official.forges('lang:en');
    expect(await official.hear('/capnhat')).toContain('What is holding it up?');
    await official.hear('chờ đối chiếu');
    expect(await official.hear('Province (committee, departments)')).toContain('evidence');
    expect(await official.hear('review and send')).toContain('Who can help: Province');
  });
});
