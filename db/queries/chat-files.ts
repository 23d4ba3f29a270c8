import { sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';

/** A chat by its network and its id there. */
export interface ChatAddress {
  channel: string;
  chat: string;
}

/**
 * Whether files sent into a chat may still be opened from it: a group while it is registered; a
 * private chat while it belongs to somebody who serves somewhere, or asked after their last service
 * had ended (for their own data).
 * @param since when the file was sent, in office time
 */
export async function mayOpenFiles(
  db: Queryable,
  { channel, chat }: ChatAddress,
  since: Date,
): Promise<boolean> {
  const rows = await db.execute(sql`
    select from conversations c
    where c.channel = ${channel} and c.native_id = ${chat} and (
      (c.kind = 'group' and c.scope_agency_id is not null)
      or exists (
        select from accounts a
        where a.conversation_id = c.id and (
          exists (select from memberships m where m.person_id = a.person_id and m.ended_at is null)
          or not exists (
            select from memberships m
            where m.person_id = a.person_id and m.ended_at > ${since.toISOString()}))))`);
  return rows.length > 0;
}
