import type { DeadlineContext, DeadlineReading } from '../deadlines/deadline.ts';
import { parseDeadlines } from '../deadlines/parse.ts';
import type { Directory } from '../organisation/directory.ts';
import { draftAgencies, type OpenPoint } from './draft-agencies.ts';
import { draftOccurrences } from './draft-occurrences.ts';
import type { DraftTask, PlanDraft, PlanQuestion } from './plan-draft.ts';
import type { PlanRow } from './plan-row.ts';
import { taskKeys } from './task-key.ts';

/**
 * Turns the rows of a plan's annex into tasks with agencies and dates. Every row that is not a
 * heading becomes a task with at least one occurrence, whatever could not be read: that becomes a
 * question. Coordinating agencies owe nothing, so what is unclear about them stays words.
 */
export function draftPlan(
  rows: readonly PlanRow[],
  dir: Directory,
  context: DeadlineContext,
): PlanDraft {
  const draft: PlanDraft = { tasks: [], questions: [], headings: [] };
  const keys = taskKeys();
  for (const row of rows) {
    if (row.heading) {
      draft.headings.push({ line: row.line, number: row.number, title: row.title });
      continue;
    }
    const { key, repeated } = keys.next(row);
    const leads = draftAgencies(row.leads, dir);
    const { occurrences, points } = draftOccurrences(row.products, readTimes(row.times, context));
    const above = draft.tasks.at(-1);
    draft.tasks.push(
      taskOf(key, row, leads.agencies, draftAgencies(row.coordinating, dir).agencies, occurrences),
    );
    const open: OpenPoint[] = [...leads.points, ...points].map((point) =>
      point.code === 'lead_missing' && above && key === `${above.key}+`
        ? { ...point, suggestions: namesOf(above.leads.agencyIds, dir) }
        : point,
    );
    if (repeated) open.unshift({ code: 'number_repeated', words: row.number, suggestions: [] });
    draft.questions.push(...asQuestions(open, key, row.line));
  }
  return draft;
}

/** At least one reading: an empty cell is a question too. */
function readTimes(cell: string, context: DeadlineContext): DeadlineReading[] {
  const readings = parseDeadlines(cell, context);
  if (readings.length > 0) return readings;
  return [{ deadline: { kind: 'ask', why: 'empty' }, words: cell.trim(), label: null }];
}

function taskOf(
  key: string,
  row: PlanRow,
  leads: DraftTask['leads'],
  coordinating: DraftTask['coordinating'],
  occurrences: DraftTask['occurrences'],
): DraftTask {
  const { line, areaNo, area, number, title, titleVerbatim } = row;
  return {
    key,
    line,
    areaNo,
    area,
    number,
    title,
    titleVerbatim,
    leads,
    coordinating,
    occurrences,
  };
}

/** A row that continues another most likely falls to the same agencies; still a person's call. */
function namesOf(ids: readonly number[], dir: Directory): string[] {
  return ids.flatMap((id) => dir.agency(id)?.name ?? []);
}

function asQuestions(points: readonly OpenPoint[], taskKey: string, line: number): PlanQuestion[] {
  const unique = new Map(points.map((point) => [JSON.stringify([point.code, point.words]), point]));
  return [...unique.values()].map((point) => ({ taskKey, line, ...point }));
}
