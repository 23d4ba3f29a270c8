import { randomInt } from 'node:crypto';
import postgres from 'postgres';

/** First half of the key of the advisory locks below; any number that nothing else uses. */
export const PRESENCE_LOCK = 727_002;

/** Pause before a lost session is replaced. Others take over only from who is gone for longer. */
const AGAIN_MS = 200;

/** One running process among the replicas, as the database sees it. */
export interface Presence {
  /** Stands on everything the process has in hand. */
  id: number;
  /** Resolves once the database sees the process as alive; rejects while it cannot be reached. */
  show(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A process that holds a session's advisory lock for as long as it lives: when it dies, whatever
 * the reason, the server notices the closed connection and the others soon take over what it had in
 * hand. Shared, so that a new connection need not wait for the end of a broken one.
 */
export function openPresence(url: string): Presence {
  const id = randomInt(1, 2 ** 31);
  let session: { client: postgres.Sql; locked: Promise<void> } | null = null;
  let closed = false;

  function begin(): { client: postgres.Sql; locked: Promise<void> } {
    const client = postgres(url, {
      max: 1,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => {},
      onclose: () => forget(client),
      connection: { application_name: 'tiendo presence' },
      connect_timeout: 10,
    });
    const lock = client`select pg_advisory_lock_shared(${PRESENCE_LOCK}::int, ${id}::int)`;
    return {
      client,
      locked: lock.then(
        () => undefined,
        (error: unknown) => {
          forget(client);
          throw error;
        },
      ),
    };
  }

  function forget(client: postgres.Sql): void {
    if (session?.client !== client) return;
    session = null;
    void client.end({ timeout: 0 });
    if (!closed) setTimeout(() => void show().catch(() => undefined), AGAIN_MS).unref();
  }

  function show(): Promise<void> {
    session ??= begin();
    return session.locked;
  }

  return {
    id,
    show,
    async close() {
      closed = true;
      await session?.client.end({ timeout: 1 });
    },
  };
}
