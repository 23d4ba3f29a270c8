import type { FastifyInstance } from 'fastify';

export interface EventStream {
  send(event: Record<string, unknown>): void;
  /** Ends all streams, so that the server can close. */
  close(): void;
}

const KEEP_ALIVE_MS = 20_000;

/** Server-sent events that tell the page where something changed. */
export function eventRoutes(app: FastifyInstance): EventStream {
  const open = new Set<{ write(text: string): void; end(): void }>();
  const keepAlive = setInterval(() => {
    for (const stream of open) stream.write(': still here\n\n');
  }, KEEP_ALIVE_MS);
  keepAlive.unref();

  app.get('/sim/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      connection: 'keep-alive',
    });
    reply.raw.write(': open\n\n');
    open.add(reply.raw);
    request.raw.on('close', () => open.delete(reply.raw));
  });

  return {
    send(event) {
      for (const stream of open) stream.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close() {
      clearInterval(keepAlive);
      for (const stream of open) stream.end();
      open.clear();
    },
  };
}
