import type { FastifyReply } from 'fastify';

/** What can go wrong with a call. */
export type Fault =
  /** HTTP 200 with `ok: false`, as Zalo puts it. */
  | { kind: 'error'; code: number; description: string }
  /** A proxy's error page instead of JSON. */
  | { kind: 'page'; status: number }
  /** The connection is cut before the call is done. */
  | { kind: 'reset' }
  /** The call is done, then the connection is cut. */
  | { kind: 'lostAnswer' }
  /** The call is done at once and answered so many milliseconds later. */
  | { kind: 'late'; ms: number }
  /** No answer, ever. */
  | { kind: 'hang' };

export interface FaultRule {
  /** Default: every method. */
  method?: string;
  /** How many such calls go well first; default 0. */
  after?: number;
  /** How many calls it hits then; default 1. */
  times?: number;
}

export interface Faults {
  add(fault: Fault, rule: FaultRule): void;
  /** The fault that hits this call, if any; counts it as used. */
  take(method: string): Fault | null;
}

export function faults(): Faults {
  const rules: { fault: Fault; method: string | undefined; spared: number; left: number }[] = [];
  return {
    add(fault, { method, after = 0, times = 1 }) {
      rules.push({ fault, method, spared: after, left: times });
    },
    take(method) {
      const hit = rules.find(
        (rule) => rule.left > 0 && (rule.method === undefined || rule.method === method),
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

/** Plays the faults that are the network's and no answer of the API. */
export function misbehave(fault: Exclude<Fault, { kind: 'error' }>, reply: FastifyReply) {
  if (fault.kind === 'page') {
    return reply.code(fault.status).type('text/html').send('<html>Bad Gateway</html>');
  }
  if (fault.kind === 'hang') return reply.hijack();
  return cut(reply);
}

/** After the call is done: the faults that hit its answer. True when none is to be given. */
export async function misanswer(fault: Fault | null, reply: FastifyReply): Promise<boolean> {
  if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  if (fault?.kind !== 'lostAnswer') return false;
  cut(reply);
  return true;
}

/** Whether the call is done all the same. */
export function spares(fault: Fault): boolean {
  return fault.kind === 'lostAnswer' || fault.kind === 'late';
}

export function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}
