import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { groupBy } from '../collections/group-by.ts';
import { isSettled, type State } from '../obligations/obligation.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { Decision, Part, ReasonCode, Silence } from './decision.ts';
import {
  againRung,
  byDay,
  daysLeft,
  escalationRungs,
  type Ladder,
  leaderDay,
  leaderRungs,
  ownRungs,
  type Rung,
} from './ladder.ts';
import { muteOn, type Pause, snoozeOf } from './pause.ts';

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
  /** Agencies of whose very late work they hear once a week (leaders: their reach). */
  led?: ReadonlySet<number>;
  /** Of `own`, those they hear of because no official there can be told. */
  instead?: ReadonlySet<number>;
  /** Agencies they would hear of if they were not on leave. */
  away?: ReadonlyMap<number, { until: LocalDate; deputyId: number }>;
  /** Why nothing can go to them now; what they would be told stays untold. */
  silence?: Silence | undefined;
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

/** All that one person is told of on one morning. */
export interface Digest {
  personId: number;
  items: DigestItem[];
}

export interface ReminderInput {
  today: LocalDate;
  obligations: readonly Remindable[];
  recipients: readonly Recipient[];
  /** Rungs already told, as `markKey` writes them, with the day of it. */
  told: ReadonlyMap<string, LocalDate>;
  ladder: (obligation: Remindable, recipient: Recipient) => Ladder;
  calendar: WorkCalendar;
  /** Whether somebody who gets an agency's escalations hears of this one; without it always. */
  escalates?: (obligation: Remindable, recipient: Recipient) => boolean;
  /** Snoozes and mutes that nobody has ended, by obligation, oldest first. */
  pauses?: ReadonlyMap<number, readonly Pause[]>;
  /** Gets every decision with its reason, those to say nothing too. */
  explain?: (decision: Decision) => void;
}

export function markKey(obligationId: number, personId: number, rung: string): string {
  return `${obligationId}:${personId}:${rung}`;
}

/**
 * Who is to be told what this morning: one digest a person, most urgent first. Of all the rungs of
 * an obligation that have come only the latest is spoken, once; the stale ones are covered by it, so
 * downtime never makes a flood. Nothing on days off. Pure: running it again with the marks it led to
 * gives nothing. With `explain`, the very same run also says why.
 */
