import { inspect } from 'node:util';
import type { Target } from './target.ts';

/** Longer than this is a hang for whoever waits behind it. */
const SLOW_MS = 100;
/** A slow take is repeated, so that a pause of the machine is not held against it. */
const REPEATS = 3;

export interface Find {
  target: string;
  what: string;
  /** Shortened, ready to be pasted into a test. */
  input: string;
}

export interface Fuzzed {
  finds: Find[];
  slowestMs: number;
}

/** Gives `count` inputs made from the seed to the target. `timed` false: time does not matter. */
export async function fuzz(
  target: Target,
  seed: number,
  count: number,
  { timed = true }: { timed?: boolean } = {},
): Promise<Fuzzed> {
  const finds: Find[] = [];
  let slowestMs = 0;
  const found = (what: string, input: unknown) => {
    finds.push({ target: target.name, what, input: inspect(input, { depth: 8 }).slice(0, 600) });
  };
  for (const input of target.inputs(seed, count)) {
    try {
      const ms = await millisecondsOf(target, input);
      const steady = timed && ms > SLOW_MS ? await fastestOf(target, input) : ms;
      slowestMs = Math.max(slowestMs, steady);
      if (timed && steady > SLOW_MS) found(`took ${steady.toFixed(0)} ms`, input);
    } catch (error) {
      found(error instanceof Error ? error.message : String(error), input);
    }
  }
  return { finds, slowestMs };
}

async function fastestOf(target: Target, input: unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < REPEATS; n += 1) best = Math.min(best, await millisecondsOf(target, input));
  return best;
}

async function millisecondsOf(target: Target, input: unknown): Promise<number> {
  const start = performance.now();
  await target.take(input as never);
  return performance.now() - start;
}
