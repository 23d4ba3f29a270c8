import { areaToken } from '../../../core/summary/group-token.ts';
import { boardIds, type Level } from '../board.ts';
import { tallyLine } from '../lines.ts';

/** Plan work by area of reform; each area leads to a board of its own. */
export const areas: Level = {
  name: 'areas',
  lines: ({ source, t }) =>
    source.summary.areas.map((area) => {
      const no = areaToken(area.areaNo);
      const opened = { ...source, area: { no: area.areaNo, name: area.area }, fromAreas: true };
      return {
        text: tallyLine(area.area || t.plain('tiendo.area_number', { no: area.areaNo }), area, t),
        opens: no === null || source.area?.no === no ? null : boardIds(opened)('main', 0),
      };
    }),
};
