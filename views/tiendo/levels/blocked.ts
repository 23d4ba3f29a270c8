import type { Level } from '../board.ts';
import { blockedLine } from '../lines.ts';

/** Work that waits for somebody else. */
export const blocked: Level = {
  name: 'blocked',
  lines: ({ source, t, withCards }) =>
    source.summary.blocked.map((item) => ({
      text: blockedLine(item, source, t),
      opens: withCards ? `ob:${item.id}` : null,
    })),
};
