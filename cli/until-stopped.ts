import type { RunningApp } from '../app.ts';

/** Service managers kill after ten seconds, some sooner. */
const PATIENCE_MS = 4_000;

/**
 * Waits for Ctrl-C or a termination signal, then stops in good order. What does not end in time,
 * such as a call nobody answers, is left to the next start: nothing depends on a good end.
 */
export async function untilStopped(app: RunningApp): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
  });
  setTimeout(() => {
    console.error('stopped with work in hand; the next start takes it up');
    process.exit(0);
  }, PATIENCE_MS).unref();
  await app.stop();
}
