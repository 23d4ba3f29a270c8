import type { LocalDate } from '../time/local-date.ts';
import { isSettled, type State, type UpdateKind } from './obligation.ts';

/** As much of a history entry as these rules need. */
export interface Entry {
  kind: UpdateKind;
  dueAfter: LocalDate | null;
}

/** The last thing the agency itself said about how it stands; `entries` oldest first. */
export function lastStatement<E extends Entry>(entries: readonly E[]): E | null {
  return entries.findLast(({ kind }) => kind === 'state') ?? null;
}

/** The due date asked for that nobody has decided on yet; none once the work is settled. */
export function openWish(state: State, entries: readonly Entry[]): LocalDate | null {
  if (isSettled(state)) return null;
  const last = entries.findLast(({ kind }) => kind.startsWith('extension_'));
  return last?.kind === 'extension_asked' ? last.dueAfter : null;
}
