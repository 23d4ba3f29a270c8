import { type Level, plain } from '../board.ts';
import { reportLine } from '../lines.ts';

/** Reports received of those due, period by period. */
export const reports: Level = {
  name: 'reports',
  lines: ({ source, at, t }) =>
    source.summary.reports.map((report) => plain(reportLine(report, source, at, t))),
};
