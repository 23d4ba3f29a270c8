import { tmpdir } from 'node:os';
import Fastify from 'fastify';
import { movableClock } from '../../core/time/clock.ts';
import type { Db } from '../../db/client.ts';
import { addMembership, createPerson } from '../../db/queries/people.ts';
import { signer } from '../../files/signed.ts';
import { fileStore } from '../../files/store.ts';
import { dashboardPath, dashboardRoutes } from '../../http/dashboard.ts';
import { VIETNAM } from './vietnam.ts';

export interface BoardServer {
  /** The address of the whole board. */
  link: string;
  stop(): Promise<void>;
}

/** Serves the dashboard of an agency, and nothing else, to a leader who sits there. */
export async function boardServer(db: Db, agencyId: number, now: Date): Promise<BoardServer> {
  const clock = movableClock(now);
  const person = await createPerson(db, { code: 'xem-bang', name: 'Lãnh đạo' }, now);
  await addMembership(db, { personId: person.id, agencyId, role: 'leader' }, now);
  const parts = { clock, files: fileStore(tmpdir()), signer: signer('secret of the test') };
  const app = Fastify();
  dashboardRoutes(app, { ...parts, db, timeZone: VIETNAM });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const target = { holder: { person: person.id }, agencyId, periodId: null };
  const { path } = dashboardPath(parts, target);
  return { link: `${address}${path}`, stop: () => app.close() };
}
