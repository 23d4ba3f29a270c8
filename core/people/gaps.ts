import { groupBy } from '../collections/group-by.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import { answersOn, type Leave } from './away.ts';
import type { Duty } from './handover.ts';

/**
 * Why nobody of an agency hears of its work: nobody is named, nobody has linked an account, all who
 * did have left or blocked the bot, or those who can be written to are on leave.
 */
export type GapWhy = 'nobody' | 'unlinked' | 'left' | 'away';

/** Days after which a gap that is still there is told again. */
const TELL_AGAIN_AFTER = 7;

/** What an agency still owes. */
export interface OpenWork {
  agencyId: number;
  /** Items in force and not settled. */
  open: number;
  /** The earliest due day among them; null where none has a date. */
  nextDue: LocalDate | null;
}

/** A member as far as finding gaps needs. */
export interface Reach extends Duty {
  personId: number;
  channels: readonly { unreachableSince: Date | null }[];
  reachable: boolean;
}

export interface Gap extends OpenWork {
  why: GapWhy;
}

/** Agencies that owe something and have no official or head to tell, the most urgent first. */
export function gapsOf(
  work: readonly OpenWork[],
  members: readonly Reach[],
  leaves: readonly Leave[],
  today: LocalDate,
): Gap[] {
  const owners = members.filter(({ role }) => role === 'official' || role === 'head');
  const byAgency = groupBy(owners, ({ agencyId }) => agencyId);
  return work
    .flatMap((owed) => {
      const why =
        owed.open > 0 ? whyNobody(byAgency.get(owed.agencyId) ?? [], leaves, today) : null;
      return why ? [{ ...owed, why }] : [];
    })
    .sort(byUrgency);
}

function whyNobody(
  owners: readonly Reach[],
  leaves: readonly Leave[],
  today: LocalDate,
): GapWhy | null {
  const answering = (one: Reach) => answersOn(leaves, one.personId, one, today);
  if (owners.some((one) => one.reachable && answering(one))) return null;
  if (owners.some(({ reachable }) => reachable)) return 'away';
  if (owners.some(({ channels }) => channels.length > 0)) return 'left';
  return owners.length > 0 ? 'unlinked' : 'nobody';
}

/** Undated work last. */
function byUrgency(a: Gap, b: Gap): number {
  const [one, other] = [a.nextDue ?? '9999', b.nextDue ?? '9999'];
  if (one !== other) return one < other ? -1 : 1;
  return b.open - a.open || a.agencyId - b.agencyId;
}

/**
 * Which of the gaps that there are now are to be told today: new ones, and those last told a week
 * ago or longer. `told` is by key; the answer's `told` no longer knows gaps that are closed, so that
 * one that opens again is new.
 */
export function gapsToTell(
  keys: readonly string[],
  told: Readonly<Record<string, LocalDate>>,
  today: LocalDate,
): { tell: string[]; told: Record<string, LocalDate> } {
  const isDue = (key: string) => {
    const last = told[key];
    return last === undefined || last <= addDays(today, -TELL_AGAIN_AFTER);
  };
  const tell = keys.filter(isDue);
  return {
    tell,
    told: Object.fromEntries(keys.map((key) => [key, isDue(key) ? today : (told[key] ?? today)])),
  };
}
