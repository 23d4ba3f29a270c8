import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { isPassing } from '../db/trouble.ts';

/** An HTTP server that never answers with a stack trace and never logs a body. */
export function createServer(log: Logger): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    // A stop waits for requests in hand, not for idle keep-alive connections.
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = isPassing(error) ? 503 : (error.statusCode ?? 500);
    if (status >= 500)
      log.error({ path: request.routeOptions.url, name: error.name }, 'request failed');
    const text = status >= 500 ? 'internal error' : error.message;
    void reply.code(status).send({ error: text });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  return app;
}
