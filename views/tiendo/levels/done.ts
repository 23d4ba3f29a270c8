import { isClaimed } from '../../../core/obligations/obligation.ts';
import type { Level } from '../board.ts';
import { workLine } from '../lines.ts';

/** What has been done, the last due first. */
export const done: Level = {
  name: 'done',
  lines: ({ source, at, t, withCards }) =>
    [...source.obligations.values()]
      .filter(({ state }) => isClaimed(state))
      .reverse()
      .map((item) => ({
        get text() {
          return workLine(item, source, at, t);
        },
        opens: withCards ? `ob:${item.id}` : null,
      })),
};
