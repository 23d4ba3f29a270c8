import { sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';

/**
 * Drops what waits to be written unasked to somebody who serves nowhere any more, such as a notice
 * of last evening that office hours hold until the morning. Answers to what they wrote still go.
 */
export async function dropUnsentTo(tx: Queryable, personId: number): Promise<void> {
  await tx.execute(sql`
    update outbox set status = 'dropped', dedupe_key = null
    where status = 'pending' and kind <> 'reply'
      and conversation_id in (select conversation_id from accounts where person_id = ${personId})
      and not exists (
        select from memberships where person_id = ${personId} and ended_at is null)`);
}
