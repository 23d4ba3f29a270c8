import { boardIds, type Level } from '../board.ts';
import { tallyLine } from '../lines.ts';

/** Agencies by what needs attention; each leads to its own figures, in the same area and period. */
export const agencies: Level = {
  name: 'agencies',
  lines: ({ source, t }) => {
    const { summary, scope, period, area, group, agencyNames } = source;
    return summary.agencies.map((agency) => ({
      text: tallyLine(agencyNames.get(agency.agencyId) ?? '', agency, t),
      opens:
        agency.agencyId === scope.id
          ? null
          : boardIds({ scope: { ...scope, id: agency.agencyId }, period, area, group })('main', 0),
    }));
  },
};
