import type { LocalDate } from '../time/local-date.ts';
import { type Duty, isSameDuty } from './handover.ts';

/** A leave that a colleague has taken on and nobody has ended. */
export interface Leave extends Duty {
  id: number;
  personId: number;
  /** Last day. */
  until: LocalDate;
  deputyId: number;
  /** The deputy has the duty for the leave only. */
  lent: boolean;
}

/** Away from a duty on a day: not to be written to about it, though free to act. */
export function awayFrom(
  leaves: readonly Leave[],
  personId: number,
  duty: Duty,
  day: LocalDate,
): Leave | null {
  return (
    leaves.find(
      (leave) => leave.personId === personId && isSameDuty(leave, duty) && day <= leave.until,
    ) ?? null
  );
}

/**
 * Whether the person answers for the duty on a day, as far as leaves go: not while away, and not
 * with a duty lent for a leave that is over, also where the books have not followed yet.
 */
export function answersOn(
  leaves: readonly Leave[],
  personId: number,
  duty: Duty,
  day: LocalDate,
): boolean {
  if (awayFrom(leaves, personId, duty, day)) return false;
  const lent = leaves.filter(
    (leave) => leave.lent && leave.deputyId === personId && isSameDuty(leave, duty),
  );
  return lent.length === 0 || lent.some((leave) => day <= leave.until);
}

/**
 * Leaves of a day whose deputy does not have the duty or cannot be written to. Where the deputy is
 * away in turn, their own leave tells whether somebody is there.
 */
export function uncoveredLeaves<L extends Leave>(
  leaves: readonly L[],
  members: readonly (Duty & { personId: number; reachable: boolean })[],
  day: LocalDate,
): L[] {
  return leaves.filter((leave) => {
    if (leave.until < day || awayFrom(leaves, leave.deputyId, leave, day)) return false;
    return !members.some(
      (member) =>
        member.personId === leave.deputyId && isSameDuty(member, leave) && member.reachable,
    );
  });
}
