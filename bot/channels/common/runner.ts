import type { IncomingHandler } from '../../../core/messages/channel.ts';

export interface Runner {
  /** Starts the work; resolves when it calls `settled`, or ends. */
  start(handle: IncomingHandler): Promise<void>;
  /** Aborts the work and waits for its end. */
  stop(): Promise<void>;
  /** Null while stopped. */
  handler(): IncomingHandler | null;
  /** Aborts at the next stop. */
  signal(): AbortSignal;
}

/** What a channel does between start and stop. `run` never rejects. */
export function runner(
  run: (handle: IncomingHandler, signal: AbortSignal, settled: () => void) => Promise<void>,
): Runner {
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let handler: IncomingHandler | null = null;
  return {
    async start(handle) {
      stopping = new AbortController();
      handler = handle;
      await new Promise<void>((settled) => {
        running = run(handle, stopping.signal, settled).then(settled);
      });
    },
    async stop() {
      stopping.abort();
      await running;
      handler = null;
    },
    handler: () => handler,
    signal: () => stopping.signal,
  };
}
