import type { ReportingRate } from '../../core/reports/rates.ts';
import type { Queryable } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { reportingRates } from './rates.ts';

/** How an agency and all below it report. */
export interface AgencyRateLine {
  agencyId: number;
  name: string;
  rate: ReportingRate;
}

/** The rates of the agencies right below `rootId`, those that lack most first. */
export async function loadAgencyRates(
  tx: Queryable,
  periodId: number,
  rootId: number,
  at: { timeZone: string },
): Promise<AgencyRateLine[]> {
  const { agencies } = await reportingRates(tx, periodId, rootId, at);
  const below = new Map(
    (await allAgencies(tx)).flatMap(({ id, parentId, shortName }) =>
      parentId === rootId ? [[id, shortName] as const] : [],
    ),
  );
  return agencies
    .flatMap(({ agencyId, all }) => {
      const name = below.get(agencyId);
      return name === undefined ? [] : { agencyId, name, rate: all };
    })
    .sort(
      (a, b) =>
        (a.rate.completeness ?? 0) - (b.rate.completeness ?? 0) ||
        (a.rate.timeliness ?? 0) - (b.rate.timeliness ?? 0),
    );
}
