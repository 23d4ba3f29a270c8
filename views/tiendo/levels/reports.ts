import { hidesLate, type Level, plain } from '../board.ts';
import { reportLine } from '../lines.ts';

/** Reports received of those due, period by period. */
export const reports: Level = {
  name: 'reports',
  lines: (board) => {
    const { source, at, t } = board;
    return source.summary.reports.map((report) =>
      plain(reportLine(hidesLate(board) ? { ...report, missing: [] } : report, source, at, t)),
    );
  },
};
