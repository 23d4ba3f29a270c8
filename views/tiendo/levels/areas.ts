import { type Level, plain } from '../board.ts';
import { tallyLine } from '../lines.ts';

/** Plan work by area of reform. */
export const areas: Level = {
  name: 'areas',
  lines: ({ source, t }) =>
    source.summary.areas.map((area) => plain(tallyLine(`${area.areaNo}. ${area.area}`, area, t))),
};
