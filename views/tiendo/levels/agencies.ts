import type { AgencyTally } from '../../../core/summary/summarise.ts';
import { type Board, boardIds, hidesLate, type Level } from '../board.ts';
import { tallyLine } from '../lines.ts';

/** Agencies by what needs attention; each leads to its own figures, in the same area and period. */
export const agencies: Level = {
  name: 'agencies',
  lines: (board) => {
    const {
      source: { scope, period, area, group, agencyNames },
      t,
    } = board;
    return agenciesInOrder(board).map((agency) => ({
      get text() {
        const withRate = group?.kind === 'agencies' && !hidesLate(board);
        return tallyLine(agencyNames.get(agency.agencyId) ?? '', agency, t, withRate);
      },
      opens:
        agency.agencyId === scope.id
          ? null
          : boardIds({ scope: { ...scope, id: agency.agencyId }, period, area, group })('main', 0),
    }));
  },
};

/** Where late ones are not to be named the order and the marks must not tell them either. */
export function agenciesInOrder(board: Board): readonly AgencyTally[] {
  const { summary, agencyNames } = board.source;
  if (!hidesLate(board)) return summary.agencies;
  const nameOf = ({ agencyId }: AgencyTally) => agencyNames.get(agencyId) ?? '';
  return summary.agencies
    .map((agency) => ({ ...agency, by: { ...agency.by, late: 0 } }))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'vi'));
}
