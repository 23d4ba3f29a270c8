/** Runs tasks of one key one after another, tasks of different keys side by side. */
export interface Lanes {
  /** Settles as the task does; a failed task does not stop the next one of its key. */
  inOrder<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when everything handed over so far has settled. */
  idle(): Promise<void>;
}

export function lanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    inOrder(key, task) {
      const result = (tails.get(key) ?? Promise.resolve()).then(task);
      const tail = result.then(
        () => forget(),
        () => forget(),
      );
      const forget = () => {
        if (tails.get(key) === tail) tails.delete(key);
      };
      tails.set(key, tail);
      return result;
    },
    async idle() {
      await Promise.all(tails.values());
    },
  };
}
