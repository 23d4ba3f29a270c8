import { localDateAt } from '../core/time/zone.ts';
import type { Tx } from '../db/client.ts';
import { upsertRegime } from '../db/queries/reports.ts';
import type { Regime } from '../imports/regime.ts';
import { regimeKey, type TakenPeriods, takePeriods } from './take-periods.ts';

/**
 * Takes a reporting regime into the books: its periods, one report of every agency it names for
 * each, and one more of the agencies that lead a field. Reports of periods that a corrected file no
 * longer names are withdrawn; those asked for once by the same document stay. From then on the file
 * says which periods there are, no rule.
 */
export async function importRegime(
  tx: Tx,
  regime: Regime,
  issuerId: number,
  at: { now: Date; timeZone: string },
): Promise<TakenPeriods> {
  const { whoReports } = regime;
  const regimeId = await upsertRegime(tx, {
    document: await regimeKey(tx, regime.document.number, issuerId),
    name: regime.document.title,
    issuerId,
    whoReports,
    rule: null,
  });
  const duties = {
    issuerId,
    day: regime.document.date ?? localDateAt(at.now, at.timeZone),
    whoReports,
    leading: regime.extraDutyAgencies,
    dueWords: regime.words.dueRule ?? '',
  };
  return takePeriods(tx, regimeId, duties, regime.periods, { ...at, complete: true });
}
