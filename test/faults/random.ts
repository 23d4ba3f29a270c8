/**
 * Repeatable chance: the same seed gives the same sequence of numbers from 0 up to 1. FAULTS_SEED
 * (`--seed` of `test/faults/run.ts`) makes it another one in every test.
 */
export function seeded(seed: number): () => number {
  let state = (seed ^ Math.imul(Number(process.env.FAULTS_SEED ?? 0), 0x9e3779b1)) >>> 0;
  return () => {
    // Mulberry32, public domain.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
