/** A wait that can be cut short. */
export interface Bell {
  ring(): void;
  /** Resolves after `ms`, or at a ring; at once when it rang since the last wait. */
  wait(ms: number): Promise<void>;
}

export function bell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = null;
      rung = false;
    },
  };
}
