import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply } from 'fastify';
import { patience } from '../common/chat.ts';
import {
  type Fault,
  type FaultRule,
  faults,
  misanswer,
  misbehave,
  spares,
} from '../common/faults.ts';
import { deliveries } from './deliveries.ts';
import { type ChatRecord, newId, zaloPeople } from './people.ts';

export interface RecordedCall {
  method: string;
  fields: Record<string, unknown>;
}

/** Thrown by a method; becomes HTTP 200 with `ok: false`. */
class ZaloError extends Error {
  readonly code: number;
  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

export interface ZaloOptions {
  /** Post webhook bodies as documented, `{ ok, result }`, not flat as they really are. */
  wrapped?: boolean;
  /** Make a refused webhook call again after so long; null = never. */
  retryMs?: number | null;
  patienceMs?: number;
  /** Takes the updates instead of the bot: the test hands them over itself. */
  takes?: (update: unknown) => void;
}

/**
 * A Zalo Bot Platform on 127.0.0.1 for tests, with the people who write to the bot. It does what the
 * fact sheet of the platform says and nothing else: errors come with HTTP 200, getUpdates gives one
 * update and forgets it, pictures are fetched by their address.
 */
export async function zaloEmulator(options: ZaloOptions = {}) {
  const token = '4402000000000000001:zalo-test_token-x';
  const bot = {
    id: '4402000000000000001',
    display_name: 'Bot Tiến Độ',
    account_name: 'bot.tiendo',
  };
  const updates = deliveries({
    wrapped: options.wrapped ?? false,
    retryMs: options.retryMs ?? null,
  });
  const chats = new Map<string, ChatRecord>();
  const photos = new Map<string, Uint8Array>();
  const recorded: RecordedCall[] = [];
  const broken = faults();
  let revoked = false;
  let apiRoot = '';

  type Call = (fields: Record<string, unknown>, gone: AbortSignal) => unknown;
  const methods: Record<string, Call> = {
    getMe: () => ({ ...bot, account_type: 'BASIC', can_join_groups: true }),
    async getUpdates({ timeout }, gone) {
      if (updates.webhook()) throw new ZaloError(400, 'a webhook is set');
      const update = await updates.next(Number(timeout ?? 30), gone);
      if (update === null) throw new ZaloError(408, 'Request timeout');
      return update;
    },
    async setWebhook({ url, secret_token: secret }) {
      const given = typeof secret === 'string' ? secret : '';
      if (typeof url !== 'string' || given.length < 8 || given.length > 256) {
        throw new ZaloError(400, 'Bad request');
      }
      const updatedAt = Date.now();
      const probe = await fetch(url, {
        method: 'POST',
        headers: { 'x-bot-api-secret-token': given },
      }).catch(() => null);
      updates.setWebhook({ url, secret: given, updatedAt });
      const outcome = probe?.ok ? 'webhook.ok' : `webhook.${probe ? 'http.other' : 'err.conn'}`;
      const verification = { ok: probe?.ok === true, url, outcome, hint: '' };
      return { url, updated_at: updatedAt, verification };
    },
    deleteWebhook() {
      updates.setWebhook(null);
      return { url: '', updated_at: Date.now() };
    },
    getWebhookInfo() {
      const hook = updates.webhook();
      if (!hook) throw new ZaloError(404, 'Not found');
      return { url: hook.url, updated_at: hook.updatedAt };
    },
    sendChatAction({ chat_id: chat, action }) {
      if (!chats.has(String(chat)) || action !== 'typing') throw new ZaloError(400, 'Bad request');
      return undefined;
    },
    sendMessage: ({ chat_id: chat, text }) => show(chat, checked(text), null),
    async sendPhoto({ chat_id: chat, photo, caption }) {
      if (typeof photo !== 'string') throw new ZaloError(400, 'Bad request');
      const words = caption === undefined ? '' : checked(caption);
      const head = await fetch(photo, { method: 'HEAD' }).catch(() => null);
      const got = head?.ok ? await fetch(photo) : null;
      const bytes = got?.ok ? new Uint8Array(await got.arrayBuffer()) : null;
      return show(chat, words, { url: photo, bytes });
    },
  };

  function checked(text: unknown): string {
    if (typeof text !== 'string' || text.length < 1 || text.length > 2000) {
      throw new ZaloError(400, 'Bad request');
    }
    return text;
  }

  function show(chat: unknown, text: string, photo: ChatRecord['fromBot'][number]['photo']) {
    const record = chats.get(String(chat));
    if (!record) throw new ZaloError(400, 'Bad request');
    const id = newId();
    record.fromBot.push({ id, text, photo });
    return { message_id: id, date: Date.now() };
  }

  const waitFor = patience(options.patienceMs ?? 5000, chats);

  const server = Fastify({ forceCloseConnections: true });
  server.get('/photo/:id', async (request, reply) => {
    const bytes = photos.get((request.params as { id: string }).id);
    return bytes ? reply.type('image/jpeg').send(Buffer.from(bytes)) : reply.code(404).send();
  });
  server.post('/:bot/:method', async (request, reply) => {
    const { bot: address, method } = request.params as { bot: string; method: string };
    const fields = (request.body ?? {}) as Record<string, unknown>;
    recorded.push({ method, fields });
    if (revoked || address !== `bot${token}`) return refuse(reply, 401, 'Unauthorized');
    const fault = broken.take(method);
    if (fault?.kind === 'error') return refuse(reply, fault.code, fault.description);
    if (fault && !spares(fault)) return misbehave(fault, reply);
    const call = methods[method];
    if (!call) return refuse(reply, 400, 'Bad request');
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    try {
      const result = await call(fields, gone.signal);
      if (await misanswer(fault, reply)) return reply;
      return await reply.send({ ok: true, result });
    } catch (error) {
      if (error instanceof ZaloError) return refuse(reply, error.code, error.message);
      throw error;
    }
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  apiRoot = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  return {
    ...zaloPeople({
      chats,
      botName: bot.display_name,
      push: options.takes ?? ((update) => updates.push(update)),
      keepPhoto(bytes) {
        const id = newId();
        photos.set(id, bytes);
        return `${apiRoot}/photo/${id}`;
      },
      waitFor,
    }),
    apiRoot,
    token,
    bot,
    /** Calls in order of arrival, also those that failed. */
    calls: (method?: string) => recorded.filter((call) => !method || call.method === method),
    /** Lets the next call (or several) go wrong. */
    breaks: (fault: Fault, rule: FaultRule = {}) => broken.add(fault, rule),
    /** From now on every call is 401. */
    revokesToken: () => {
      revoked = true;
    },
    /** Queues any native update. */
    push: (update: unknown) => updates.push(update),
    waiting: () => updates.waiting(),
    waitFor,
    async close() {
      updates.close();
      await server.close();
    },
  };
}

function refuse(reply: FastifyReply, code: number, description: string): FastifyReply {
  return reply.send({ ok: false, error_code: code, description });
}
