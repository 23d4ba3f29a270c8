import { resolveList } from '../../core/organisation/agency-list.ts';
import type { Directory } from '../../core/organisation/directory.ts';
import { type PrintedLine, readCriteriaList } from '../../core/scoring/criteria.ts';
import { scoringOccurrence } from '../../core/scoring/occurrence.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { allCampaigns, allEntries, upsertCampaign } from '../../db/queries/campaigns.ts';
import { syncEntries } from '../campaigns/sync-entries.ts';
import type { Changes } from '../changes.ts';
import { loadDirectory } from '../directory.ts';
import { resolvePhrases } from '../resolve-phrases.ts';
import { syncObligations, type Wanted } from '../sync-obligations.ts';
import type { ScoringQuestion } from './details.ts';
import { syncCriteria } from './sync-criteria.ts';

/** A document by which agencies score themselves. */
export interface ScoringPaper {
  number: string;
  title: string;
  /** What people call it: "Tự chấm điểm CCHC năm 2026". */
  name: string;
  year: number;
  issuedOn: LocalDate | null;
  /** Who scores itself: "UBND các xã, thị trấn; các phòng". */
  who: string;
  dueOn: LocalDate | null;
  lines: readonly PrintedLine[];
}

export type ScoringImport =
  | {
      ok: true;
      campaignId: number;
      name: string;
      criteria: Changes;
      agencies: Changes;
      obligations: Changes;
      /** Criteria that are scored, their points, and agencies that score themselves. */
      counts: { criteria: number; points: number; agencies: number };
      questions: ScoringQuestion[];
    }
  /** Its result is published: another list would be another scoring. */
  | { ok: false; why: 'published' };

/**
 * Takes a list of criteria into the books, and has every agency named score itself by a day. The
 * same file again changes nothing; a corrected one changes what differs and keeps all scores.
 */
export async function importScoring(
  tx: Tx,
  paper: ScoringPaper,
  issuerId: number,
  at: { now: Date; timeZone: string },
): Promise<ScoringImport> {
  const { number: document, title, name, year, issuedOn, dueOn } = paper;
  const before = (await allCampaigns(tx, 'scoring')).find((one) => one.document === document);
  if (before?.closedAt) return { ok: false, why: 'published' };
  const day = issuedOn ?? localDateAt(at.now, at.timeZone);
  const directory = await loadDirectory(tx, { day, within: issuerId });
  const below = new Set(await subtreeIds(tx, issuerId));
  const { ids, questions } = whoScores(paper.who, directory, below);
  const list = readCriteriaList(paper.lines);
  const campaign = { kind: 'scoring' as const, document, title, issuerId, year, issuedOn };
  const details = { name, total: list.total, who: paper.who, questions: [] };
  const { id: campaignId } = await upsertCampaign(tx, { ...campaign, details }, at.now);
  const { changes: criteria, reworded } = await syncCriteria(tx, campaignId, list.criteria, at.now);
  const all = [...questions, ...list.questions, ...reworded];
  await upsertCampaign(tx, { ...campaign, details: { ...details, questions: all } }, at.now);
  const { changes: agencies, idByAgency } = await syncEntries(
    tx,
    campaignId,
    ids.map((agencyId) => {
      return { agencyId, form: null, windowFrom: null, windowTo: null, covers: [], note: '' };
    }),
    at.now,
  );
  const entries = (await allEntries(tx, campaignId)).map(({ id }) => id);
  const wanted = ids.map((agencyId): Wanted => {
    const entryId = idByAgency.get(agencyId) ?? 0;
    return {
      agencyId,
      taskId: null,
      periodId: null,
      campaignAgencyId: entryId,
      occurrence: scoringOccurrence(entryId),
      title: name,
      product: null,
      needsDocument: false,
      areaNo: '',
      area: '',
      conditional: false,
      deadlineWords: '',
      sourceDueOn: dueOn,
      dueMinute: null,
    };
  });
  const source = { kind: 'scoring' as const, ids: entries };
  const obligations = await syncObligations(tx, source, wanted, at);
  const scored = list.criteria.filter(({ maxScore }) => maxScore !== null);
  return {
    ok: true,
    campaignId,
    name,
    criteria,
    agencies,
    obligations,
    counts: { criteria: scored.length, points: list.total, agencies: ids.length },
    questions: all,
  };
}

/** The agencies below who issued it that the words name, each once. */
function whoScores(
  who: string,
  directory: Directory,
  below: ReadonlySet<number>,
): { ids: number[]; questions: ScoringQuestion[] } {
  const questions: ScoringQuestion[] = [];
  const ids = new Set<number>();
  for (const { words } of resolveList(who, directory)) {
    const found = resolvePhrases(directory, [words]);
    for (const { code, likely } of found.questions) {
      questions.push({ code, words, hints: likely.map(({ name }) => name) });
    }
    const inside = found.ids.filter((id) => below.has(id));
    if (inside.length < found.ids.length) questions.push({ code: 'outside', words, hints: [] });
    for (const id of inside) ids.add(id);
  }
  return { ids: [...ids], questions };
}
