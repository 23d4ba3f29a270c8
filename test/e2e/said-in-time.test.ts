import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { obligation } from '../support/facts.ts';
import { pipelineOf } from '../support/pipeline-of.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT } from '../support/reporting.ts';
import { at } from '../support/vietnam.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

it('a report sent on its last evening is in time, though we were away until after midnight', async () => {
  await office.moveTo('2023-03-08T17:00');
  const agency = 'xa-chau-hung';
  const official = office.person(`dm-${agency}`);
  await official.says('/baocao quý I');
  await official.presses('📊 Phụ lục VI');
  await official.says('3\t1.176\t1165\t0\t0\t5\t0\t0\t5\t0\t0\t04');
  await official.presses('‹ Về báo cáo');
  const review = (await official.presses('📨 Xem lại')).at(-1);
  const send = review?.choices.find(({ label }) => label === '📨 Gửi báo cáo')?.id ?? '';

  const morning = await pipelineOf(office.db, at('2023-03-09T00:10'));
  await morning.deliver({
    channel: 'web',
    updateKey: 'late',
    conversation: { id: `dm-${agency}`, kind: 'private', title: null },
    sender: { id: `dm-${agency}`, name: '' },
    content: { type: 'choice', choice: send, messageId: null },
    addressed: true,
    takenAt: at('2023-03-08T23:58').toISOString(),
  });
  await morning.end();

  const { state, claimedAt } = await obligation(office, agency, REPORT);
  expect([state, claimedAt]).toEqual(['done', at('2023-03-08T23:58')]);
  const [answered] = await office.db.execute<{ text: string }>(sql`
    select o.message ->> 'text' as text
    from outbox o join conversations c on c.id = o.conversation_id
    where o.kind = 'reply' and c.native_id = ${`dm-${agency}`} order by o.id desc limit 1`);
  expect(answered?.text).toContain('Đã gửi');
  expect(answered?.text).not.toContain('trễ');
});
