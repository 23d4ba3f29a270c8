import { claimedAtAfter, type State } from '../obligations/obligation.ts';
import type { SendingEntry } from '../reports/sending.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Countable } from './summarise.ts';

/** An obligation whose past can be worked out. */
export interface Datable extends Countable {
  createdAt: Date;
}

/**
 * An obligation as it stood at an earlier moment, worked out from its append-only history (oldest
 * first): the state and claim of then, and the due date of then, before later extensions. Null
 * where it was not on the books yet, or withdrawn just then. `endOf` gives the first instant after
 * a due day.
 */
export function asOf(
  item: Datable,
  history: readonly SendingEntry[],
  moment: Date,
  endOf: (day: LocalDate) => Date,
): Countable | null {
  if (item.createdAt > moment) return null;
  const before = history.filter(({ at }) => at <= moment);
  const asked = before.findLast(({ kind }) => kind === 'withdrawn' || kind === 'restored');
  if (asked?.kind === 'withdrawn') return null;
  let state: State = 'not_started';
  let claimedAt: Date | null = null;
  for (const entry of before) {
    if (entry.kind !== 'state' && entry.kind !== 'review') continue;
    if (entry.state === null) continue;
    const { sourceKind } = item;
    claimedAt = claimedAtAfter({ state, claimedAt, sourceKind }, entry.state, entry.at);
    state = entry.state;
  }
  return { ...item, state, claimedAt, ...dueThen(item, history, moment, endOf) };
}

/** The first entry afterwards that moved the date tells what it was. */
function dueThen(
  { dueOn, dueAt }: Datable,
  history: readonly SendingEntry[],
  moment: Date,
  endOf: (day: LocalDate) => Date,
): Pick<Countable, 'dueOn' | 'dueAt'> {
  const moved = history.find(
    ({ kind, at, dueBefore, dueAfter }) =>
      at > moment &&
      (kind === 'extension_granted' || kind === 'source_changed' || kind === 'restored') &&
      dueBefore !== dueAfter,
  );
  if (!moved || moved.dueBefore === dueOn) return { dueOn, dueAt };
  const then = moved.dueBefore;
  return { dueOn: then, dueAt: then === null ? null : endOf(then) };
}
