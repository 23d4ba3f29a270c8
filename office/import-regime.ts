import { localDateAt } from '../core/time/zone.ts';
import type { Tx } from '../db/client.ts';
import { periodsOfRegime, upsertPeriod, upsertRegime } from '../db/queries/reports.ts';
import type { Regime } from '../imports/regime.ts';
import { isAdHocCode } from './ad-hoc-report.ts';
import type { Changes } from './changes.ts';
import { loadDirectory } from './directory.ts';
import { type PhraseQuestion, resolvePhrases } from './resolve-phrases.ts';
import { syncObligations, type Wanted } from './sync-obligations.ts';
import { wantedReport } from './wanted-report.ts';

export interface RegimeImport {
  obligations: Changes;
  /** Phrases that name nobody known, or a set without members; for a person to decide. */
  questions: Pick<PhraseQuestion, 'words' | 'code'>[];
}

/**
 * Takes a reporting regime into the books: its periods, one report of every agency it names for
 * each, and one more of the agencies that lead a field. Reports of periods that a corrected file no
 * longer names are withdrawn; those asked for once by the same document stay.
 */
export async function importRegime(
  tx: Tx,
  regime: Regime,
  issuerId: number,
  at: { now: Date; timeZone: string },
): Promise<RegimeImport> {
  const day = regime.document.date ?? localDateAt(at.now, at.timeZone);
  const directory = await loadDirectory(tx, { day, within: issuerId });
  const everybody = resolvePhrases(directory, regime.whoReports);
  const leading = resolvePhrases(directory, regime.extraDutyAgencies);
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
    const deadlineWords = regime.words.dueRule ?? '';
    const asked = { periodId, name: periodName, deadlineWords, dueOn: due };
    wanted.push(...everybody.ids.map((id) => wantedReport(asked, id, 'own')));
    wanted.push(...leading.ids.map((id) => wantedReport(asked, id, 'field')));
  }
  const periods = await periodsOfRegime(tx, regimeId);
  const ids = periods.filter(({ code }) => !isAdHocCode(code)).map(({ id }) => id);
  const obligations = await syncObligations(tx, { kind: 'report', ids }, wanted, at);
  const questions = [...everybody.questions, ...leading.questions];
  return { obligations, questions: questions.map(({ words, code }) => ({ words, code })) };
}
