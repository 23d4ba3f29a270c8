/** Where the present moment comes from. Rules never ask the machine for it. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock: production. */
export const systemClock: Clock = { now: () => new Date(Date.now()) };

/** A clock that stands still until somebody moves it: the simulator and the tests. */
export interface MovableClock extends Clock {
  set(instant: Date): void;
}

export function movableClock(start: Date): MovableClock {
  let current = start;
  return {
    now: () => current,
    set(instant) {
      current = instant;
    },
  };
}
