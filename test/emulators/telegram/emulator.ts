import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { BotCommand, Update } from 'grammy/types';
import { ApiError } from './api-error.ts';
import { type Fault, type FaultRule, faults } from './faults.ts';
import { methods } from './methods.ts';
import { numberParam, type Params, parseMultipart } from './params.ts';
import { type People, people, transcript } from './people.ts';
import { updateQueue } from './update-queue.ts';
import { world as emptyWorld, type StoredFile } from './world.ts';

export interface RecordedCall {
  method: string;
  fields: Record<string, unknown>;
  /** When it came, by `performance.now()`. */
  at: number;
}

export interface TelegramEmulator extends People {
  /** Such as http://127.0.0.1:41234, without a slash at the end. */
  apiRoot: string;
  token: string;
  bot: { id: number; username: string };
  /** Calls in order of arrival, also those that failed. */
  calls(method?: string): RecordedCall[];
  /** Command menus by "scope/language", such as "all_private_chats/en". */
  commands: ReadonlyMap<string, BotCommand[]>;
  /** Updates the bot has not confirmed or accepted yet. */
  pendingUpdates(): readonly Update[];
  /** Whether the bot took the waiting mark off a pressed button. */
  isAnswered(callbackId: string): boolean;
  /** Queues any native update. @returns its update_id */
  pushUpdate(content: Omit<Update, 'update_id'>): number;
  /** Lets the next call (or several) go wrong. @returns a function that ends it */
  breaks(fault: Fault, rule?: FaultRule): () => void;
  /** From now on every call is 401. */
  revokesToken(): void;
  /** A file somebody sent, by its id. */
  file(id: string): StoredFile | undefined;
  /** Waits until the probe gives something, and returns it. Fails with all chats as text. */
  waitFor<T>(probe: () => T | null | undefined | false, what?: string): Promise<T>;
  close(): Promise<void>;
}

export interface EmulatorOptions {
  /** False: an edit cannot add a picture to a text, as on older servers. */
  mediaIntoText?: boolean;
  token?: string;
  /** How long `waitFor` and `hears` wait. */
  patienceMs?: number;
  /** Pause before a refused webhook call is made again. */
  webhookRetryMs?: number;
}

/**
 * A Telegram Bot API server on 127.0.0.1 for tests, with the people who write to the bot.
 * @example
 * const telegram = await telegramEmulator();
 * const an = telegram.user(1, 'Nguyễn Văn An');
 * an.sends('/start');
 * const menu = await an.hears(/Xin chào/);
 * an.presses('Việc của tôi');
 */
export async function telegramEmulator(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const token = options.token ?? '7000000001:AAtest-token_of-the-emulated-bot-35x';
  const world = emptyWorld();
  const updates = updateQueue({ webhookRetryMs: options.webhookRetryMs ?? 20 });
  const commands = new Map<string, BotCommand[]>();
  const answered = new Set<string>();
  const asked = new Set<string>();
  const broken = faults();
  const recorded: RecordedCall[] = [];
  const mediaIntoText = options.mediaIntoText ?? true;
  const api = methods({ world, updates, commands, answered, asked, mediaIntoText });
  let revoked = false;

  const server = Fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 * 1024 });
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) =>
      parseMultipart(body, request.headers['content-type'] ?? ''),
  );

  server.all('/:bot/:method', async (request, reply) => {
    const { bot, method } = request.params as { bot: string; method: string };
    const params = paramsOf(request);
    recorded.push({ method, fields: params.fields, at: performance.now() });
    if (revoked || bot !== `bot${token}`)
      return answerError(reply, new ApiError(401, 'Unauthorized'));
    const fault = broken.take(method, numberParam(params, 'chat_id'));
    if (fault && !['lostAnswer', 'torn', 'late'].includes(fault.kind))
      return misbehave(fault, request, reply);
    const call = api[method];
    if (!call) return answerError(reply, new ApiError(404, 'Not Found'));
    try {
      const result = await call(params, goneSignal(reply));
      if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
      else if (fault?.kind === 'torn') return tear(request, reply);
      else if (fault) return cut(request, reply);
      return await reply.send({ ok: true, result });
    } catch (error) {
      if (error instanceof ApiError) return answerError(reply, error);
      throw error;
    }
  });

  server.get('/file/:bot/*', async (request, reply) => {
    const { bot, '*': path } = request.params as { bot: string; '*': string };
    const fault = broken.take('file', undefined);
    if (fault) return misbehave(fault, request, reply);
    const file = [...world.files.values()].find((stored) => stored.path === path);
    if (revoked || bot !== `bot${token}` || !file) {
      return answerError(reply, new ApiError(404, 'Not Found'));
    }
    return reply.type('application/octet-stream').send(file.bytes);
  });

  async function waitFor<T>(
    probe: () => T | null | undefined | false,
    what = 'something',
  ): Promise<T> {
    const patienceMs = options.patienceMs ?? 5000;
    for (const began = performance.now(); performance.now() - began < patienceMs; ) {
      const found = probe();
      if (found !== null && found !== undefined && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const chats = [...world.chats.values()].map(
      (chat) => `--- chat ${chat.id}\n${transcript(world, chat)}`,
    );
    throw new Error(`waited ${patienceMs} ms in vain for ${what}\n${chats.join('\n')}`);
  }

  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;

  return {
    ...people({ world, updates, asked, waitFor }),
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    bot: { id: world.bot.id, username: world.bot.username },
    calls: (method) => recorded.filter((call) => method === undefined || call.method === method),
    commands,
    pendingUpdates: () => updates.pending(),
    isAnswered: (id) => answered.has(id),
    pushUpdate: (content) => updates.push(content),
    breaks: (fault, rule = {}) => broken.add(fault, rule),
    revokesToken: () => {
      revoked = true;
    },
    file: (id) => world.files.get(id),
    waitFor,
    close: async () => {
      updates.close();
      await server.close();
    },
  };
}

function paramsOf(request: FastifyRequest): Params {
  const body = request.body as Params | Record<string, unknown> | null | undefined;
  if (body && 'uploads' in body && body.uploads instanceof Map) return body as Params;
  return { fields: { ...(request.query as object), ...body }, uploads: new Map() };
}

/** Aborts when the caller hangs up. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

function answerError(reply: FastifyReply, error: ApiError): FastifyReply {
  return reply.code(error.code).send({
    ok: false,
    error_code: error.code,
    description: error.message,
    ...(error.parameters ? { parameters: error.parameters } : {}),
  });
}

function misbehave(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  switch (fault.kind) {
    case 'limited': {
      const seconds = fault.retryAfter;
      const description = `Too Many Requests: retry after ${seconds}`;
      return answerError(reply, new ApiError(429, description, { retry_after: seconds }));
    }
    case 'error':
      return answerError(reply, new ApiError(fault.code, fault.description, fault.parameters));
    case 'page':
      return reply
        .code(fault.code)
        .headers({ 'content-type': 'text/html', ...fault.headers })
        .send(fault.body ?? '<html>Bad Gateway</html>');
    case 'hang':
      return reply.hijack();
    default:
      return cut(request, reply);
  }
}

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

function tear(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
  reply.raw.write('{"ok":true,"result":{"mess', () => request.raw.socket.destroy());
  return reply;
}
