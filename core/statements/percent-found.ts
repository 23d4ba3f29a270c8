import type { Span } from './span.ts';

/** A share of the work that a message names. */
export interface PercentFound extends Span {
  /** Null where figures stand that are no one percentage of progress: "60-70%". */
  percent: number | null;
  /** Of something else than progress: "tỷ lệ … 95%". */
  other: boolean;
}
