import type { ResponseParameters } from 'grammy/types';

/** What can go wrong with a call. */
export type Fault =
  /** 429 with parameters.retry_after, in seconds. */
  | { kind: 'limited'; retryAfter: number }
  | { kind: 'error'; code: number; description: string; parameters?: ResponseParameters }
  /** A proxy's error page instead of an answer; HTML unless it says otherwise. */
  | { kind: 'page'; code: number; body?: string; headers?: Record<string, string> }
  /** The connection is cut before the call is done. */
  | { kind: 'reset' }
  /** The call is done, then the connection is cut. */
  | { kind: 'lostAnswer' }
  /** The call is done, and the connection breaks in the middle of the answer. */
  | { kind: 'torn' }
  /** The call is done at once and answered so many milliseconds later. */
  | { kind: 'late'; ms: number }
  /** No answer, ever. */
  | { kind: 'hang' };

export interface FaultRule {
  /** Default: every method. */
  method?: string;
  /** Default: every chat. */
  chat?: number;
  /** How many such calls go well first; default 0. */
  after?: number;
  /** How many calls it hits then; default 1. */
  times?: number;
}

export interface Faults {
  add(fault: Fault, rule: FaultRule): () => void;
  /** The fault that hits this call, if any; counts it as used. */
  take(method: string, chat: number | undefined): Fault | null;
}

export function faults(): Faults {
  let rules: { fault: Fault; rule: FaultRule; left: number; spared: number }[] = [];
  return {
    add(fault, rule) {
      const entry = { fault, rule, left: rule.times ?? 1, spared: rule.after ?? 0 };
      rules.push(entry);
      return () => {
        rules = rules.filter((other) => other !== entry);
      };
    },
    take(method, chat) {
      const hit = rules.find(
        ({ rule, left }) =>
          left > 0 &&
          (rule.method === undefined || rule.method === method) &&
          (rule.chat === undefined || rule.chat === chat),
      );
      if (!hit) return null;
      if (hit.spared > 0) {
        hit.spared -= 1;
        return null;
      }
      hit.left -= 1;
      return hit.fault;
    },
  };
}
