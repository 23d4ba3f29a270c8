import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { patience } from '../common/chat.ts';
import {
  type Fault,
  type FaultRule,
  faults,
  misanswer,
  misbehave,
  spares,
} from '../common/faults.ts';
import { OaError } from './error.ts';
import { hook, type SigningOptions } from './hook.ts';
import { oaMethods, type Upload } from './methods.ts';
import { oaTokens } from './oauth.ts';
import { newId, type OaRecord, oaPeople } from './people.ts';

export interface OaEmulatorOptions {
  patienceMs?: number;
  signing?: Partial<SigningOptions>;
  retryMs?: number | null;
  /** Calls must carry an `appsecret_proof`. */
  proof?: boolean;
  /** Whether a group takes pictures and files, which the sheet leaves open. */
  attachmentsInGroups?: boolean;
  /** The emulator's time in milliseconds. */
  now?: () => number;
  /** Takes the events instead of the hook: the test hands them over itself. */
  takes?: (event: Record<string, unknown>) => void;
}

export interface OaRecordedCall {
  method: string;
  fields: Record<string, unknown>;
}

const RATE_LIMIT = 4000;

/**
 * A Zalo Official Account and its OAuth service on 127.0.0.1 for tests, with the people who write to
 * it. It does what part B of the fact sheet says and nothing else: single-use refresh tokens, one
 * living access token, errors inside HTTP 200, seven days to write, signed events.
 */
export async function zaloOaEmulator(options: OaEmulatorOptions = {}) {
  const appId = '1200000000000000001';
  const oaId = '3500000000000000002';
  const appSecret = 'app-secret-of-the-test';
  const webhookSecret = 'oa-secret-key-of-the-test';
  const now = options.now ?? Date.now;
  const chats = new Map<string, OaRecord>();
  const waitFor = patience(options.patienceMs ?? 5000, chats);
  const tokens = oaTokens({ appId, appSecret, now });
  const attachmentsInGroups = options.attachmentsInGroups ?? true;
  const methods = oaMethods({ chats, now, attachmentsInGroups });
  const events = hook({
    appId,
    oaId,
    secret: webhookSecret,
    signing: { prefix: true, timestamp: 'body', id: 'app', ...options.signing },
    retryMs: options.retryMs ?? null,
  });
  const recorded: OaRecordedCall[] = [];
  const broken = faults();
  let remain = RATE_LIMIT;

  const server = Fastify({ forceCloseConnections: true, bodyLimit: 20 * 1024 * 1024 });
  server.addContentTypeParser(
    ['multipart/form-data', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );

  /** One call: faults first, then the work; errors become HTTP 200. */
  async function answer(
    method: string,
    fields: Record<string, unknown>,
    reply: FastifyReply,
    work: () => Promise<unknown> | unknown,
  ) {
    recorded.push({ method, fields });
    remain = remain > 0 ? remain - 1 : RATE_LIMIT;
    void reply.headers({ 'x-ratelimit-limit': RATE_LIMIT, 'x-ratelimit-remain': remain });
    const fault = broken.take(method);
    if (fault?.kind === 'error') {
      return reply.send({ error: fault.code, message: fault.description });
    }
    if (fault && !spares(fault)) return misbehave(fault, reply);
    try {
      const said = await work();
      if (await misanswer(fault, reply)) return reply;
      return await reply.send(said);
    } catch (error) {
      if (!(error instanceof OaError)) throw error;
      if (method !== 'token') return reply.send({ error: error.code, message: error.message });
      const { code, message } = error;
      return reply.send({ error: code, error_name: message, error_description: message });
    }
  }

  function authorised(request: FastifyRequest): void {
    const token = request.headers.access_token;
    tokens.check(token);
    if (!options.proof) return;
    const proof = createHmac('sha256', appSecret).update(String(token)).digest('hex');
    if (request.headers.appsecret_proof !== proof)
      throw new OaError(-242, 'appsecret_proof invalid');
  }

  const done = (data: unknown) => ({ error: 0, message: 'Success', data });

  server.post('/v4/oa/access_token', (request, reply) => {
    const form = new URLSearchParams(String(request.body));
    return answer('token', Object.fromEntries(form), reply, () =>
      tokens.renew(request.headers.secret_key, form),
    );
  });
  for (const [path, method] of [
    ['/v3.0/oa/message/cs', 'cs'],
    ['/v3.0/oa/group/message', 'group'],
  ] as const) {
    server.post(path, (request, reply) => {
      const body = (request.body ?? {}) as Record<string, unknown>;
      return answer(method, body, reply, async () => {
        authorised(request);
        return done(await methods[method](body));
      });
    });
  }
  for (const method of ['image', 'file'] as const) {
    server.post(`/v2.0/oa/upload/${method}`, (request, reply) =>
      answer(method, {}, reply, async () => {
        authorised(request);
        return done(methods[method](await uploadIn(request)));
      }),
    );
  }
  server.get('/v3.0/oa/user/detail', (request, reply) => {
    const { data = '{}' } = request.query as { data?: string };
    const asked = JSON.parse(data) as Record<string, unknown>;
    return answer('detail', asked, reply, () => {
      authorised(request);
      return done(methods.detail(asked.user_id));
    });
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const root = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  return {
    ...oaPeople({
      chats,
      oaId,
      now,
      push: options.takes ?? ((event) => events.push(event)),
      waitFor,
    }),
    root,
    appId,
    oaId,
    appSecret,
    webhookSecret,
    tokens,
    hook: events,
    /** Calls in order of arrival, also those that failed. */
    calls: (method?: string) => recorded.filter((call) => !method || call.method === method),
    /** Lets the next call (or several) go wrong. */
    breaks: (fault: Fault, rule: FaultRule = {}) => broken.add(fault, rule),
    newId,
    waitFor,
    async close() {
      events.close();
      await server.close();
    },
  };
}

/** The multipart field `file`. */
async function uploadIn(request: FastifyRequest): Promise<Upload | null> {
  const type = request.headers['content-type'] ?? '';
  const body = new Uint8Array(request.body as Buffer);
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) return null;
  return { name: file.name, mime: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
