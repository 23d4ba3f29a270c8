import type { RunningApp } from '../app.ts';

/** Waits for Ctrl-C or a termination signal, then stops in good order. */
export async function untilStopped(app: RunningApp): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
  });
  await app.stop();
}
