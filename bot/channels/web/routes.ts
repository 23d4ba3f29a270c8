import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../../core/time/clock.ts';
import type { Db } from '../../../db/client.ts';
import {
  botMessages,
  messagesAfter,
  type SimulatorMessage,
  simulatorGroups,
  simulatorPeople,
  simulatorSenders,
} from '../../../db/queries/simulator.ts';
import type { FileStore } from '../../../files/store.ts';
import type { WebChannel } from './web-channel.ts';

const id = z.string().min(1).max(100);
const sendBody = z.object({
  as: id,
  chat: id.optional(),
  name: z.string().min(1).max(100).optional(),
  text: z.string().min(1).max(4096).optional(),
  choice: z.string().min(1).max(64).optional(),
  messageId: z.string().max(30).nullish(),
  caption: z.string().max(1024).nullish(),
  files: z
    .array(
      z.object({ name: z.string().min(1).max(200), mime: z.string().max(100), base64: z.string() }),
    )
    .min(1)
    .max(10)
    .optional(),
});

/** 20 MB of files as base64 inside JSON. */
const BODY_LIMIT = 28 * 1024 * 1024;

export interface SimulatorDeps {
  db: Db;
  clock: Clock;
  channel: WebChannel;
  files: FileStore;
  /** Resolves when everything that can be sent now has been sent. */
  settled: () => Promise<void>;
}

/** The simulator's chats over HTTP: for its page, and for scripts. */
export function simulatorRoutes(app: FastifyInstance, deps: SimulatorDeps): void {
  const seen = new Map<string, number>();

  app.get('/sim/people', async () => {
    const rows = await simulatorPeople(deps.db);
    const groups = await simulatorGroups(deps.db);
    const counts = await botMessages(deps.db);
    const unread = (chat: string) =>
      (counts.get(chat) ?? []).filter((seq) => seq > (seen.get(chat) ?? 0)).length;
    const people = new Map<string, ReturnType<typeof personOf>>();
    for (const row of rows) {
      const known = people.get(row.nativeId);
      if (known && row.role) known.roles.push(row.role);
      if (!known) people.set(row.nativeId, personOf(row, unread(row.nativeId)));
    }
    for (const sender of await simulatorSenders(deps.db)) {
      if (people.has(sender.id)) continue;
      const stranger = { nativeId: sender.id, name: sender.name, agency: null, role: null };
      people.set(sender.id, { ...personOf(stranger, unread(sender.id)), linked: false });
    }
    const everybody = [...people.values()];
    const members = everybody.filter((person) => person.linked).map((person) => person.id);
    return {
      people: everybody,
      groups: groups.map(({ chat, title }) => ({
        chat,
        title: title ?? chat,
        members,
        unread: unread(chat),
      })),
    };
  });

  app.post('/sim/messages', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const parsed = sendBody.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: issueOf(parsed.error) });
    const { as, name, text, choice, files, caption, messageId } = parsed.data;
    const chatId = parsed.data.chat ?? as;
    const group = (await simulatorGroups(deps.db)).find((one) => one.chat === chatId);
    if (!group && chatId !== as) {
      return reply
        .code(400)
        .send({ error: `chat: no group "${chatId}", and not the chat of "${as}"` });
    }
    const person = (await simulatorPeople(deps.db)).find((one) => one.nativeId === as);
    const content =
      text !== undefined
        ? ({ type: 'text', text, ...(messageId ? { replyTo: messageId } : {}) } as const)
        : choice !== undefined
          ? ({ type: 'choice', choice, messageId: messageId ?? null } as const)
          : files !== undefined
            ? ({
                type: 'files',
                caption: caption ?? null,
                files: files.map((file) => ({
                  ...file,
                  bytes: Buffer.from(file.base64, 'base64'),
                })),
              } as const)
            : null;
    if (!content) return reply.code(400).send({ error: 'expected one of: text, choice, files' });
    await deps.channel.receive({
      sender: { id: as, name: person?.name ?? name ?? as },
      chat: { id: chatId, kind: group ? 'group' : 'private', title: group?.title ?? null },
      content,
    });
    await deps.settled();
    return { ok: true };
  });

  app.get('/sim/messages', async (request, reply) => {
    const parsed = z
      .object({ chat: id, after: z.coerce.number().int().min(0).default(0) })
      .safeParse(request.query);
    if (!parsed.success) return reply.code(400).send({ error: issueOf(parsed.error) });
    const { chat, after } = parsed.data;
    const rows = await messagesAfter(deps.db, chat, after);
    const next = Math.max(after, ...rows.map((row) => row.seq));
    seen.set(chat, Math.max(seen.get(chat) ?? 0, next));
    return { messages: rows.map(shown), next: rows.length === 0 && after === 0 ? 0 : next };
  });

  app.get('/sim/files/:hash/:name', async (request, reply) => {
    const { hash, name } = request.params as { hash: string; name: string };
    const bytes = await deps.files.read(hash).catch(() => null);
    if (!bytes) return reply.code(404).send({ error: 'no such file' });
    const image = /\.(png|jpe?g|webp)$/i.exec(name)?.[1]?.toLowerCase();
    const type = image ? `image/${image.replace('jpg', 'jpeg')}` : 'application/octet-stream';
    return reply
      .header('content-type', type)
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(bytes));
  });
}

function personOf(
  row: { nativeId: string; name: string; agency: string | null; role: string | null },
  unread: number,
) {
  return {
    id: row.nativeId,
    name: row.name,
    agency: row.agency,
    roles: row.role ? [row.role] : [],
    chat: row.nativeId,
    linked: true,
    unread,
  };
}

function shown(row: SimulatorMessage) {
  return {
    seq: row.seq,
    chat: row.chat,
    messageId: String(row.id),
    from: row.sender ?? 'bot',
    fromName: row.senderName,
    at: row.at.toISOString(),
    html: row.html,
    choices: row.choices,
    files: row.files.map((file) => ({
      name: file.name,
      mime: file.mime,
      url: `/sim/files/${file.hash}/${encodeURIComponent(file.name)}`,
      kind: file.mime.startsWith('image/') ? 'image' : 'document',
    })),
    edited: row.edited,
    ...(row.pressed === null ? {} : { pressed: row.pressed }),
  };
}

function issueOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'malformed';
}
