import { join } from '../../../core/messages/markup.ts';
import type { Level } from '../board.ts';
import { lateLine, silenceLine } from '../lines.ts';

/** Late work, the longest late first: how long, why, and since when nothing was heard. */
export const late: Level = {
  name: 'late',
  lines: ({ source, at, t, withCards }) =>
    source.summary.late.map((item) => ({
      text: join([lateLine(item, source, at, t, 80), silenceLine(item, source, at, t)]),
      opens: withCards ? `ob:${item.id}` : null,
    })),
};
