import { asc } from 'drizzle-orm';
import type { State } from '../../core/obligations/obligation.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { personByCode } from '../../db/queries/people.ts';
import { obligations } from '../../db/schema/index.ts';
import type { Rehearsal } from './rehearsal.ts';

const STATES: readonly State[] = [
  'done',
  'in_progress',
  'done',
  'blocked',
  'not_started',
  'done',
  'not_applicable',
  'in_progress',
];

/**
 * Lets two of three obligations of the demo be spoken about, in every state, some claims in time,
 * some late, every fifth claim returned and every fourth accepted: the same each time.
 */
export async function makeBusy(office: Pick<Rehearsal, 'db'>): Promise<void> {
  const person = await personByCode(office.db, 'cqtt-cchc');
  const said = { personId: person?.id ?? 0, channel: 'web' };
  const items = await office.db.select().from(obligations).orderBy(asc(obligations.id));
  await office.db.transaction(async (tx) => {
    for (const [index, { id }] of items.entries()) {
      if (index % 3 === 2) continue;
      const state = STATES[(index * 7) % STATES.length] ?? 'done';
      const day = String(1 + (index % 28)).padStart(2, '0');
      const at = new Date(`2023-0${1 + (index % 4)}-${day}T09:00:00+07:00`);
      const reason = state === 'blocked' ? 'chờ hướng dẫn của cấp trên' : null;
      const unblocker = state === 'blocked' ? 'province' : null;
      const percent = state === 'in_progress' ? index % 100 : null;
      await recordStatement(
        tx,
        id,
        { kind: 'state', state, percent, reason, unblocker, ...said },
        at,
      );
      if (state !== 'done') continue;
      const verdict = index % 5 === 0 ? 'returned' : index % 4 === 0 ? 'accepted' : null;
      if (!verdict) continue;
      const why = verdict === 'returned' ? 'thiếu số liệu mục II' : null;
      await recordStatement(tx, id, { kind: 'review', state: verdict, reason: why, ...said }, at);
    }
  });
}
