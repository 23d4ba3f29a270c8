import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endMembership, personOfAccount } from '../../../db/queries/people.ts';
import { WRONG_A_MINUTE } from '../../../http/attempts.ts';
import {
  CODES,
  type Code,
  markOf,
  type TwoDistricts,
  twoDistricts,
} from '../../support/two-districts.ts';

let world: TwoDistricts;
beforeAll(async () => {
  world = await twoDistricts();
}, 60_000);
afterAll(() => world.office.end());

async function linkOf(who: string): Promise<string | null> {
  const seen = await world.office.person(who).says('/bang');
  return /http\S+/.exec(seen.map(({ text }) => text).join(' '))?.[0] ?? null;
}

async function read(address: string): Promise<{ status: number; text: string }> {
  const response = await fetch(address);
  return { status: response.status, text: await response.text() };
}

const shownIn = (text: string): Code[] => CODES.filter((code) => text.includes(markOf(code)));

describe('a link to the board', () => {
  it('shows what its holder may see, and of other places nothing, whatever the address asks', async () => {
    const link = (await linkOf('coordinator-bnv')) ?? '';
    const { text } = await read(link);
    expect(shownIn(text)).toContain('b1');
    const elsewhere = world.things.c1.task;
    const { agency } = world.things.c1;
    for (const end of [
      ...['', '?donvi=9', `?tim=${markOf('c1')}`, '?ky=999&trang=-1&linhvuc=%00'],
      ...[`?nhom=a${agency}`, `?nhom=x&donvi=${agency}`, '?nhom=s999&ky=0000-Q1'],
      ...['?ky=9999-Y&nhom=zz', '?ky=2023-M02&nhom=f&tinhtrang=late', '?ky=2022-9M&tim=(('],
    ]) {
      const { status, text: page } = await read(`${link}${end}`);
      expect(status).toBe(200);
      const seen = shownIn(page).filter((code) => !end.includes(markOf(code)));
      expect(seen.filter((code) => code.startsWith('c'))).toEqual([]);
    }
    expect((await read(`${link}/viec/${world.things.b1.task}`)).status).toBe(200);
    for (const end of [`/viec/${elsewhere}`, `/viec/${elsewhere}/tep/1`, '/viec/x', '/other']) {
      const refused = await read(`${link}${end}`);
      expect(refused.status).toBe(410);
      expect(shownIn(refused.text)).toEqual([]);
    }
  });

  it('is given to nobody who may see nothing, and to officials for their own agency', async () => {
    expect(await linkOf('nobody-anybody-knows')).toBeNull();
    const { text } = await read((await linkOf('official-b1')) ?? '');
    expect(shownIn(text)).toEqual(['b1']);
  });

  it('cannot be made, changed or guessed, and guessing is slowed down', async () => {
    const link = (await linkOf('leader-b')) ?? '';
    const [, body = '', mac = ''] = /\/board\/([^.]+)\.(.+)$/.exec(link) ?? [];
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString());
    payload[1].agency = 1;
    const forged = Buffer.from(JSON.stringify(payload)).toString('base64url');
    const root = link.slice(0, link.indexOf('/board/'));
    expect((await read(`${root}/board/${forged}.${mac}`)).status).toBe(410);
    for (let tries = 0; tries < WRONG_A_MINUTE; tries += 1)
      await fetch(`${root}/board/guess${tries}`);
    expect((await fetch(`${root}/board/guess`)).status).toBe(429);
    expect((await read(link)).status).toBe(200);
  });

  it('ends after a working day, and with the right it was given for', async () => {
    const link = (await linkOf('leader-b')) ?? '';
    const other = (await linkOf('official-b2')) ?? '';
    expect((await read(other)).status).toBe(200);
    const { agency } = world.things.b2;
    const person = await personOfAccount(world.office.db, 'web', 'official-b2');
    await endMembership(
      world.office.db,
      { personId: person?.id ?? 0, agencyId: agency, role: 'official' },
      new Date('2023-02-27T08:00:00+07:00'),
    );
    expect((await read(other)).status).not.toBe(200);
    expect((await read(link)).status).toBe(200);
    await world.office.moveTo('2023-02-27T20:01');
    const over = await read(link);
    expect(over.status).not.toBe(200);
    expect(over.text).toContain('/bang');
    expect(shownIn(over.text)).toEqual([]);
  });

  it('shows a group the figures it is registered for, without cards or files', async () => {
    const group = world.office.inGroup('official-b1', 'nhom-b');
    const link = /http\S+/.exec((await group.says('/bang')).at(-1)?.text ?? '')?.[0] ?? '';
    const { status, text } = await read(link);
    expect(status).toBe(200);
    expect(text).not.toContain('/viec/');
    expect((await read(`${link}/viec/${world.things.b1.task}`)).status).not.toBe(200);
    expect((await read(`${link}/viec.xlsx`)).status).not.toBe(200);
  });
});
