import { groupBy } from '../core/collections/group-by.ts';
import { answersOn } from '../core/people/away.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import { nextOfficeTime, nextOwnTime } from '../core/reminders/office-hours.ts';
import { muteOn } from '../core/reminders/pause.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { instantAt, localDateAt } from '../core/time/zone.ts';
import type { Queryable } from '../db/client.ts';
import { agenciesById } from '../db/queries/agencies.ts';
import { runningLeaves } from '../db/queries/handovers.ts';
import { type Nudge, nudgesOn } from '../db/queries/nudges.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { pausesOf } from '../db/queries/pauses.ts';
import { currentMembers } from '../db/queries/people.ts';
import { toldOn } from '../db/queries/reminders.ts';
import { loadCalendar } from './calendar.ts';
import { loadLadders } from './ladders.ts';
import { canBeReached, loadTargets, type ReminderTarget } from './reminders.ts';

/** Somebody who would be reminded, of what, and when. */
export interface Nudged {
  target: ReminderTarget;
  items: ObligationView[];
  /** Already reminded that day: by this very coordinator (then never again), or otherwise. */
  before: 'by_me' | 'today' | null;
  notBefore: Date;
  expiresAt: Date;
}

/** What a coordinator's word to all late ones would do. */
export interface NudgePlan {
  /** Late and not stopped. */
  items: ObligationView[];
  /** Late, and reminders of it are stopped. */
  muted: number;
  people: Nudged[];
  /** Officials who cannot be written to, and agencies where nobody can (no name then). */
  unreachable: { name: string | null; agencyId: number; agency: string }[];
  /** Day and moment at which it goes out, for whoever has no hours of their own. */
  day: LocalDate;
  start: Date;
}

export interface NudgeInput {
  late: readonly ObligationView[];
  /** Who asks; they are not reminded by themselves. */
  byId: number;
  now: Date;
  timeZone: string;
  ladder: Ladder;
}

/**
 * Who hears of this late work when a coordinator asks for it: officials, their heads where no
 * official can be told; nobody on leave, nothing that is stopped, only in office time and in
 * people's own hours. Changes nothing.
 */
export async function planNudge(tx: Queryable, input: NudgeInput): Promise<NudgePlan> {
  const { late, byId, now, timeZone, ladder } = input;
  const calendar = await loadCalendar(tx);
  const start = nextOfficeTime(now, ladder, calendar, timeZone);
  const day = localDateAt(start, timeZone);
  const pauses = await pausesOf(
    tx,
    late.map(({ id }) => id),
  );
  const items = late.filter(({ id }) => !muteOn(pauses.get(id) ?? [], day));
  const byAgency = groupBy(items, ({ agencyId }) => agencyId);
  const targets = await loadTargets(tx, await runningLeaves(tx), day);
  const concerned = [...targets.values()].filter(({ own }) =>
    [...own].some((id) => byAgency.has(id)),
  );
  const reached = concerned.filter(({ member }) => canBeReached(member));
  const ids = reached.map(({ actor }) => actor.personId);
  const nudges = await nudgesOn(tx, day, ids);
  const digests = await toldOn(tx, day);
  const { book } = await loadLadders(tx, ladder);
  const people = reached
    .filter(({ actor }) => actor.personId !== byId)
    .map((target): Nudged => {
      const { personId, grants } = target.actor;
      const habits = book.habits(grants[0]?.agencyId ?? null, personId);
      const notBefore = nextOwnTime(start, habits, ladder, calendar, timeZone);
      return {
        target,
        items: [...target.own].flatMap((id) => byAgency.get(id) ?? []).sort(byDue),
        before: beforeOf(personId, byId, nudges, digests),
        notBefore,
        expiresAt: instantAt(localDateAt(notBefore, timeZone), ladder.untilMinute, timeZone),
      };
    });
  return {
    items,
    muted: late.length - items.length,
    people,
    unreachable: await unreachableIn(tx, byAgency, reached, day),
    day,
    start,
  };
}

function beforeOf(
  personId: number,
  byId: number,
  nudges: readonly Nudge[],
  digests: ReadonlySet<number>,
): Nudged['before'] {
  const theirs = nudges.filter((one) => one.personId === personId);
  if (theirs.some((one) => one.byId === byId)) return 'by_me';
  return theirs.length > 0 || digests.has(personId) ? 'today' : null;
}

/** Officials there who cannot be written to, and each agency where nobody at all can. */
async function unreachableIn(
  tx: Queryable,
  byAgency: ReadonlyMap<number, unknown>,
  reached: readonly ReminderTarget[],
  day: LocalDate,
): Promise<NudgePlan['unreachable']> {
  const leaves = await runningLeaves(tx);
  const members = (await currentMembers(tx)).filter(
    ({ agencyId, role, personId }) =>
      byAgency.has(agencyId) &&
      role === 'official' &&
      answersOn(leaves, personId, { agencyId, role }, day),
  );
  const canBe = new Set(members.filter(canBeReached).map(({ personId }) => personId));
  const silent = new Map(
    members.filter(({ personId }) => !canBe.has(personId)).map((one) => [one.personId, one]),
  );
  const told = new Set(reached.flatMap(({ own }) => [...own]));
  const named = new Set([...silent.values()].map(({ agencyId }) => agencyId));
  const empty = [...byAgency.keys()].filter((id) => !told.has(id) && !named.has(id));
  const agencies = await agenciesById(tx, [...named, ...empty]);
  const nameOf = (id: number) => agencies.get(id)?.shortName ?? '';
  return [
    ...[...silent.values()].map(({ name, agencyId }) => ({
      name,
      agencyId,
      agency: nameOf(agencyId),
    })),
    ...empty.map((agencyId) => ({ name: null, agencyId, agency: nameOf(agencyId) })),
  ];
}

function byDue(a: ObligationView, b: ObligationView): number {
  return (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || a.id - b.id;
}
