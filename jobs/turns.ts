/** What the holder of a turn tells of its send. */
export interface Turn {
  /** It is on its way. */
  begun(): void;
  /** An answer came. */
  answered(): void;
}

/**
 * One send after another: the next turn comes when the work of the last one is over, answer noted
 * and all, so that a process that dies leaves one send of which nobody knows. Only an answer that
 * is longer overdue than `overdueMs()` is not waited for; otherwise one dead connection would stop
 * everybody's messages.
 */
export function turns(
  overdueMs: () => number,
): (work: (turn: Turn) => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    let giveWay: () => void = () => {};
    const overdue = new Promise<void>((resolve) => {
      giveWay = resolve;
    });
    const done = last.then(async () => {
      let timer: NodeJS.Timeout | undefined;
      const begun = () => {
        timer = setTimeout(giveWay, overdueMs());
      };
      try {
        await work({ begun, answered: () => clearTimeout(timer) });
      } finally {
        clearTimeout(timer);
      }
    });
    last = Promise.race([done.catch(() => undefined), overdue]);
    return done;
  };
}
