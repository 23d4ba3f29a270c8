import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import type { Consolidated } from '../../core/reports/consolidated.ts';
import { narrativeAreas } from '../../core/reports/narrative.ts';
import { partsOf } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import { allAgencies, subtreeIds } from '../../db/queries/agencies.ts';
import { periodById, reportsOfPeriod, versionsOfReports } from '../../db/queries/figures.ts';
import { allPlans } from '../../db/queries/plans.ts';
import { allRegimes } from '../../db/queries/regimes.ts';
import type { At } from '../reports/report.ts';
import { loadSendings } from '../reports/sending.ts';
import { loadFigures } from './figures.ts';
import { loadProgress } from './progress.ts';
import { withProposals } from './proposals.ts';
import { loadReporting } from './reporting.ts';
import { owedReports } from './sent.ts';
import { toldIn } from './told.ts';

/**
 * Everything the consolidated report of a period is made of, over an agency's subtree: what the
 * agencies told and counted in the versions that stand, what they proposed besides, who reported,
 * and how the tasks of the year's plans stand now. Null when there is no such period or agency.
 */
export async function loadConsolidated(
  tx: Tx,
  { periodId, rootAgencyId }: { periodId: number; rootAgencyId: number },
  at: At,
): Promise<Consolidated | null> {
  const period = await periodById(tx, periodId);
  const agencies = await allAgencies(tx);
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const root = byId.get(rootAgencyId);
  if (!period || !root) return null;
  const ids = await subtreeIds(tx, rootAgencyId);
  const obligations = await reportsOfPeriod(tx, periodId, ids);
  const versions = await versionsOfReports(
    tx,
    obligations.map(({ id }) => id),
  );
  const sendings = await loadSendings(tx, obligations, at.timeZone);
  const owed = owedReports(obligations, { agencies: byId, versions, sendings });
  const year = calendarPeriod(period.code)?.year ?? partsOf(period.dataTo).year;
  const plans = (await allPlans(tx)).filter((plan) => plan.year === year);
  const today = localDateAt(at.now, at.timeZone);
  const progress = await loadProgress(tx, plans, period, { root, ids }, at);
  // Requests with other forms than an earlier one are kept as "123/UBND-NV (2)".
  const regime = (await allRegimes(tx)).find(({ id }) => id === period.regimeId);
  const { name, kind, level } = root;
  const { code, dataFrom, dataTo, dueOn } = period;
  return {
    body: { name, kind, level, parentName: byId.get(root.parentId ?? -1)?.name ?? null },
    period: { code, name: period.name, dataFrom, dataTo, dueOn },
    askedBy: regime?.document.replace(/ \(\d+\)$/, '') ?? '',
    now: at.now,
    today,
    plans: plans.map(({ number, title, issuedOn }) => ({ number, title, issuedOn })),
    areas: narrativeAreas(progress.map((area) => area.title)),
    told: await withProposals(tx, toldIn(owed), { agencyIds: ids, dataFrom, dataTo }, at.timeZone),
    reporting: await loadReporting(tx, { period, rootAgencyId, owed, agencies: byId }, at),
    forms: await loadFigures(tx, { period, rootAgencyId, owed, agencies }, at),
    progress,
  };
}
