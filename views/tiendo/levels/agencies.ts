import { boardIds, type Level } from '../board.ts';
import { tallyLine } from '../lines.ts';

/** Agencies by what needs attention; each leads to its own figures. */
export const agencies: Level = {
  name: 'agencies',
  lines: ({ source: { summary, scope, period, agencyNames }, t }) =>
    summary.agencies.map((agency) => ({
      text: tallyLine(agencyNames.get(agency.agencyId) ?? '', agency, t),
      opens:
        agency.agencyId === scope.id
          ? null
          : boardIds({ scope: { ...scope, id: agency.agencyId }, period })('main', 0),
    })),
};
