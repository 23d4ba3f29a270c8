import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { weekday } from '../../../core/time/local-date.ts';
import { localDateAt, minuteOfDay } from '../../../core/time/zone.ts';
import { translator } from '../../../locales/index.ts';
import type { SimulatedTime } from './simulated-time.ts';

const body = z.object({ now: z.iso.datetime({ offset: true }) });

/** The rehearsal's clock over HTTP: read it, move it forward. */
export function clockRoutes(app: FastifyInstance, time: SimulatedTime, timeZone: string): void {
  app.get('/sim/clock', async () => face(time.clock.now(), timeZone));

  app.put('/sim/clock', async (request, reply) => {
    const t = translator('vi');
    const parsed = body.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: t.plain('simulator.bad_instant') });
    const target = new Date(parsed.data.now);
    const moved = await time.moveTo(target);
    if (!moved) return reply.code(400).send({ error: t.plain('simulator.not_backwards') });
    return {
      ...face(time.clock.now(), timeZone),
      ran: moved.ran.map(({ job, at }) => ({ job, at: at.toISOString() })),
      sent: moved.sent,
    };
  });
}

function face(now: Date, timeZone: string) {
  const date = localDateAt(now, timeZone);
  const minutes = minuteOfDay(now, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    now: now.toISOString(),
    local: `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    timeZone,
    weekday: weekday(date),
  };
}
