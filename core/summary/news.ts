import { type Due, isClaimed, standing } from '../obligations/obligation.ts';

/** What became late, and what was reported done, since a moment, and still stands so. */
export interface News {
  late: number;
  done: number;
}

export function newsSince(items: Iterable<Due>, since: Date, now: Date): News {
  const news = { late: 0, done: 0 };
  for (const item of items) {
    if (isClaimed(item.state)) {
      if (item.claimedAt && item.claimedAt > since) news.done += 1;
    } else if (standing(item, now) === 'late' && item.dueAt && item.dueAt > since) {
      news.late += 1;
    }
  }
  return news;
}
