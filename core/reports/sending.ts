import { isClaimed, type State, type UpdateKind } from '../obligations/obligation.ts';
import type { LocalDate } from '../time/local-date.ts';

/** As much of a history entry as these rules need. */
export interface SendingEntry {
  kind: UpdateKind;
  state: State | null;
  at: Date;
  dueBefore: LocalDate | null;
  dueAfter: LocalDate | null;
}

/** When a report was sent. */
export interface Sending {
  /** The first sending, by which it is on time or late for ever; null when there was none. */
  firstAt: Date | null;
  /** First instant at which that would have been late, as the due date stood then. */
  dueAt: Date | null;
  /** The first sending came too late. Nothing that happens later changes this. */
  late: boolean;
  /** The last sending, where it is not the first: when the corrected report came. */
  correctedAt: Date | null;
  /** That was after the due moment; it does not make the report late. */
  correctedAfterDue: boolean;
}

/**
 * Judges a report by its first sending, whatever was returned, corrected or extended afterwards. A
 * sending that the agency itself took back before anybody reviewed it is none. `history` is the
 * obligation's, oldest first; `current` its due date as it is now; `momentOf` gives the first
 * instant after a due day.
 */
export function sendingOf(
  history: readonly SendingEntry[],
  current: { dueOn: LocalDate | null; dueAt: Date | null },
  momentOf: (day: LocalDate) => Date,
): Sending {
  const claims = history.flatMap((entry, index) =>
    isSending(history, index) ? [{ entry, index }] : [],
  );
  const first = claims[0];
  const last = claims.at(-1);
  if (!first || !last) {
    return {
      firstAt: null,
      dueAt: current.dueAt,
      late: false,
      correctedAt: null,
      correctedAfterDue: false,
    };
  }
  const dueAt = dueAtAfter(history.slice(first.index + 1), current, momentOf);
  const isLate = (at: Date) => dueAt !== null && at >= dueAt;
  const correctedAt = last === first ? null : last.entry.at;
  return {
    firstAt: first.entry.at,
    dueAt,
    late: isLate(first.entry.at),
    correctedAt,
    correctedAfterDue: correctedAt !== null && isLate(correctedAt),
  };
}

function isSending(history: readonly SendingEntry[], index: number): boolean {
  const entry = history[index];
  if (entry?.kind !== 'state' || !entry.state || !isClaimed(entry.state)) return false;
  const next = history.slice(index + 1).find(({ kind }) => kind === 'state' || kind === 'review');
  const takenBack = next?.kind === 'state' && next.state !== null && !isClaimed(next.state);
  return !takenBack;
}

/** Entries that may have moved the due date. */
const MOVES: ReadonlySet<UpdateKind> = new Set<UpdateKind>([
  'extension_granted',
  'source_changed',
  'due_moved',
  'restored',
]);

/** The due moment before any of these entries: the first that moved it tells what it was. */
function dueAtAfter(
  later: readonly SendingEntry[],
  current: { dueOn: LocalDate | null; dueAt: Date | null },
  momentOf: (day: LocalDate) => Date,
): Date | null {
  const moved = later.find(
    ({ kind, dueBefore, dueAfter }) => MOVES.has(kind) && dueBefore !== dueAfter,
  );
  if (!moved || moved.dueBefore === current.dueOn) return current.dueAt;
  return moved.dueBefore === null ? null : momentOf(moved.dueBefore);
}
