/** What the command line ends with. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Wrong usage or input: one clear sentence, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
