import { z } from 'zod';
import { type DueMove, isNews, mergeMoves, tellingTime } from '../core/calendar/due-move.ts';
import { groupBy } from '../core/collections/group-by.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import { muteOn } from '../core/reminders/pause.ts';
import { type LocalDate, localDate } from '../core/time/local-date.ts';
import { localDateAt, minuteOfDay } from '../core/time/zone.ts';
import type { Queryable, Tx } from '../db/client.ts';
import { runningLeaves } from '../db/queries/handovers.ts';
import { type ObligationView, obligationsById } from '../db/queries/obligations.ts';
import { pausesOf } from '../db/queries/pauses.ts';
import { lockSetting, readSetting, writeSetting } from '../db/queries/system.ts';
import type { MovedDue } from './apply-due-rules.ts';
import { loadCalendar } from './calendar.ts';
import { loadOfficeHours } from './hours.ts';
import { canBeReached, loadTargets, type ReminderTarget } from './reminders.ts';

const SETTING = 'due_moves';

const day = z.string().transform(localDate);
const stored = z.object({
  at: z.coerce.date(),
  /** The local minute of `at`, for the scheduler. */
  minute: z.int(),
  moves: z.array(z.object({ id: z.int(), from: day, to: day, counted: z.boolean() })),
});

/** Moved due dates that nobody was told of yet, and from when on they are told. */
export interface WaitingMoves {
  at: Date;
  moves: DueMove[];
}

/** What waits to be told; null where nothing does. */
export async function waitingMoves(tx: Queryable): Promise<WaitingMoves | null> {
  return waitingIn(await readSetting(tx, SETTING));
}

/** The same, locked until the transaction ends, for whoever tells it. */
export async function lockWaitingMoves(tx: Tx): Promise<WaitingMoves | null> {
  return waitingIn(await lockSetting(tx, SETTING));
}

/** Minutes of the day at which waiting moves are told; none where nothing waits. */
export async function tellingMinutes(tx: Queryable): Promise<number[]> {
  const waiting = stored.safeParse(await readSetting(tx, SETTING)).data;
  return waiting ? [waiting.minute] : [];
}

/**
 * Keeps what has moved until its people are told, `wait` minutes from now in office hours. Together
 * with what waits already it is one change: one message a person, about where things end up.
 */
export async function keepMoves(
  tx: Tx,
  moved: readonly MovedDue[],
  wait: number,
  at: { now: Date; timeZone: string },
): Promise<void> {
  if (moved.length === 0) return;
  const waiting = await lockWaitingMoves(tx);
  const fresh = moved.flatMap(({ id, from, to, counted }) =>
    from === null || to === null ? [] : [{ id, from, to, counted }],
  );
  const moves = mergeMoves(waiting?.moves ?? [], fresh);
  if (moves.length === 0) return dropMoves(tx);
  const hours = await loadOfficeHours(tx);
  const when = tellingTime(at.now, wait, hours, await loadCalendar(tx), at.timeZone);
  await putOff(tx, { at: when, moves }, at.timeZone);
}

/** Lets what waits be told at another moment. */
export async function putOff(tx: Tx, waiting: WaitingMoves, timeZone: string): Promise<void> {
  const minute = minuteOfDay(waiting.at, timeZone);
  await writeSetting(tx, SETTING, { ...waiting, at: waiting.at.toISOString(), minute });
}

/** Nothing waits any more. */
export async function dropMoves(tx: Tx): Promise<void> {
  await writeSetting(tx, SETTING, {});
}

function waitingIn(value: unknown): WaitingMoves | null {
  const { data } = stored.safeParse(value);
  return data ? { at: data.at, moves: data.moves } : null;
}

/** A piece of work with the date its people know. */
export interface MovedItem {
  item: ObligationView;
  move: DueMove;
}

/** Whom a change of the calendar concerns. */
export interface MovesPlan {
  people: { target: ReminderTarget; items: MovedItem[] }[];
  /** Agencies of which nobody can be told. */
  silent: number;
}

/**
 * Who is told of moved due dates on a day, and of which: officials, their heads where no official
 * can be told, deputies for those on leave. Not of what is settled, stopped, overdue either way, or
 * has got yet another date by somebody's word, which has a message of its own. Changes nothing.
 */
export async function planMoves(
  tx: Queryable,
  moves: readonly DueMove[],
  today: LocalDate,
): Promise<MovesPlan> {
  const ids = moves.map(({ id }) => id);
  const known = await obligationsById(tx, ids);
  const pauses = await pausesOf(tx, ids);
  const items = moves.flatMap((move): MovedItem[] => {
    const item = known.get(move.id);
    if (!item || item.withdrawnAt || isSettled(item.state) || item.dueOn !== move.to) return [];
    if (!isNews(move, today) || muteOn(pauses.get(move.id) ?? [], today)) return [];
    return [{ item, move }];
  });
  const byAgency = groupBy(items, ({ item }) => item.agencyId);
  const targets = await loadTargets(tx, await runningLeaves(tx), today);
  const people = [...targets.values()]
    .filter(({ member }) => canBeReached(member))
    .map((target) => ({
      target,
      items: [...target.own].flatMap((id) => byAgency.get(id) ?? []).sort(byDue),
    }))
    .filter((one) => one.items.length > 0);
  const told = new Set(people.flatMap(({ target }) => [...target.own]));
  return { people, silent: [...byAgency.keys()].filter((id) => !told.has(id)).length };
}

/** What whoever changed the calendar is told about who hears of it. */
export interface Telling {
  /** When; null where nothing waits. */
  at: Date | null;
  people: number;
  silent: number;
}

/** How many people hear of what waits now, and when. */
export async function tellingOf(tx: Queryable, timeZone: string): Promise<Telling> {
  const waiting = await waitingMoves(tx);
  if (!waiting) return { at: null, people: 0, silent: 0 };
  const { people, silent } = await planMoves(tx, waiting.moves, localDateAt(waiting.at, timeZone));
  return { at: waiting.at, people: people.length, silent };
}

function byDue(a: MovedItem, b: MovedItem): number {
  return a.move.to.localeCompare(b.move.to) || a.item.id - b.item.id;
}
