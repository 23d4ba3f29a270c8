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

/** The whole of a request: 20 MB over a slow phone take minutes, a trickle without end does not. */
const REQUEST_MS = 5 * 60_000;

/**
 * An HTTP server that never answers with a stack trace, never logs a body, waits for nobody without
 * end and lets no browser guess what an answer is or keep it, unless a route says it may.
 */
export function createServer(log: Logger): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    // Fastify's own is 0, without end; Node's limit of a minute for the headers stays.
    requestTimeout: REQUEST_MS,
    // A stop waits for requests in hand, not for idle keep-alive connections.
    forceCloseConnections: 'idle',
    // An address that cannot be read is not repeated in the answer.
    frameworkErrors: (_error, _request, reply) => {
      void (reply as FastifyReply).code(400).send({ error: WORDS[400] });
    },
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
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
