import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { groupBy } from '../core/collections/group-by.ts';
import { answersOn } from '../core/people/away.ts';
import type { Actor } from '../core/people/can.ts';
import { hasRole, scopeOf } from '../core/people/can.ts';
import { seatOf } from '../core/people/reach.ts';
import type { Decision, Silence } from '../core/reminders/decision.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import type { MessageHabits } from '../core/reminders/ladder-rules.ts';
import { type Digest, planReminders, type Recipient } from '../core/reminders/plan.ts';
import { addDays, type LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { type LeaveView, runningLeaves } from '../db/queries/handovers.ts';
import type { NamedNode } from '../db/queries/ladder-rules.ts';
import { type ObligationView, obligationsById } from '../db/queries/obligations.ts';
import { pausesOf } from '../db/queries/pauses.ts';
import { allActors, currentMembers, type MemberRow } from '../db/queries/people.ts';
import { remindables, toldOn, toldRungs } from '../db/queries/reminders.ts';
import { loadCalendar } from './calendar.ts';
import { loadLadders } from './ladders.ts';

/** A person with where to write to and what their rights open. */
export interface ReminderTarget {
  member: MemberRow;
  actor: Actor;
  own: ReadonlySet<number>;
  /** Of `own`, agencies of which they hear as head since no official there can be told. */
  instead: ReadonlySet<number>;
}

export interface ReminderPlan {
  calendar: WorkCalendar;
  digests: Digest[];
  targets: ReadonlyMap<number, ReminderTarget>;
  obligations: ReadonlyMap<number, ObligationView>;
  /** People left out because they already had a digest today. */
  alreadyTold: ReadonlySet<number>;
  /** Leaves of the day: who is told nothing about which duty, and who has it meanwhile. */
  leaves: readonly LeaveView[];
  /** From when, until when and in what style a person is written to. */
  habits: (personId: number) => MessageHabits;
  /** The committee of each agency that leaders are told of. */
  committees: ReadonlyMap<number, { id: number; name: string }>;
  /** Every decision with its reason, where it was asked for. */
  decisions: readonly Decision[];
}

export interface PlanOptions {
  /** Local minute of the day at which it is planned; without it as early as may be. */
  minute?: number;
  /** Give the reasons as well. */
  explain?: boolean;
}

/**
 * Everything a moment of a day would tell, from the data as it is now. Changes nothing. With
 * `explain` the same planning also says, for each open obligation that is dated and near and each
 * person it concerns, why they are told or not.
 */
export async function planMorning(
  tx: Queryable,
  today: LocalDate,
  ladder: Ladder,
  { minute = ladder.fromMinute, explain = false }: PlanOptions = {},
): Promise<ReminderPlan> {
  const calendar = await loadCalendar(tx);
  const { book, tree } = await loadLadders(tx, ladder);
  const horizon = addDays(today, book.furthest + LONGEST_BREAK);
  const open = await remindables(tx, horizon);
  const sources = new Map(open.map((item) => [item.id, item.sourceKind]));
  const told = await toldRungs(
    tx,
    open.map((item) => item.id),
    addDays(today, -LONGEST_BREAK),
  );
  const alreadyTold = await toldOn(tx, today);
  const running = await runningLeaves(tx);
  const leaves = running.filter(({ until }) => today <= until);
  const targets = await loadTargets(tx, running, today);
  const ways = new Map<number, MessageHabits>();
  const habits = (personId: number): MessageHabits => {
    const known = ways.get(personId);
    if (known) return known;
    const first = targets.get(personId)?.actor.grants[0]?.agencyId ?? null;
    const found = book.habits(first, personId);
    ways.set(personId, found);
    return found;
  };
  const silenceOf = ({ member, actor }: ReminderTarget): Silence | undefined => {
    if (!canBeReached(member)) return { code: 'unreachable' };
    if (alreadyTold.has(actor.personId)) return { code: 'had_message_today' };
    if (minute < ladder.fromMinute || minute >= ladder.untilMinute)
      return { code: 'outside_hours' };
    return minute >= habits(actor.personId).untilMinute ? { code: 'own_hours_over' } : undefined;
  };
  const recipients = [...targets.values()].map((target): Recipient => {
    const { actor, own, instead } = target;
    return {
      personId: actor.personId,
      own,
      instead,
      escalated: escalatedFor(actor),
      ...(book.tellsLeaders ? { led: ledBy(actor) } : {}),
      silence: silenceOf(target),
    };
  });
  const decisions: Decision[] = [];
  const digests = planReminders({
    today,
    obligations: open,
    recipients: explain ? withAbsent(recipients, leaves) : recipients,
    told,
    ladder: ({ id, agencyId }, { personId }) =>
      book.ladder(sources.get(id) ?? 'plan', agencyId, personId),
    calendar,
    // What agencies ask of each other the coordinator does not chase; the agency's own head does.
    escalates: ({ id, agencyId }, { personId }) =>
      sources.get(id) !== 'input' || isHeadOf(targets.get(personId)?.actor, agencyId),
    pauses: await pausesOf(tx),
    ...(explain ? { explain: (one: Decision) => void decisions.push(one) } : {}),
  });
  const spoken = explain ? decisions : digests.flatMap(({ items }) => items);
  const ids = new Set(spoken.map(({ obligationId }) => obligationId));
  const obligations = await obligationsById(tx, [...ids]);
  const led = digests.flatMap(({ items }) => items.filter(({ rung }) => rung.kind === 'leader'));
  const committees = committeesOf(tree, new Set(led.map(({ agencyId }) => agencyId)));
  return {
    ...{ calendar, digests, targets, obligations, alreadyTold },
    ...{ leaves, habits, committees, decisions },
  };
}

/** Days off in a row a "due soon" may be moved over; Tết takes up to 9. */
const LONGEST_BREAK = 14;

/**
 * Who hears of what: officials of their agencies' work; heads too where no official is reachable;
 * heads and coordinators of what is long overdue. Nobody of a duty they are away from: their deputy
 * has it as well.
 */
export async function loadTargets(
  tx: Queryable,
  leaves: readonly LeaveView[],
  today: LocalDate,
): Promise<Map<number, ReminderTarget>> {
  const members = (await currentMembers(tx)).filter((member) =>
    answersOn(leaves, member.personId, member, today),
  );
  const actors = await allActors(tx);
  const withOfficial = new Set(
    members.flatMap((member) =>
      member.role === 'official' && canBeReached(member) ? [member.agencyId] : [],
    ),
  );
  const targets = new Map<number, ReminderTarget>();
  for (const member of members) {
    const known = targets.get(member.personId);
    if (known) {
      if (!canBeReached(known.member) && canBeReached(member)) known.member = member;
      continue;
    }
    const held = actors.get(member.personId);
    if (!held) continue;
    const answering = held.grants.filter((duty) => answersOn(leaves, held.personId, duty, today));
    const actor = { ...held, grants: answering };
    const own = actor.grants.flatMap(({ role, agencyId }) =>
      role === 'official' || (role === 'head' && !withOfficial.has(agencyId)) ? [agencyId] : [],
    );
    const official = new Set(
      actor.grants.flatMap(({ role, agencyId }) => (role === 'official' ? [agencyId] : [])),
    );
    const instead = new Set(own.filter((agencyId) => !official.has(agencyId)));
    targets.set(member.personId, { member, actor, own: new Set(own), instead });
  }
  return targets;
}

/** People on leave hear of nothing there; only the explanation speaks of them. */
function withAbsent(recipients: readonly Recipient[], leaves: readonly LeaveView[]): Recipient[] {
  const byPerson = groupBy(leaves, ({ personId }) => personId);
  const known = new Set(recipients.map(({ personId }) => personId));
  const nobody = new Set<number>();
  const absent = [...byPerson.keys()].filter((personId) => !known.has(personId));
  const all: Recipient[] = [
    ...recipients,
    ...absent.map((personId) => ({ personId, own: nobody, escalated: nobody })),
  ];
  return all.map((one) => {
    const own = (byPerson.get(one.personId) ?? []).filter(({ role }) => role !== 'coordinator');
    if (own.length === 0) return one;
    return { ...one, away: new Map(own.map((leave) => [leave.agencyId, leave])) };
  });
}

/** The committee above each of these agencies, or the agency itself where there is none. */
function committeesOf(
  tree: readonly NamedNode[],
  agencyIds: ReadonlySet<number>,
): Map<number, { id: number; name: string }> {
  const names = new Map(tree.map(({ id, name }) => [id, name]));
  return new Map(
    [...agencyIds].map((agencyId) => {
      const id = seatOf('leader', agencyId, tree);
      return [agencyId, { id, name: names.get(id) ?? '' }];
    }),
  );
}

/** Agencies of whose very late work the person hears as a leader. */
function ledBy(actor: Actor): ReadonlySet<number> {
  return new Set(actor.grants.flatMap(({ role, reach }) => (role === 'leader' ? [...reach] : [])));
}

/** Agencies whose long-overdue work the person hears of. */
function escalatedFor(actor: Actor): ReadonlySet<number> {
  const heads = actor.grants.flatMap(({ role, agencyId }) => (role === 'head' ? [agencyId] : []));
  const coordinated = hasRole(actor, 'coordinator') ? scopeOf(actor, 'review') : [];
  return new Set([...heads, ...coordinated]);
}

function isHeadOf(actor: Actor | undefined, agencyId: number): boolean {
  const grants = actor?.grants ?? [];
  return grants.some((grant) => grant.role === 'head' && grant.agencyId === agencyId);
}

/** Linked on some channel and not known to have left it. */
export function canBeReached(member: MemberRow): boolean {
  return member.conversationId !== null && !member.unreachable;
}
