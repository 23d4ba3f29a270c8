/** Answers that the usual time is made from. */
const REMEMBERED = 15;
/** A network that usually answers within this is waited for, send by send. */
const QUICK_MS = 120;
/** How long an answer of a quick network is waited for before the next send begins … */
const PATIENCE_MS = 500;
/** … and of a slow one: as the channels' own pace, so that slowness costs no rate. */
const PACE_MS = 40;

export interface Patience {
  /** A send was answered after so many milliseconds. */
  answered(ms: number): void;
  /** How long the next send waits for the answer of the one before, in milliseconds. */
  ms(): number;
}

/**
 * Whether sends go one at a time. On a network that answers quickly they do: a process that dies
 * leaves one send of which nobody knows, and the channel's pace is kept all the same. On one that
 * usually takes longer (the median of the last answers) waiting would cut the rate to a few messages
 * a second, so several are under way.
 */
export function patience(): Patience {
  const last: number[] = [];
  return {
    answered(ms) {
      last.push(ms);
      if (last.length > REMEMBERED) last.shift();
    },
    ms() {
      const sorted = [...last].sort((a, b) => a - b);
      const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
      return last.length === REMEMBERED && usual > QUICK_MS ? PACE_MS : PATIENCE_MS;
    },
  };
}
