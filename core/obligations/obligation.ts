/** How an obligation stands, as the agency says it or the coordinator rules. */
export const STATES = [
  'not_started',
  'in_progress',
  'blocked',
  'done',
  'accepted',
  'returned',
  'not_applicable',
] as const;

export type State = (typeof STATES)[number];

/** Where an obligation comes from. */
export const SOURCE_KINDS = [
  'plan',
  'report',
  /** The lead agency of a task asks another one for its input: a matter between the two. */
  'input',
  /** A step of an inspection campaign. */
  'inspection',
  /** Yearly self-scoring against a list of criteria. */
  'scoring',
] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What an append-only update says. */
export type UpdateKind =
  /** The agency states progress. */
  | 'state'
  /** The coordinator accepts or returns a claim. */
  | 'review'
  /** The agency asks for another due date; the coordinator grants or declines it. */
  | 'extension_asked'
  | 'extension_granted'
  | 'extension_declined'
  /** The coordinator proposes a third date; the agency agrees (granted), asks again, or … */
  | 'extension_proposed'
  /** … keeps the old one. */
  | 'extension_withdrawn'
  /** The source changed: another date, wording, withdrawn or asked for again. */
  | 'source_changed'
  /** The office's calendar or its rule for days off moved the due date. */
  | 'due_moved'
  | 'withdrawn'
  | 'restored';

/** As much of an obligation as the rules of lateness need. */
export interface Due {
  state: State;
  /** First instant at which it is late; null = no date. */
  dueAt: Date | null;
  /** When the claim that stands was made; null while nothing is claimed. */
  claimedAt: Date | null;
}

/**
 * Where an obligation stands against its date. Derived, never stored.
 * `blocked` is kept apart from `late`: who waits for somebody else is not simply late.
 */
export type Standing =
  | 'done_on_time'
  | 'done_late'
  | 'late'
  | 'blocked'
  | 'open'
  | 'undated'
  | 'not_applicable';

export const STANDINGS: readonly Standing[] = [
  'done_on_time',
  'done_late',
  'late',
  'blocked',
  'open',
  'undated',
  'not_applicable',
];

export function standing(item: Due, now: Date): Standing {
  if (item.state === 'not_applicable') return 'not_applicable';
  if (isClaimed(item.state)) {
    const late = item.dueAt && item.claimedAt && item.claimedAt >= item.dueAt;
    return late ? 'done_late' : 'done_on_time';
  }
  if (item.state === 'blocked') return 'blocked';
  if (!item.dueAt) return 'undated';
  return now >= item.dueAt ? 'late' : 'open';
}

/** The agency has said it is done and nobody has returned it. */
export function isClaimed(state: State): boolean {
  return state === 'done' || state === 'accepted';
}

/** Nothing more is expected of the agency. */
export function isSettled(state: State): boolean {
  return isClaimed(state) || state === 'not_applicable';
}

/**
 * The moment of the claim after a statement: a claim that stands keeps its moment. A periodic report
 * is judged by its first sending for ever, so it also keeps it while it is returned and corrected;
 * taken back by the agency before anybody reviewed it, it was never sent.
 */
export function claimedAtAfter(
  before: { state: State; claimedAt: Date | null; sourceKind: SourceKind },
  after: State,
  now: Date,
): Date | null {
  if (isClaimed(after)) {
    const keeps = isClaimed(before.state) || before.sourceKind === 'report';
    return (keeps ? before.claimedAt : null) ?? now;
  }
  if (before.sourceKind !== 'report') return null;
  const takenBack = isClaimed(before.state) && after !== 'returned';
  return takenBack ? null : before.claimedAt;
}
