import { describe, expect, it } from 'vitest';
import { fuzz } from '../../fuzz/fuzz.ts';
import { TARGETS } from '../../fuzz/targets/index.ts';

const SEED = 20230227;
/** Over all targets; `npm run fuzz` gives a million. */
const INPUTS = 20_000;

const whole = TARGETS.reduce((sum, { share }) => sum + share, 0);

describe('whatever is sent, nothing crashes or lies', () => {
  it.each(TARGETS)('$name', async (target) => {
    const count = Math.ceil((INPUTS * target.share) / whole);
    // Time is measured by the command, on a machine that does nothing else.
    const { finds } = await fuzz(target, SEED, count, { timed: false });
    expect(finds).toEqual([]);
  });
});
