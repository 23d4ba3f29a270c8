import type { Level } from '../board.ts';
import { lateLine } from '../lines.ts';

/** Late work, the longest late first. */
export const late: Level = {
  name: 'late',
  lines: ({ source, at, t, withCards }) =>
    source.summary.late.map((item) => ({
      text: lateLine(item, source, at, t, 90),
      opens: withCards ? `ob:${item.id}` : null,
    })),
};
