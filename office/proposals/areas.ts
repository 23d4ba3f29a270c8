import {
  areaKey,
  GENERAL,
  type NarrativeArea,
  narrativeAreas,
} from '../../core/reports/narrative.ts';
import { type LocalDate, partsOf } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import { tasksOfYear } from '../../db/queries/figures.ts';
import { areaOfTask } from '../../db/queries/proposals.ts';

const STEERING = 'steering';

/**
 * The areas of reform a proposal may be about: those the year's reports tell about, and one for the
 * steering of the work and all else, which goes into the general part of reports.
 */
export async function loadProposalAreas(tx: Queryable, day: LocalDate): Promise<NarrativeArea[]> {
  const tasks = await tasksOfYear(tx, partsOf(day).year);
  const areas = narrativeAreas(tasks.map(({ area }) => area));
  return [...areas.filter(({ key }) => key !== STEERING), { key: GENERAL, title: null }];
}

/** The area of the task that is owed; null for work that comes from no plan. */
export async function areaOfWork(
  tx: Queryable,
  { taskId }: { taskId: number | null },
): Promise<string | null> {
  const heading = taskId === null ? null : await areaOfTask(tx, taskId);
  if (heading === null) return null;
  const key = areaKey(heading);
  return key === STEERING ? GENERAL : key;
}