export function planReminders(input: ReminderInput): Digest[] {
  if (!input.calendar.isWorkingDay(input.today) && !input.explain) return [];
  const open = input.obligations.filter((obligation) => !isSettled(obligation.state));
  const byAgency = groupBy(open, (obligation) => obligation.agencyId);
  const day: Day = {
    ...input,
    standing: standings(input),
    off: !input.calendar.isWorkingDay(input.today),
  };
  const digests: Digest[] = [];
  for (const recipient of input.recipients) {
    const items: DigestItem[] = [];
    for (const agencyId of agenciesOf(recipient)) {
      for (const obligation of byAgency.get(agencyId) ?? []) {
        const item = itemFor(obligation, recipient, day);
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

function agenciesOf({ own, escalated, led, away }: Recipient): Set<number> {
  return new Set([...own, ...escalated, ...(led ?? []), ...(away?.keys() ?? [])]);
}

interface Day extends ReminderInput {
  standing: ReturnType<typeof standings>;
  off: boolean;
}

/** In which parts somebody hears of an obligation: leaders only where they have no nearer part. */
interface Parts {
  own: boolean;
  escalated: boolean;
  led: boolean;
}

function itemFor(obligation: Remindable, recipient: Recipient, day: Day): DigestItem | null {
  const { id: obligationId, agencyId, dueOn } = obligation;
  const { personId } = recipient;
  const { today, calendar } = day;
  const steps = day.ladder(obligation, recipient);
  const own = recipient.own.has(agencyId);
  const escalated =
    recipient.escalated.has(agencyId) && (day.escalates?.(obligation, recipient) ?? true);
  const led =
    !own && !escalated && steps.leaderAfterDays !== null && (recipient.led?.has(agencyId) ?? false);
  const part: Part = own ? 'own' : escalated ? 'escalation' : 'leader';
  const nothing = (code: ReasonCode, more: Partial<Decision> = {}): null => {
    const instead = own && recipient.instead?.has(agencyId) ? { instead: true as const } : {};
    day.explain?.({ obligationId, agencyId, personId, part, code, ...instead, ...more });
    return null;
  };
  const absence = recipient.away?.get(agencyId);
  if (!own && !escalated && !led) {
    if (absence) nothing('on_leave', { part: 'own', until: absence.until, by: absence.deputyId });
    return null;
  }
  if (day.off) return nothing('day_off');
  const pauses = day.pauses?.get(obligationId);
  const mute = pauses && muteOn(pauses, today);
  if (mute) {
    return nothing('muted', { until: mute.until, by: mute.setBy, words: mute.reason });
  }
  const snooze = own && pauses ? snoozeOf(pauses, personId) : null;
  const asleep = snooze?.until && today < snooze.until && !tellsDueDay(obligation, steps, day);
  const parts = { own: own && !asleep, escalated, led };
  const { rungs, left } = withAgain(day.standing(obligation, steps, parts), snooze, dueOn, day);
  const rung = rungs.at(-1);
  if (!rung) {
    if (asleep) return nothing('snoozed', { until: snooze?.until ?? null });
    if (!day.explain) return null;
    return nothing(...notYet(dueOn, steps, part, calendar));
  }
  const about = { rung: rung.key, part: partOf(rung) };
  const before = day.told.get(markKey(obligationId, personId, rung.key));
  if (before !== undefined) {
    // Somebody who put it off and looks after it as well: of the two the snooze is what they know.
    if (asleep) return nothing('snoozed', { until: snooze?.until ?? null });
    return nothing('already_told', { ...about, on: before });
  }
  if (recipient.silence) return nothing(recipient.silence.code, about);
  nothing('told', about);
  const covers = rungs.map(({ key }) => key);
  return { obligationId, agencyId, rung, daysLeft: left, covers };
}

function partOf({ kind }: Rung): Part {
  return kind === 'escalation' ? 'escalation' : kind === 'leader' ? 'leader' : 'own';
}

/** The due day itself is never put off. */
function tellsDueDay(obligation: Remindable, steps: Ladder, day: Day): boolean {
  const { rungs } = day.standing(obligation, steps, { own: true, escalated: false, led: false });
  return rungs.at(-1)?.kind === 'today';
}

/** The day on which a snooze is over is a rung of its own. */
function withAgain(
  standing: StandingOfDay,
  snooze: Pause | null,
  dueOn: LocalDate,
  { today, calendar }: Day,
): StandingOfDay {
  if (!snooze?.until || today < snooze.until) return standing;
  const again = againRung(dueOn, snooze.until, calendar);
  if (again.on > today) return standing;
  return { ...standing, rungs: [...standing.rungs, again].sort(byDay) };
}

/** Nothing has come yet: what comes first, and when. */
function notYet(
  dueOn: LocalDate,
  steps: Ladder,
  part: Part,
  calendar: WorkCalendar,
): [ReasonCode, Partial<Decision>] {
  if (part === 'escalation') {
    const on = calendar.workingDayOnOrAfter(addDays(dueOn, steps.escalateAfterDays));
    return ['escalation_not_yet', { on }];
  }
  if (part === 'leader') {
    const on = leaderDay(dueOn, steps, calendar);
    return ['leader_not_yet', on === null ? {} : { on }];
  }
  const before = Math.max(...steps.beforeDays);
  const on = Number.isFinite(before)
    ? calendar.workingDayOnOrBefore(addDays(dueOn, -before))
    : calendar.nextWorkingDay(dueOn);
  return ['before_first_rung', { on }];
}

interface StandingOfDay {
  /** Rungs that have come, in the order they come. */
  rungs: Rung[];
  left: number;
}

/** Where due days stand today. Thousands of obligations share a few days, so each is read once. */
function standings({ today, calendar }: ReminderInput) {
  const known = new Map<Ladder, Map<string, StandingOfDay>>();
  return ({ dueOn, state }: Remindable, steps: Ladder, parts: Parts): StandingOfDay => {
    const { own, escalated, led } = parts;
    const blocked = state === 'blocked';
    const byDue = known.get(steps) ?? new Map<string, StandingOfDay>();
    known.set(steps, byDue);
    const key = [dueOn, own, escalated, led, blocked].join('|');
    const held = byDue.get(key);
    if (held) return held;
    const rungs = [
      ...(led ? leaderRungs(dueOn, today, steps, calendar) : []),
      ...(escalated ? escalationRungs(dueOn, today, steps, calendar) : []),
      ...(own ? ownRungs(dueOn, today, blocked, steps, calendar) : []),
    ].sort(byDay);
    const found = { rungs, left: daysLeft(dueOn, today) };
    byDue.set(key, found);
    return found;
  };
}
