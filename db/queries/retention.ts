import { lt, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { inbox, inviteFailures } from '../schema/index.ts';

/**
 * Takes the words out of messages that were settled before a moment. What later buttons need stays:
 * which form a message ended, and the choices of each chat's newest `choices` messages that have
 * some. Gives how many were emptied.
 */
export async function emptyOldMessages(
  tx: Queryable,
  before: Date,
  choices: number,
): Promise<number> {
  const rows = await tx.execute(sql`
    with old as (
      select o.id, o.message, (
        select count(*) from (
          select from outbox n where n.conversation_id = o.conversation_id and n.id > o.id
            and n.status = 'sent' and n.message -> 'choices' is not null limit ${choices}
        ) newer
      ) as newer
      from outbox o
      where o.created_at < ${before.toISOString()}
        and o.status in ('sent', 'failed', 'dropped') and o.message ->> 'text' <> ''
    )
    update outbox o set message = jsonb_strip_nulls(jsonb_build_object(
      'text', '', 'ends', old.message -> 'ends', 'numbered', old.message -> 'numbered',
      'choices', case when old.newer < ${choices} then old.message -> 'choices' end))
    from old where o.id = old.id returning o.id`);
  return rows.length;
}

export async function forgetUpdateKeys(tx: Queryable, before: Date): Promise<number> {
  return (
    await tx.delete(inbox).where(lt(inbox.receivedAt, before)).returning({ key: inbox.channel })
  ).length;
}

export async function forgetWrongCodes(tx: Queryable, before: Date): Promise<number> {
  const gone = tx.delete(inviteFailures).where(lt(inviteFailures.at, before));
  return (await gone.returning({ id: inviteFailures.id })).length;
}

/** Codes that were used, or ran out, before a moment; one a handover still names stays. */
export async function forgetCodes(tx: Queryable, before: Date): Promise<number> {
  return removed(
    tx,
    sql`
    delete from invites i where coalesce(i.used_at, i.expires_at) < ${before.toISOString()}
      and not exists (select from handovers h where h.invite_id = i.id)
      and not exists (select from waiting_links w where w.invite_id = i.id) returning i.id`,
  );
}

/** Accounts that never said whether they agree; their codes have run out long since. */
export async function forgetWaitingLinks(tx: Queryable, before: Date): Promise<number> {
  return removed(
    tx,
    sql`
    delete from waiting_links where at < ${before.toISOString()} returning id`,
  );
}

/**
 * Private chats of accounts that are nobody's and said nothing since a moment: what was written
 * there goes, and with it the chat; one that something else names loses its number in the network.
 */
export async function forgetStrangers(tx: Queryable, before: Date): Promise<number> {
  const strangers = sql`
    select c.id from conversations c
    where c.kind = 'private'
      and not exists (select from accounts a where a.conversation_id = c.id)
      and not exists (select from waiting_links w where w.conversation_id = c.id)
      and not exists (
        select from outbox o where o.conversation_id = c.id
          and (o.created_at >= ${before.toISOString()} or o.status in ('pending', 'sending')))
      and coalesce(c.last_heard_at, '-infinity') < ${before.toISOString()}`;
  const ids = (await tx.execute<{ id: number }>(strangers)).map(({ id }) => id);
  if (ids.length === 0) return 0;
  const these = sql`any(${`{${ids.join(',')}}`}::int[])`;
  await tx.execute(sql`
    delete from reminder_marks where outbox_id in
      (select id from outbox where conversation_id = ${these})`);
  await tx.execute(sql`delete from outbox where conversation_id = ${these}`);
  return removed(tx, sql`delete from conversations where id = ${these} returning id`);
}

async function removed(tx: Queryable, statement: SQL): Promise<number> {
  return (await tx.execute(statement)).length;
}

/** Tables whose 64-digit hashes are no files. */
const OTHER_HASHES = ['audit', 'invites', 'settings'];

/**
 * Those of these hashes that stand anywhere in the database: in updates, reports and their drafts,
 * open forms, messages, whatever else there may be. Looks through the text of every row, so that a
 * table made later cannot be forgotten here.
 */
export async function namedFiles(tx: Queryable, hashes: readonly string[]): Promise<Set<string>> {
  const named = new Set<string>();
  if (hashes.length === 0) return named;
  const wanted = new Set(hashes);
  const tables = await tx.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by c.relname`);
  for (const { name } of tables) {
    if (OTHER_HASHES.includes(name)) continue;
    const rows = await tx.execute<{ hash: string }>(sql`
      select distinct m[1] as hash from ${sql.identifier(name)} t,
        regexp_matches(t::text, '[0-9a-f]{64}', 'g') m`);
    for (const { hash } of rows) if (wanted.has(hash)) named.add(hash);
  }
  return named;
}
