import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Db } from '../db/client.ts';
import { arrivalsWaiting } from '../db/queries/arrivals.ts';
import { outboxCounts } from '../db/queries/outbox.ts';
import { usageOf } from '../db/queries/usage.ts';

export interface Metrics {
  countUpdate(channel: string, ok: boolean): void;
  countSend(channel: string, outcome: string): void;
  /** Asks `isOpen` at every reading whether sending on the channel is paused. */
  watchBreaker(channel: string, isOpen: () => boolean): void;
}

/**
 * `/metrics` in Prometheus' format: updates handled and waiting, sends by outcome, the outbox by status, quotas.
 * `month`: the one quotas are counted in now.
 */
export function metricsRoutes(app: FastifyInstance, db: Db, month: () => string): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const updates = new Counter({
    name: 'tiendo_updates_total',
    help: 'Incoming updates, by channel and whether they were handled',
    labelNames: ['channel', 'ok'],
    registers: [registry],
  });
  const sends = new Counter({
    name: 'tiendo_sends_total',
    help: 'Attempts to send a message, by channel and outcome',
    labelNames: ['channel', 'outcome'],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'tiendo_outbox_messages',
    help: 'Messages in the outbox, by status',
    labelNames: ['status'],
    registers: [registry],
  });

  const arrivals = new Gauge({
    name: 'tiendo_arrivals',
    help: 'Updates stored and not handled yet',
    registers: [registry],
  });
  const quota = new Gauge({
    name: 'tiendo_quota_messages',
    help: 'Messages of this month on a channel with a quota, used and allowed',
    labelNames: ['channel', 'what'],
    registers: [registry],
  });
  const people = new Gauge({
    name: 'tiendo_quota_people',
    help: 'People on a channel with a quota, known and allowed',
    labelNames: ['channel', 'what'],
    registers: [registry],
  });

  const breakers = new Map<string, () => boolean>();
  const breaker = new Gauge({
    name: 'tiendo_breaker_open',
    help: '1 while sending on a channel is paused because its network failed again and again',
    labelNames: ['channel'],
    registers: [registry],
  });

  app.get('/metrics', async (_request, reply) => {
    for (const usage of await usageOf(db, month())) {
      const { channel } = usage;
      quota.set({ channel, what: 'used' }, usage.messages);
      quota.set({ channel, what: 'allowed' }, usage.messageLimit);
      people.set({ channel, what: 'used' }, usage.people);
      people.set({ channel, what: 'allowed' }, usage.peopleLimit);
    }
    for (const [channel, isOpen] of breakers) breaker.set({ channel }, isOpen() ? 1 : 0);
    arrivals.set((await arrivalsWaiting(db)).count);
    for (const [status, count] of Object.entries(await outboxCounts(db))) {
      waiting.set({ status }, count);
    }
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });

  return {
    countUpdate: (channel, ok) => updates.inc({ channel, ok: String(ok) }),
    countSend: (channel, outcome) => sends.inc({ channel, outcome }),
    watchBreaker: (channel, isOpen) => breakers.set(channel, isOpen),
  };
}
