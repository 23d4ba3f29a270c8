import type { Decision, ReasonCode } from '../core/reminders/decision.ts';
import type { Digest } from '../core/reminders/plan.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { agenciesById, allAgencies } from '../db/queries/agencies.ts';
import { personNames } from '../db/queries/people.ts';
import { translator } from '../locales/index.ts';
import type { ReminderPlan } from '../office/reminders.ts';
import { obligationName } from '../views/obligation.ts';
import { UsageError } from './exit.ts';

/** Which part of the explanation is wanted. */
export interface Filter {
  /** Code of an agency. */
  agency?: string;
  obligation?: number;
}

/** One decision with its names; `code` says why, and what is about a moment has its day. */
export interface Explained extends Omit<Decision, 'by'> {
  agency: string;
  name: string;
  due: LocalDate | null;
  /** Where it is told: the minute of the day at which it goes out. */
  sendAtMinute?: number;
  /** Days to the due day, and days off it moved over, where it is told. */
  daysLeft?: number;
  nominal?: LocalDate;
  covers?: number;
  by?: { personId: number; name: string };
}

export interface ReminderReport {
  at: string;
  /** Why nothing is sent at all, if so. */
  silent: string | null;
  summary: {
    people: number;
    told: number;
    reasons: Partial<Record<ReasonCode, number>>;
    alreadyTold: number;
  };
  people: { personId: number; person: string; decisions: Explained[] }[];
}

/** The plan's own decisions, by person, with names; nothing is decided here. */
export async function reminderReport(
  tx: Queryable,
  plan: ReminderPlan,
  at: { at: Date; today: LocalDate; minute: number },
  only: Filter,
): Promise<ReminderReport> {
  const t = translator('vi');
  const agencyIds = new Set(plan.decisions.map(({ agencyId }) => agencyId));
  const agencies = await agenciesById(tx, agencyIds);
  const wanted = plan.decisions.filter(
    ({ agencyId, obligationId }) =>
      (only.agency === undefined || agencies.get(agencyId)?.code === only.agency) &&
      (only.obligation === undefined || obligationId === only.obligation),
  );
  if (only.agency !== undefined && wanted.length === 0) await mustExist(tx, only.agency);
  const names = await personNames(
    tx,
    wanted.flatMap(({ personId, by }) => (by === undefined ? [personId] : [personId, by])),
  );
  const digests = new Map(plan.digests.map((digest) => [digest.personId, digest]));
  const people = new Map<number, ReminderReport['people'][number]>();
  const reasons: Partial<Record<ReasonCode, number>> = {};
  for (const decision of wanted) {
    const { personId, obligationId, agencyId, by, code } = decision;
    const item = plan.obligations.get(obligationId);
    const person = people.get(personId) ?? {
      personId,
      person: names.get(personId) ?? '',
      decisions: [],
    };
    people.set(personId, person);
    reasons[code] = (reasons[code] ?? 0) + 1;
    const { by: _, ...rest } = decision;
    person.decisions.push({
      ...rest,
      agency: agencies.get(agencyId)?.shortName ?? '',
      name: item ? obligationName(item, t) : '',
      due: item?.dueOn ?? null,
      ...(code === 'told' ? toldMore(plan, digests, decision, at.minute) : {}),
      ...(by === undefined ? {} : { by: { personId: by, name: names.get(by) ?? '' } }),
    });
  }
  const off = plan.calendar.dayOffReason(at.today);
  const told = wanted.filter(({ code }) => code === 'told');
  const outside = wanted.some(({ code }) => code === 'outside_hours');
  return {
    at: at.at.toISOString(),
    silent: off
      ? `nothing: ${at.today} is a day off (${off})`
      : outside
        ? 'nothing at this hour: reminders go out in office hours and wait for the next morning'
        : null,
    summary: {
      people: new Set(told.map(({ personId }) => personId)).size,
      told: told.length,
      reasons,
      alreadyTold: plan.alreadyTold.size,
    },
    people: [...people.values()],
  };
}

function toldMore(
  plan: ReminderPlan,
  digests: ReadonlyMap<number, Digest>,
  { personId, obligationId }: Decision,
  minute: number,
): Partial<Explained> {
  const item = digests.get(personId)?.items.find((one) => one.obligationId === obligationId);
  if (!item) return {};
  const { rung, daysLeft, covers } = item;
  return {
    sendAtMinute: Math.max(minute, plan.habits(personId).fromMinute),
    daysLeft,
    covers: covers.length,
    ...(rung.on === rung.nominal ? {} : { nominal: rung.nominal }),
  };
}

async function mustExist(tx: Queryable, code: string): Promise<void> {
  const found = (await allAgencies(tx)).some((one) => one.code === code);
  if (!found) throw new UsageError(`--agency: there is none with the code "${code}"`);
}
