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

/** What is said about more time; the last of it is what counts. */
export const EXTENSION_KINDS = [
  'extension_asked',
  'extension_granted',
  'extension_declined',
  'extension_proposed',
  'extension_withdrawn',
] as const satisfies readonly UpdateKind[];

/** The due date asked for that nobody has decided on yet; none once the work is settled. */
export function openWish(state: State, entries: readonly Entry[]): LocalDate | null {
  return lastAbout('extension_asked', state, entries);
}

/** The due date the coordinator proposed and the agency has not answered; none once it is settled. */
export function openProposal(state: State, entries: readonly Entry[]): LocalDate | null {
  return lastAbout('extension_proposed', state, entries);
}

function lastAbout(
  wanted: (typeof EXTENSION_KINDS)[number],
  state: State,
  entries: readonly Entry[],
): LocalDate | null {
  if (isSettled(state)) return null;
  const last = entries.findLast(({ kind }) => EXTENSION_KINDS.some((one) => one === kind));
  return last?.kind === wanted ? last.dueAfter : null;
}

/**
 * Whether the due date is one that was granted by extension and that nothing has moved since;
 * `entries` oldest first. The query `extendedOnes` asks the same of many.
 */
export function isExtended(
  entries: readonly { kind: UpdateKind; dueBefore: LocalDate | null; dueAfter: LocalDate | null }[],
): boolean {
  const last = entries.findLast(
    ({ kind, dueBefore, dueAfter }) =>
      kind === 'extension_granted' || (MOVED_BY_OTHERS.has(kind) && dueBefore !== dueAfter),
  );
  return last?.kind === 'extension_granted';
}

const MOVED_BY_OTHERS: ReadonlySet<UpdateKind> = new Set<UpdateKind>([
  'source_changed',
  'restored',
  'due_moved',
]);
