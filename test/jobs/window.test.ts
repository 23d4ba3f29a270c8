import { afterAll, beforeAll, expect, it } from 'vitest';
import { isHeard } from '../../core/messages/heard.ts';
import { escapeText } from '../../core/messages/markup.ts';
import type { Incoming, IncomingContent } from '../../core/messages/message.ts';
import { lockConversation, noteHeard } from '../../db/queries/conversations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { at } from '../support/vietnam.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ demo: false });
});
afterAll(() => office.end());

it('a channel is told when the person was last heard, to the minute', async () => {
  const { db } = office;
  const key = { channel: 'web', nativeId: 'a', kind: 'private' as const, title: null };
  const told = async () => {
    office.clock.set(at('2023-03-03'));
    const replica = office.replica();
    const { id } = await lockConversation(db, key);
    const message = { text: escapeText('x') };
    await enqueue(db, { conversationId: id, kind: 'reply', message }, at('2023-03-03'));
    await replica.delivery.drain();
    return replica.channel.tried[0]?.lastHeardAt;
  };
  expect(await told()).toBeNull();
  const first = at('2023-03-01');
  await noteHeard(db, await lockConversation(db, key), first);
  await noteHeard(db, await lockConversation(db, key), new Date(first.getTime() + 60_000));
  expect(await told()).toEqual(first);
  const later = new Date(first.getTime() + 61_000);
  await noteHeard(db, await lockConversation(db, key), later);
  expect(await told()).toEqual(later);
});

it('what did not pass the network is not heard', () => {
  const file = { kind: 'document' as const, name: 'a.pdf', mime: null, size: null };
  const heard = (content: IncomingContent, kind: 'private' | 'group' = 'private') =>
    isHeard({ conversation: { id: 'a', kind, title: null }, content } as Incoming);
  expect(heard({ type: 'text', text: 'ok' })).toBe(true);
  expect(heard({ type: 'text', text: 'ok' }, 'group')).toBe(false);
  expect(heard({ type: 'files', files: [{ ...file, ref: 'https://x' }], caption: null })).toBe(
    true,
  );
  const uploaded = {
    type: 'files',
    files: [{ ...file, ref: 'stored:ab' }],
    caption: null,
  } as const;
  expect(heard({ ...uploaded, files: [...uploaded.files] })).toBe(false);
  expect(heard({ type: 'reachable', reachable: false })).toBe(false);
});
