import type { Level } from '../board.ts';
import { blockedLine } from '../lines.ts';

/** Work that waits for somebody else: why, who can help, since when. */
export const blocked: Level = {
  name: 'blocked',
  lines: ({ source, at, t, withCards }) =>
    source.summary.blocked.map((item) => ({
      get text() {
        return blockedLine(item, source, at, t);
      },
      opens: withCards ? `ob:${item.id}` : null,
    })),
};
