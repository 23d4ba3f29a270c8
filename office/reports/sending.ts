import { type Sending, sendingOf } from '../../core/reports/sending.ts';
import { endOfDay } from '../../core/time/zone.ts';
import type { Queryable } from '../../db/client.ts';
import { sendingEntries } from '../../db/queries/histories.ts';
import type { ObligationRow } from '../../db/queries/obligations.ts';

type Due = Pick<ObligationRow, 'id' | 'dueOn' | 'dueAt'>;

/** When these reports were sent, on time or late for ever, by obligation. */
export async function loadSendings(
  tx: Queryable,
  obligations: readonly Due[],
  timeZone: string,
): Promise<Map<number, Sending>> {
  const histories = await sendingEntries(
    tx,
    obligations.map(({ id }) => id),
  );
  return new Map(
    obligations.map(({ id, dueOn, dueAt }) => [
      id,
      sendingOf(histories.get(id) ?? [], { dueOn, dueAt }, (day) => endOfDay(day, timeZone)),
    ]),
  );
}

export async function loadSending(
  tx: Queryable,
  obligation: Due,
  timeZone: string,
): Promise<Sending> {
  const found = (await loadSendings(tx, [obligation], timeZone)).get(obligation.id);
  if (!found) throw new Error(`obligation ${obligation.id} was not judged`);
  return found;
}
