import { isSettled } from '../../../core/obligations/obligation.ts';
import type { Level } from '../board.ts';
import { workLine } from '../lines.ts';

/** Everything not yet done, late, blocked or open, the first due first. */
export const open: Level = {
  name: 'open',
  lines: ({ source, at, t, withCards }) =>
    [...source.obligations.values()]
      .filter(({ state }) => !isSettled(state))
      .map((item) => ({
        get text() {
          return workLine(item, source, at, t);
        },
        opens: withCards ? `ob:${item.id}` : null,
      })),
};
