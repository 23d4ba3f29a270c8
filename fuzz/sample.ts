import fc from 'fast-check';

/** Inputs asked of fast-check at once: it makes them all before it gives the first. */
const BLOCK = 2000;

/** The same `count` values for the same seed, made as they are needed. */
export function* sampled<T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): Generator<T> {
  for (let made = 0; made < count; made += BLOCK) {
    yield* fc.sample(arbitrary, { seed: seed + made, numRuns: Math.min(BLOCK, count - made) });
  }
}
