import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { groupBy } from '../collections/group-by.ts';
import { isSettled, type State } from '../obligations/obligation.ts';
import type { LocalDate } from '../time/local-date.ts';
import { byDay, daysLeft, escalationRungs, type Ladder, ownRungs, type Rung } from './ladder.ts';

/** An obligation as the planner sees it. */
export interface Remindable {
  id: number;
  agencyId: number;
  state: State;
  dueOn: LocalDate;
}

/** Somebody who may be reminded: of their own agencies' work, and of late work they look after. */
export interface Recipient {
  personId: number;
  /** Agencies whose own rungs they get (officials; heads where there is no official). */
  own: ReadonlySet<number>;
  /** Agencies whose escalations they get (heads: their own; coordinators: their reach). */
  escalated: ReadonlySet<number>;
}

/** One line of a digest, with the rung it rests on and the older rungs it stands for. */
export interface DigestItem {
  obligationId: number;
  agencyId: number;
  rung: Rung;
  /** Days to the due day; negative when overdue. */
  daysLeft: number;
  /** Rungs this line settles, its own included: none of them is told again. */
  covers: string[];
}

/** One message for one person on one morning. */
export interface Digest {
  personId: number;
  items: DigestItem[];
}

export interface ReminderInput {
  today: LocalDate;
  obligations: readonly Remindable[];
  recipients: readonly Recipient[];
  /** Rungs already told, as `markKey` writes them. */
  told: ReadonlySet<string>;
  ladder: (obligation: Remindable) => Ladder;
  calendar: WorkCalendar;
}

export function markKey(obligationId: number, personId: number, rung: string): string {
  return `${obligationId}:${personId}:${rung}`;
}

/**
 * Who is to be told what this morning: one digest a person, most urgent first. Of all the rungs of
 * an obligation that have come only the latest is spoken, once; the stale ones are covered by it, so
 * downtime never makes a flood. Nothing on days off. Pure: running it again with the marks it led to
 * gives nothing.
 */
export function planReminders(input: ReminderInput): Digest[] {
  if (!input.calendar.isWorkingDay(input.today)) return [];
  const open = input.obligations.filter((obligation) => !isSettled(obligation.state));
  const byAgency = groupBy(open, (obligation) => obligation.agencyId);
  const digests: Digest[] = [];
  for (const recipient of input.recipients) {
    const items: DigestItem[] = [];
    for (const agencyId of new Set([...recipient.own, ...recipient.escalated])) {
      for (const obligation of byAgency.get(agencyId) ?? []) {
        const item = itemFor(obligation, recipient, input);
        if (item) items.push(item);
      }
    }
    if (items.length > 0) {
      items.sort((a, b) => a.daysLeft - b.daysLeft || a.obligationId - b.obligationId);
      digests.push({ personId: recipient.personId, items });
    }
  }
  return digests;
}

function itemFor(
  obligation: Remindable,
  recipient: Recipient,
  { today, told, ladder, calendar }: ReminderInput,
): DigestItem | null {
  const steps = ladder(obligation);
  const rungs: Rung[] = [];
  if (recipient.escalated.has(obligation.agencyId)) {
    rungs.push(...escalationRungs(obligation.dueOn, today, steps, calendar));
  }
  if (recipient.own.has(obligation.agencyId)) {
    const blocked = obligation.state === 'blocked';
    rungs.push(...ownRungs(obligation.dueOn, today, blocked, steps, calendar));
  }
  const latest = rungs.sort(byDay).at(-1);
  if (!latest || told.has(markKey(obligation.id, recipient.personId, latest.key))) return null;
  return {
    obligationId: obligation.id,
    agencyId: obligation.agencyId,
    rung: latest,
    daysLeft: daysLeft(obligation.dueOn, today),
    covers: rungs.map((rung) => rung.key),
  };
}
