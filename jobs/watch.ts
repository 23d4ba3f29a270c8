export interface Watch {
  /** There may be something to do: looks at once rather than at the next round. */
  ring(): void;
  start(): void;
  /** Ends after the look in hand. */
  stop(): Promise<void>;
}

/**
 * Looks for work again and again: at once after a look that found some or when it rings, else every
 * `everyMs`. A look that fails is told of and does not end it.
 * @param look gives how much it found
 */
export function watch(
  look: () => Promise<number>,
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): Watch {
  let stopped = true;
  let rung = false;
  let wake: (() => void) | null = null;
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopped) {
      rung = false;
      let isDone: boolean;
      try {
        isDone = (await look()) === 0 && !rung;
      } catch (error) {
        onError(error);
        // Whatever rings meanwhile: the same would fail again at once.
        isDone = true;
      }
      if (isDone && !stopped) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, everyMs);
      function done() {
        clearTimeout(timer);
        wake = null;
        resolve();
      }
      wake = done;
    });
  }

  function ring(): void {
    rung = true;
    wake?.();
  }

  return {
    ring,
    start() {
      stopped = false;
      loop = run();
    },
    async stop() {
      stopped = true;
      ring();
      await loop;
    },
  };
}
