import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../bot/commands/index.ts';
import { makeBusy } from '../support/busy-office.ts';
import { obligation } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { tooLong } from '../support/screens.ts';

/** Many screens in each. */
vi.setConfig({ testTimeout: 120_000 });

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse({ at: '2023-06-05T07:30' });
});
afterAll(() => office?.end());

/** Says it, and turns every page there is. */
async function leafing(person: Person, words: string): Promise<Seen[]> {
  const seen = await person.says(words);
  for (let pages = 0; pages < 4; pages += 1) {
    const later = seen.at(-1)?.choices.find(({ label }) => label.startsWith('Trang sau'));
    if (!later) break;
    seen.push(...(await person.presses('Trang sau')));
  }
  return seen;
}

async function everyButton(person: Person, words: string): Promise<Seen[]> {
  const seen = await person.says(words);
  for (const { label } of seen.at(-1)?.choices ?? []) {
    if (label.startsWith('‹') || label.startsWith('Trang')) continue;
    await person.says(words);
    seen.push(...(await person.presses(label)));
  }
  return seen;
}

const EVERYBODY = [
  '/trogiup',
  '/trogiup baocao',
  '/tiendo',
  '/han',
  '/hotro',
  'xin chào',
  'a bờ c',
];

it('says nothing to an official that takes more than two phone screens', async () => {
  const official = office.person('dm-tu-phap');
  const seen = [
    ...(await leafing(official, '/viec')),
    ...(await leafing(official, '/giahan')),
    ...(await everyButton(official, '/baocao')),
    ...(await official.says('/start')),
    ...(await official.forges('go:try')),
    ...(await official.forges('hp:all')),
    ...(await official.forges('go:try')),
  ];
  for (const words of EVERYBODY) seen.push(...(await leafing(official, words)));
  for (const words of ['/kiennghi', '/bangiao', '/kenh', '/gopy', '/tieptuc']) {
    seen.push(...(await leafing(official, words)));
  }
  expect(tooLong(seen)).toEqual([]);
});

it('lets nobody ask for input, propose or hand over on more than two phone screens', async () => {
  const official = office.person('dm-tu-phap');
  for (let open = 0; open < 4; open += 1) await official.says('/huy');
  const { id } = await obligation(office, 'tu-phap', 'tuyên truyền, phổ biến giáo dục pháp luật');
  const seen = [...(await official.forges(`in:ask:${id}`))];
  for (const press of ['Trang sau', 'Trang sau', 'Tất cả']) {
    const to = press === 'Tất cả' ? official.forges(`in:who:${id}:all`) : official.presses(press);
    seen.push(...(await to));
  }
  seen.push(...(await official.says('cho ý kiến về dự thảo kế hoạch')));
  seen.push(...(await official.presses('thứ')), ...(await official.presses('📨')));
  seen.push(...(await official.forges(`ob:${id}`)), ...(await official.forges(`in:list:${id}`)));
  seen.push(...(await official.says(`/kiennghi ${'máy quét, máy tính '.repeat(50)}`)));
  for (const words of ['1', '1', 'bỏ qua']) seen.push(...(await official.says(words)));
  seen.push(...(await official.presses('📨')), ...(await official.presses('📌')));
  await official.says('/bangiao');
  for (const words of ['1', '1', '2']) seen.push(...(await official.says(words)));
  seen.push(...(await official.presses('📨')), ...(await official.says('/bangiao')));
  expect(seen.length).toBeGreaterThan(15);
  expect(tooLong(seen)).toEqual([]);
});

it('welcomes nobody, and explains no command, on more than two phone screens', async () => {
  const coordinator = office.person('cqtt-cchc');
  const seen: Seen[] = [];
  for (const [role, id] of Object.entries({
    'Cán bộ đầu mối': 'nguoi-moi',
    'Lãnh đạo': 'ban-moi',
  })) {
    await coordinator.says('/moi Phòng Tư pháp');
    const made = (await coordinator.presses(role)).at(-1)?.text ?? '';
    const [, code = ''] = /\n([0-9A-Z]{4}-[0-9A-Z]{4})\n/.exec(made) ?? [];
    const newcomer = office.person(id);
    seen.push(...(await newcomer.says('/start')), ...(await newcomer.says(`/start ${code}`)));
    seen.push(...(await newcomer.forges('go:try')));
  }
  for (const { name } of COMMANDS) seen.push(...(await coordinator.says(`/trogiup ${name}`)));
  expect(seen.at(-1)?.text).not.toContain('chưa được liên kết');
  expect(tooLong(seen)).toEqual([]);
});

it('sends no reminder that takes more than two phone screens', async () => {
  await office.moveTo('2023-06-05T08:00');
  const heard = [];
  for (const id of ['dm-tu-phap', 'dm-y-te', 'cqtt-cchc', 'lanh-dao', 'nhom-cchc']) {
    heard.push(...(await office.person(id).sees()));
  }
  expect(heard.length).toBeGreaterThan(4);
  expect(tooLong(heard)).toEqual([]);
});

it('says nothing to a coordinator or leader that takes more than two phone screens', async () => {
  await makeBusy(office);
  const coordinator = office.person('cqtt-cchc');
  const seen: Seen[] = [];
  const asked = ['/duyet', '/kiennghi', '/daumoi', '/daumoi Phòng Tư pháp', '/bangiao', '/bieumau'];
  for (const words of [...EVERYBODY, ...asked]) seen.push(...(await leafing(coordinator, words)));
  for (const words of ['/tiendo', '/thubaocao', '/xuat']) {
    seen.push(...(await everyButton(coordinator, words)));
  }
  seen.push(...(await coordinator.forges('hp:all')));
  for (const words of EVERYBODY) seen.push(...(await office.person('lanh-dao').says(words)));
  seen.push(...(await office.inGroup('dm-tu-phap', 'nhom-cchc').says('/tiendo')));
  seen.push(...(await office.inGroup('dm-tu-phap', 'nhom-cchc').says('/trogiup')));
  expect(tooLong(seen)).toEqual([]);
});
