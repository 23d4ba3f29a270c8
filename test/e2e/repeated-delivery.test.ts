import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Incoming, IncomingContent } from '../../core/messages/message.ts';
import { DEMO_MOMENT } from '../../demo/load.ts';
import { history, obligation, only } from '../support/facts.ts';
import { pipelineOf } from '../support/pipeline-of.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT, reporter } from '../support/reporting.ts';

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

function from(person: string, content: IncomingContent): Incoming {
  return {
    channel: 'web',
    updateKey: randomUUID(),
    conversation: { id: person, kind: 'private', title: null },
    sender: { id: person, name: person },
    content,
    addressed: true,
  };
}

/** How many messages were ever put in line for a chat. */
async function answers(person: string): Promise<number> {
  const rows = await office.db.execute<{ n: number }>(sql`
    select count(*)::int as n from outbox o join conversations c on c.id = o.conversation_id
    where c.native_id = ${person}`);
  return only(rows).n;
}

describe('an update that the network delivers again', () => {
  it('is answered once and stored once, however often and however close together', async () => {
    const official = await reporter(office, 'y-te', 'in_progress');
    await official.tap('50%');
    await official.tap('⏩');
    const review = (await official.sees()).at(-1);
    const send = review?.choices.find(({ label }) => label === '📨 Gửi')?.id ?? '';
    const before = await answers('dm-y-te');

    const update = from('dm-y-te', { type: 'choice', choice: send, messageId: null });
    await Promise.all([deliver(update), deliver(update), deliver(update)]);
    await deliver(update);
    expect(await answers('dm-y-te')).toBe(before + 1);
    expect(await history(office, await official.report())).toHaveLength(1);
  });

  it('as a typed answer is not taken for the answer to the next question', async () => {
    const official = await reporter(office, 'kt-ht', 'blocked');
    const update = from('dm-kt-ht', { type: 'text', text: 'chờ hướng dẫn của Sở' });
    await deliver(update);
    await deliver(update);
    expect(await official.hear('/capnhat')).toContain('Nơi nào có thể tháo gỡ');
  });

  it('that fails for good is put on record, and the person is told once', async () => {
    const before = await answers('dm-tn-mt');
    const { id } = await obligation(office, 'tn-mt', REPORT);
    // As when something in a message is more than the database takes.
    await office.db.execute(sql`
      alter table conversations add constraint breaks check (form::text not like '%vỡ%')`);
    const update = from('dm-tn-mt', { type: 'text', text: 'đổ vỡ hết cả' });
    const choice = from('dm-tn-mt', {
      type: 'choice',
      choice: `up:${id}:blocked`,
      messageId: null,
    });
    await deliver(choice);
    await deliver(update);
    await deliver(update);
    expect(await answers('dm-tn-mt')).toBe(before + 2);
    const rows = await office.db.execute<{ failure: string | null }>(sql`
      select failure from inbox where update_key = ${update.updateKey}`);
    expect(only(rows).failure).not.toBeNull();
    await office.db.execute(sql`alter table conversations drop constraint breaks`);
    // What was entered before still stands.
    expect((await office.person('dm-tn-mt').says('/capnhat')).at(-1)?.text).toContain(
      'Đang vướng ở đâu',
    );
  });
});
