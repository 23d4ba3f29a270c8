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
  /** Whether somebody who gets an agency's escalations hears of this one; without it always. */
  escalates?: (obligation: Remindable, recipient: Recipient) => boolean;
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
  const standing = standings(input);
  const digests: Digest[] = [];
  for (const recipient of input.recipients) {
    const items: DigestItem[] = [];
    for (const agencyId of new Set([...recipient.own, ...recipient.escalated])) {
      for (const obligation of byAgency.get(agencyId) ?? []) {
        const item = itemFor(obligation, recipient, standing, input);
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
  standing: ReturnType<typeof standings>,
  { told, escalates }: Pick<ReminderInput, 'told' | 'escalates'>,
): DigestItem | null {
  const { id: obligationId, agencyId } = obligation;
  const own = recipient.own.has(agencyId);
  const escalated =
    recipient.escalated.has(agencyId) && (escalates?.(obligation, recipient) ?? true);
  const { rungs, left } = standing(obligation, own, escalated);
  const rung = rungs.at(-1);
  if (!rung || told.has(markKey(obligationId, recipient.personId, rung.key))) return null;
  const covers = rungs.map(({ key }) => key);
  return { obligationId, agencyId, rung, daysLeft: left, covers };
}

interface StandingOfDay {
  /** Rungs that have come, in the order they come. */
  rungs: Rung[];
  left: number;
}

/** Where due days stand today. Thousands of obligations share a few days, so each is read once. */
function standings({ today, ladder, calendar }: ReminderInput) {
  const known = new Map<Ladder, Map<string, StandingOfDay>>();
  return (obligation: Remindable, own: boolean, escalated: boolean): StandingOfDay => {
    const steps = ladder(obligation);
    const { dueOn } = obligation;
    const blocked = obligation.state === 'blocked';
    const byDue = known.get(steps) ?? new Map<string, StandingOfDay>();
    known.set(steps, byDue);
    const key = [dueOn, own, escalated, blocked].join('|');
    const held = byDue.get(key);
    if (held) return held;
    const rungs = [
      ...(escalated ? escalationRungs(dueOn, today, steps, calendar) : []),
      ...(own ? ownRungs(dueOn, today, blocked, steps, calendar) : []),
    ].sort(byDay);
    const found = { rungs, left: daysLeft(dueOn, today) };
    byDue.set(key, found);
    return found;
  };
}
