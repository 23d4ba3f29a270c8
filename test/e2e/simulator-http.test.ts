import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

async function get(path: string) {
  const response = await fetch(`${office.app.address}${path}`);
  return { status: response.status, type: response.headers.get('content-type'), response };
}

interface People {
  people: { id: string; name: string; roles: string[]; linked: boolean; unread: number }[];
  groups: { chat: string; unread: number; members: string[] }[];
}

const people = async () => (await (await get('/sim/people')).response.json()) as People;

it('lists people and groups with what they have not read', async () => {
  const unreadOf = async (id: string) =>
    (await people()).people.find((person) => person.id === id)?.unread;
  const { groups } = await people();
  expect(groups).toMatchObject([{ chat: 'nhom-cchc', unread: 1 }]);
  expect(groups[0]?.members).toContain('dm-tu-phap');
  expect(await unreadOf('dm-tu-phap')).toBe(1);
  await office.person('dm-tu-phap').sees();
  expect(await unreadOf('dm-tu-phap')).toBe(0);
  await office.person('nguoi-moi-1').says('xin chào');
  const stranger = (await people()).people.find((person) => person.id === 'nguoi-moi-1');
  expect(stranger).toMatchObject({ linked: false, roles: [] });
});

it('serves the page and says how it is', async () => {
  const page = await get('/');
  expect(page.status).toBe(200);
  expect(await page.response.text()).toContain('<title>');
  expect((await get('/app.js')).type).toContain('javascript');
  expect((await get('/readyz')).status).toBe(200);
  expect(await (await get('/metrics')).response.text()).toContain('tiendo_sends_total');
  expect((await get('/nothing-here')).status).toBe(404);
});

it('answers wrong calls with what was expected', async () => {
  const put = (body: unknown) =>
    fetch(`${office.app.address}/sim/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await put({ now: '2022-01-01T00:00:00Z' })).status).toBe(400);
  expect(await (await put({ now: 'mai' })).json()).toMatchObject({ error: expect.any(String) });
  const post = await fetch(`${office.app.address}/sim/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: 'dm-tu-phap', chat: 'dm-vp', text: '/viec' }),
  });
  expect(post.status).toBe(400);
});
