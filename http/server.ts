import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { isPassing } from '../db/trouble.ts';

/** What a caller is told, by status; never an error's own words. */
const WORDS: Readonly<Record<number, string>> = {
  400: 'bad request',
  404: 'not found',
  413: 'too large',
  415: 'unsupported media type',
  503: 'try again later',
};

/** An HTTP server that never answers with a stack trace and never logs a body. */
export function createServer(log: Logger): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    // A stop waits for requests in hand, not for idle keep-alive connections.
    forceCloseConnections: 'idle',
    // An address that cannot be read is not repeated in the answer.
    frameworkErrors: (_error, _request, reply) => {
      void (reply as FastifyReply).code(400).send({ error: WORDS[400] });
    },
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = isPassing(error) ? 503 : (error.statusCode ?? 500);
    if (status >= 500)
      log.error({ path: request.routeOptions.url, name: error.name }, 'request failed');
    const usual = status >= 500 ? 'internal error' : 'refused';
    void reply.code(status).send({ error: WORDS[status] ?? usual });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: WORDS[404] }));
  return app;
}
