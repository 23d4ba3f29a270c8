import { resolveList } from '../organisation/agency-list.ts';
import type { Directory } from '../organisation/directory.ts';
import type { DraftAgencies, PlanQuestion } from './plan-draft.ts';

/** A question before it is known which task it belongs to. */
export type OpenPoint = Omit<PlanQuestion, 'taskKey' | 'line'>;

/** Reads a cell of agencies; `points` are the parts of it that name nobody for certain. */
export function draftAgencies(
  cell: string,
  dir: Directory,
): { agencies: DraftAgencies; points: OpenPoint[] } {
  const ids = new Set<number>();
  const points: OpenPoint[] = [];
  for (const { words, resolution } of resolveList(cell, dir)) {
    switch (resolution.kind) {
      case 'agency':
        ids.add(resolution.agencyId);
        break;
      case 'set':
        for (const id of resolution.memberIds) ids.add(id);
        if (resolution.memberIds.length === 0) {
          points.push({ code: 'set_empty', words, suggestions: [] });
        }
        break;
      case 'ambiguous':
        points.push({
          code: 'lead_ambiguous',
          words,
          suggestions: resolution.candidates.map((candidate) => candidate.name),
        });
        break;
      case 'vague':
        points.push({ code: 'lead_vague', words, suggestions: [] });
        break;
      case 'unknown':
        points.push({
          code: 'lead_unknown',
          words,
          suggestions: resolution.suggestions.map((candidate) => candidate.name),
        });
        break;
    }
  }
  if (cell.trim() === '') points.push({ code: 'lead_missing', words: '', suggestions: [] });
  return { agencies: { agencyIds: [...ids], words: cell.trim() }, points };
}
