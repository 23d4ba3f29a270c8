import type { Resolution } from '../core/organisation/directory.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Tx } from '../db/client.ts';
import { periodIdsOf, upsertPeriod, upsertRegime } from '../db/queries/reports.ts';
import type { Regime } from '../imports/regime.ts';
import type { Changes } from './changes.ts';
import { loadDirectory } from './directory.ts';
import { syncObligations, type Wanted } from './sync-obligations.ts';

export interface RegimeImport {
  obligations: Changes;
  /** Phrases that name nobody known, or a set without members; for a person to decide. */
  questions: { words: string; code: 'unknown' | 'ambiguous' | 'vague' | 'set_empty' }[];
}

/**
 * Takes a reporting regime into the books: its periods, one report of every agency it names for
 * each, and one more of the agencies that lead a field. Reports of periods that a corrected file no
 * longer names are withdrawn.
 */
export async function importRegime(
  tx: Tx,
  regime: Regime,
  issuerId: number,
  at: { now: Date; timeZone: string },
): Promise<RegimeImport> {
  const day = regime.document.date ?? localDateAt(at.now, at.timeZone);
  const directory = await loadDirectory(tx, { day, within: issuerId });
  const questions: RegimeImport['questions'] = [];
  const resolve = (phrases: readonly string[]): number[] => {
    const ids = phrases.flatMap((words) => {
      const found = directory.resolve(words);
      const open = questionOf(found);
      if (open) questions.push({ words, code: open });
      return idsOf(found);
    });
    return [...new Set(ids)];
  };
  const everybody = resolve(regime.whoReports);
  const leading = resolve(regime.extraDutyAgencies);
  const { number: document, title: name } = regime.document;
  const regimeId = await upsertRegime(tx, { document, name });
  const wanted: Wanted[] = [];
  for (const { code, name: periodName, dataFrom, dataTo, due } of regime.periods) {
    const periodId = await upsertPeriod(tx, {
      regimeId,
      code,
      name: periodName,
      dataFrom,
      dataTo,
      dueOn: due,
    });
    const report = (agencyId: number, occurrence: 'own' | 'field'): Wanted => ({
      agencyId,
      taskId: null,
      periodId,
      occurrence,
      title: periodName,
      product: null,
      needsDocument: true,
      areaNo: '',
      area: '',
      conditional: false,
      deadlineWords: regime.words.dueRule ?? '',
      sourceDueOn: due,
      dueMinute: null,
    });
    wanted.push(...everybody.map((id) => report(id, 'own')));
    wanted.push(...leading.map((id) => report(id, 'field')));
  }
  const ids = await periodIdsOf(tx, regimeId);
  const obligations = await syncObligations(tx, { kind: 'report', ids }, wanted, at);
  return { obligations, questions };
}

function idsOf(found: Resolution): number[] {
  if (found.kind === 'agency') return [found.agencyId];
  return found.kind === 'set' ? found.memberIds : [];
}

function questionOf(found: Resolution): RegimeImport['questions'][number]['code'] | null {
  if (found.kind === 'agency') return null;
  if (found.kind === 'set') return found.memberIds.length === 0 ? 'set_empty' : null;
  return found.kind;
}
