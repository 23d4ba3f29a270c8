import type { Actor } from '../core/people/can.ts';
import { isOfficeTime } from '../core/reminders/office-hours.ts';
import { instantAt } from '../core/time/zone.ts';
import { enqueue, type NewMessage } from '../db/queries/outbox.ts';
import { allActors } from '../db/queries/people.ts';
import { type Translate, translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { reachableCoordinators } from '../office/coordinators.ts';
import type { JobContext } from './job.ts';

/** A coordinator who can be written to, with their rights and language. */
export interface CoordinatorToTell {
  actor: Actor;
  t: Translate;
}

/**
 * Puts in line what `messagesFor` finds for each coordinator, to be read this working day; nothing
 * outside office hours. `load` is asked once, and only then. Gives how many messages it were.
 */
export async function tellEachCoordinator<T>(
  { tx, now, today, timeZone, ladder }: JobContext,
  load: () => Promise<T>,
  messagesFor: (
    who: CoordinatorToTell,
    loaded: T,
  ) => Promise<Pick<NewMessage, 'kind' | 'message' | 'dedupeKey'>[]>,
): Promise<number> {
  if (!isOfficeTime(now, ladder, await loadCalendar(tx), timeZone)) return 0;
  const loaded = await load();
  const actors = await allActors(tx);
  const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
  let sent = 0;
  for (const { personId, conversationId, locale } of await reachableCoordinators(tx, today)) {
    const actor = actors.get(personId);
    if (!actor || conversationId === null) continue;
    for (const item of await messagesFor({ actor, t: translator(locale) }, loaded)) {
      await enqueue(tx, { ...item, conversationId, expiresAt }, now);
      sent += 1;
    }
  }
  return sent;
}
