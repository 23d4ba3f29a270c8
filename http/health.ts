import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Db } from '../db/client.ts';
import { ping } from '../db/queries/system.ts';

/** A database that takes longer is no use to anybody. */
const PATIENCE_MS = 2_000;

/** Part of the process that knows whether it works. */
interface Examined {
  name: string;
  /** Null when it works, otherwise why not, in one line. */
  trouble(): string | null;
}

/** `/healthz`: the process answers. `/readyz`: so do the database and every channel. */
export function healthRoutes(app: FastifyInstance, db: Db, channels: readonly Examined[]): void {
  app.get('/healthz', async () => ({ ok: true }));

  app.get('/readyz', async (_request, reply) => {
    const database = await Promise.race([
      ping(db).then(
        () => null,
        () => 'does not answer',
      ),
      setTimeout(PATIENCE_MS, 'does not answer', { ref: false }),
    ]);
    const troubles: Record<string, string> = database ? { database } : {};
    for (const channel of channels) {
      const trouble = channel.trouble();
      if (trouble) troubles[channel.name] = trouble;
    }
    const ready = Object.keys(troubles).length === 0;
    return reply.code(ready ? 200 : 503).send({ ok: ready, troubles });
  });
}
