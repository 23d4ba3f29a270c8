import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { answersOn } from '../core/people/away.ts';
import type { Actor } from '../core/people/can.ts';
import { hasRole, scopeOf } from '../core/people/can.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import { type Digest, planReminders, type Recipient } from '../core/reminders/plan.ts';
import { addDays, type LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { type LeaveView, runningLeaves } from '../db/queries/handovers.ts';
import { type ObligationView, obligationsById } from '../db/queries/obligations.ts';
import { allActors, currentMembers, type MemberRow } from '../db/queries/people.ts';
import { remindables, toldOn, toldRungs } from '../db/queries/reminders.ts';
import { loadCalendar } from './calendar.ts';
import { loadLadders } from './ladders.ts';

/** A person with where to write to and what their rights open. */
export interface ReminderTarget {
  member: MemberRow;
  actor: Actor;
  own: ReadonlySet<number>;
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
}

/** Everything the morning of a day would tell, from the data as it is now. Changes nothing. */
export async function planMorning(
  tx: Queryable,
  today: LocalDate,
  ladder: Ladder,
): Promise<ReminderPlan> {
  const calendar = await loadCalendar(tx);
  const ladders = await loadLadders(tx, ladder);
  const furthest = Math.max(0, ...Object.values(ladders).flatMap((one) => one.beforeDays));
  const horizon = addDays(today, furthest + LONGEST_BREAK);
  const open = await remindables(tx, horizon);
  const sources = new Map(open.map((item) => [item.id, item.sourceKind]));
  const told = await toldRungs(
    tx,
    open.map((item) => item.id),
    addDays(today, -LONGEST_BREAK),
  );
  const alreadyTold = await toldOn(tx, today);
  const leaves = await runningLeaves(tx);
  const targets = await loadTargets(tx, leaves, today);
  const recipients: Recipient[] = [...targets.values()]
    .filter(({ actor }) => !alreadyTold.has(actor.personId))
    .map(({ actor, own }) => ({ personId: actor.personId, own, escalated: escalatedFor(actor) }));
  const digests = planReminders({
    today,
    obligations: open,
    recipients,
    told,
    ladder: ({ id }) => ladders[sources.get(id) ?? 'plan'],
    calendar,
    // What agencies ask of each other the coordinator does not chase; the agency's own head does.
    escalates: ({ id, agencyId }, { personId }) =>
      sources.get(id) !== 'input' || isHeadOf(targets.get(personId)?.actor, agencyId),
  });
  const ids = digests.flatMap((digest) => digest.items.map((item) => item.obligationId));
  const obligations = await obligationsById(tx, [...new Set(ids)]);
  const ofToday = leaves.filter(({ until }) => today <= until);
  return { calendar, digests, targets, obligations, alreadyTold, leaves: ofToday };
}

/** Days off in a row a "due soon" may be moved over; Tết takes up to 9. */
const LONGEST_BREAK = 14;

/**
 * Who hears of what: officials of their agencies' work; heads too where no official is reachable;
 * heads and coordinators of what is long overdue. Nobody of a duty they are away from: their deputy
 * has it as well.
 */
async function loadTargets(
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
    targets.set(member.personId, { member, actor, own: new Set(own) });
  }
  return targets;
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
