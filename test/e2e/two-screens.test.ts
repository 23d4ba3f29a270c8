import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeBusy } from '../support/busy-office.ts';
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
  for (const words of [...EVERYBODY, '/duyet']) seen.push(...(await leafing(coordinator, words)));
  for (const words of ['/tiendo', '/thubaocao', '/xuat']) {
    seen.push(...(await everyButton(coordinator, words)));
  }
  seen.push(...(await coordinator.forges('hp:all')));
  for (const words of EVERYBODY) seen.push(...(await office.person('lanh-dao').says(words)));
  seen.push(...(await office.inGroup('dm-tu-phap', 'nhom-cchc').says('/tiendo')));
  seen.push(...(await office.inGroup('dm-tu-phap', 'nhom-cchc').says('/trogiup')));
  expect(tooLong(seen)).toEqual([]);
});
