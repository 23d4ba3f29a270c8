import { and, eq, gte, inArray, like } from 'drizzle-orm';
import type { LocalDate } from '../../core/time/local-date.ts';
import { addDays } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { accounts, outbox } from '../schema/index.ts';

/** What somebody was reminded of by a coordinator's own word, on the day it was to be sent. */
export interface Nudge {
  personId: number;
  byId: number;
  status: (typeof outbox.$inferSelect)['status'];
}

/** The one key of what a coordinator makes a person hear on a day. */
export function nudgeKey(day: LocalDate, personId: number, byId: number): string {
  return `nudge:${day}:${personId}:${byId}`;
}

/** Longest that a message may have been in line for: a break of days off. */
const LONGEST_WAIT = 20;

/** All such messages of a day to these people, whoever caused them. */
export async function nudgesOn(
  tx: Queryable,
  day: LocalDate,
  personIds: readonly number[],
): Promise<Nudge[]> {
  if (personIds.length === 0) return [];
  const chats = tx
    .select({ id: accounts.conversationId })
    .from(accounts)
    .where(anyOf(accounts.personId, personIds));
  const rows = await tx
    .select({ key: outbox.dedupeKey, status: outbox.status })
    .from(outbox)
    .where(
      and(
        inArray(outbox.conversationId, chats),
        eq(outbox.kind, 'notice'),
        gte(outbox.createdAt, new Date(`${addDays(day, -LONGEST_WAIT)}T00:00:00Z`)),
        like(outbox.dedupeKey, `nudge:${day}:%`),
      ),
    );
  return rows.flatMap(({ key, status }) => {
    const [, , personId, byId] = (key ?? '').split(':').map(Number);
    return personId === undefined || byId === undefined ? [] : [{ personId, byId, status }];
  });
}
