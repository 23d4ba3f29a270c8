/** Something that takes what anybody may send. */
export interface Target {
  name: string;
  /** Of all inputs, how many of a hundred this one gets: dear targets get fewer. */
  share: number;
  /** Makes the inputs of a run from its seed. */
  inputs(seed: number, count: number): Iterable<unknown>;
  /** Throws when something is wrong with what came out; whatever it throws is a find. */
  take(input: never): void | Promise<void>;
}

/** Keeps the type of the input between making and taking it. */
export function target<T>(one: {
  name: string;
  share: number;
  inputs(seed: number, count: number): Iterable<T>;
  take(input: T): void | Promise<void>;
}): Target {
  return one;
}

export function claim(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}
