import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Incoming, IncomingContent } from '../../core/messages/message.ts';
import { DEMO_MOMENT } from '../../demo/load.ts';
import { translator } from '../../locales/index.ts';
import { pipelineOf } from '../support/pipeline-of.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
let pipeline: Awaited<ReturnType<typeof pipelineOf>>;
const deliver = (incoming: Incoming) => pipeline.deliver(incoming);
beforeAll(async () => {
  office = await rehearse();
  pipeline = await pipelineOf(office.db, DEMO_MOMENT);
});
afterAll(async () => {
  await pipeline.end();
  await office.end();
});

async function hands(content: IncomingContent, more: Partial<Incoming> = {}): Promise<void> {
  const chat = { id: 'dm-y-te', kind: 'private' as const, title: null };
  const key = { channel: 'web', updateKey: randomUUID() };
  const sender = { id: 'dm-y-te', name: 'x' };
  await deliver({ ...key, conversation: chat, sender, content, addressed: true, ...more });
}

const failures = () => office.db.execute(sql`select failure from inbox where failure is not null`);

it('signs the database does not take are no trouble wherever they stand', async () => {
  for (const text of [
    '/kiennghi thiếu \u0000 máy \ud83d tính',
    '/hotro \ud83d\u0000 với',
    '\u0000',
  ]) {
    await hands({ type: 'text', text });
  }
  await hands({ type: 'choice', choice: 'ob:\u0000\ud83d', messageId: '\u0000' });
  const title = `CCHC\u0000\u202E\n✅ ${'x'.repeat(500)}`;
  const conversation = { id: 'nhom-la', kind: 'group' as const, title };
  await hands({ type: 'text', text: '/tiendo' }, { conversation });
  expect(await failures()).toEqual([]);
  const [kept] = await office.db.execute<{ title: string; words: string }>(sql`
    select (select title from conversations where native_id = 'nhom-la') as title,
      (select form::text from conversations where native_id = 'dm-y-te') as words`);
  expect(kept?.title).toMatch(/^CCHC ✅ x+$/);
  expect(kept?.title.length).toBeLessThan(300);
  expect(kept?.words).toContain('thiếu  máy  tính');
});

it('what nobody can have typed is not read', async () => {
  // Reading this would take eight seconds, in which nobody else is answered.
  await hands({ type: 'text', text: '1.'.repeat(400_000) });
  const [answer] = await office.db.execute<{ text: string }>(sql`
    select message ->> 'text' as text from outbox order by id desc limit 1`);
  expect(answer?.text).toContain(translator('vi')('refused.unsupported'));
  await hands({ type: 'choice', choice: `ob:${'9'.repeat(500_000)}`, messageId: null });
  expect(await failures()).toEqual([]);
});

it('a message that cannot even be put on record is let go, not tried for ever', async () => {
  // No network gives such a number to a chat.
  const conversation = { id: 'x\u0000', kind: 'private' as const, title: null };
  await expect(hands({ type: 'text', text: 'chào' }, { conversation })).resolves.toBeUndefined();
});
