import { isSettled, type State } from '../obligations/obligation.ts';
import { STEPS, type Step } from './occurrence.ts';

/** Where the inspection of an agency stands, in the order it goes through. */
export const PHASES = [
  /** Waits for the agency: its report, its evidence, the meeting. */
  'self_review',
  'evidence',
  'visit',
  /** Everything is there; the team's turn. */
  'checking',
  /** A non-conformity waits for its corrective action. */
  'correcting',
  /** All findings are closed, only the team's last word is missing. */
  'closable',
  'closed',
] as const;

export type Phase = (typeof PHASES)[number];

export interface Progress {
  steps: readonly { step: Step; state: State }[];
  findings: readonly { kind: 'nonconformity' | 'remark'; closedAt: Date | null }[];
  closedAt: Date | null;
}

/** Derived, never stored: an open non-conformity weighs more than a step nobody has reported. */
export function phaseOf({ steps, findings, closedAt }: Progress): Phase {
  if (closedAt) return 'closed';
  if (findings.some((one) => one.kind === 'nonconformity' && !one.closedAt)) return 'correcting';
  const waiting = STEPS.find((step) =>
    steps.some((one) => one.step === step && !isSettled(one.state)),
  );
  if (waiting) return waiting;
  return findings.length > 0 && findings.every((one) => one.closedAt) ? 'closable' : 'checking';
}

/** A remark is closed by the team's word alone; a non-conformity after its correction was accepted. */
export function mayClose(
  finding: { kind: 'nonconformity' | 'remark'; closedAt: Date | null },
  action: State | null,
): boolean {
  if (finding.closedAt) return false;
  return finding.kind === 'remark' || action === 'accepted';
}
