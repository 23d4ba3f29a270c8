import { isSettled, standing } from '../../core/obligations/obligation.ts';
import type { AreaProgress, TaskItem, TaskProgress } from '../../core/reports/consolidated.ts';

/** Where a task stands as a whole. */
export const TASK_STANDINGS = [
  'done',
  'in_progress',
  'blocked',
  'late',
  'not_started',
  'not_applicable',
] as const;

export type TaskStanding = (typeof TASK_STANDINGS)[number];

/** Tasks by where they stand; they add up to `total`. */
export type TaskCounts = Record<TaskStanding, number> & {
  total: number;
  /** Of those not started: nobody has been found to do them. */
  unassigned: number;
};

/**
 * A task is done when every agency has done every product of it; one that is late makes it late,
 * whatever the others did, and one that is blocked makes it blocked.
 */
export function taskStanding(items: readonly TaskItem[], now: Date): TaskStanding {
  const stands = items.map((item) => standing(item, now));
  if (stands.includes('late')) return 'late';
  if (stands.includes('blocked')) return 'blocked';
  if (items.length > 0 && items.every(({ state }) => isSettled(state))) {
    return items.every(({ state }) => state === 'not_applicable') ? 'not_applicable' : 'done';
  }
  return items.some(({ state }) => state !== 'not_started') ? 'in_progress' : 'not_started';
}

export function itemsOf({ lines }: TaskProgress): TaskItem[] {
  return lines.flatMap(({ items }) => items);
}

export function countTasks(areas: readonly AreaProgress[], now: Date): TaskCounts {
  const counts: TaskCounts = {
    total: 0,
    done: 0,
    in_progress: 0,
    blocked: 0,
    late: 0,
    not_started: 0,
    not_applicable: 0,
    unassigned: 0,
  };
  for (const task of areas.flatMap(({ tasks }) => tasks)) {
    const items = itemsOf(task);
    counts.total += 1;
    counts[taskStanding(items, now)] += 1;
    if (items.length === 0) counts.unassigned += 1;
  }
  return counts;
}
