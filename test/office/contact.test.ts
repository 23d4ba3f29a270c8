import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockConversation, setUnreachable } from '../../db/queries/conversations.ts';
import {
  addMembership,
  createPerson,
  currentMembers,
  linkAccount,
  setPreferredChannel,
} from '../../db/queries/people.ts';
import { contactsOf } from '../../office/contact.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

const FIRST = new Date('2023-02-01T08:00:00+07:00');
const LATER = new Date('2023-02-02T08:00:00+07:00');

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.end());

async function chat(channel: string, nativeId: string): Promise<number> {
  const key = { channel, nativeId, kind: 'private' as const, title: null };
  return (await lockConversation(office.db, key)).id;
}

it('lists who serves where, with their channels in the order they are written to', async () => {
  const { db } = office;
  const [agency] = await currentMembers(db);
  const agencyId = agency?.agencyId ?? 0;
  const before = await contactsOf(db, [agencyId]);
  const person = await createPerson(db, { code: null, name: 'Đầu mối hai kênh' }, FIRST);
  const loner = await createPerson(db, { code: null, name: 'Chưa liên kết' }, FIRST);
  for (const { id } of [person, loner]) {
    await addMembership(db, { personId: id, agencyId, role: 'official' }, FIRST);
  }
  const telegram = await chat('telegram', '1');
  const zalo = await chat('zalo', 'a');
  const link = { personId: person.id, channel: 'telegram', nativeId: '1' };
  await linkAccount(db, { ...link, conversationId: telegram }, FIRST);
  await linkAccount(db, { ...link, channel: 'zalo', nativeId: 'a', conversationId: zalo }, LATER);

  const of = async (id: number) =>
    (await contactsOf(db, [agencyId])).find((contact) => contact.personId === id);
  const writtenTo = async () =>
    (await currentMembers(db)).find((one) => one.personId === person.id)?.conversationId;
  expect(await contactsOf(db, [agencyId])).toHaveLength(before.length + 2);
  expect(await contactsOf(db, [])).toEqual([]);
  expect(await of(loner.id)).toMatchObject({ channels: [], reachable: false });
  expect((await of(person.id))?.channels.map((one) => one.channel)).toEqual(['telegram', 'zalo']);
  expect(await writtenTo()).toBe(telegram);

  await setPreferredChannel(db, person.id, 'zalo');
  await setUnreachable(db, zalo, LATER);
  expect(await of(person.id)).toMatchObject({
    role: 'official',
    channels: [
      { channel: 'zalo', linkedAt: LATER, unreachableSince: LATER },
      { channel: 'telegram', unreachableSince: null },
    ],
    reachable: true,
  });
  expect(await writtenTo()).toBe(zalo);
  await setUnreachable(db, telegram, LATER);
  expect((await of(person.id))?.reachable).toBe(false);
});
