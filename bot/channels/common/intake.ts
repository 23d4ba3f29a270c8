import type { Logger } from 'pino';
import { lanes } from './lanes.ts';
import { persist } from './persist.ts';
import type { Sleep } from './sleep.ts';

export interface Intake {
  /**
   * Has the work of one update done, in order within its chat, again and again until it succeeds
   * or `signal` aborts. `tried` tells of the first try: null, or what went wrong.
   */
  take(
    update: { chat: string; updateKey: string },
    work: () => Promise<void>,
    signal: AbortSignal,
  ): { tried: Promise<unknown>; stored: Promise<boolean> };
  /** Resolves when everything taken so far is done or given up. */
  idle(): Promise<void>;
}

/** For networks of which nobody knows whether they deliver an update again. */
export function intake(parts: { log: Logger; sleep: Sleep }): Intake {
  const chats = lanes();
  return {
    take({ chat, updateKey }, work, signal) {
      let first: (trouble: unknown) => void = () => {};
      const tried = new Promise<unknown>((resolve) => {
        first = resolve;
      });
      const task = async () => {
        try {
          await work();
          first(null);
        } catch (error) {
          first(error);
          throw error;
        }
      };
      const stored = chats.inOrder(chat, () => persist(task, { ...parts, signal, updateKey }));
      // A stop may come before the first try.
      void stored.then(() => first(new Error('stopped')));
      return { tried, stored };
    },
    idle: () => chats.idle(),
  };
}
