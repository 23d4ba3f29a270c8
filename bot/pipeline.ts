import type { Logger } from 'pino';
import type { Channel, IncomingHandler } from '../core/messages/channel.ts';
import { isHeard } from '../core/messages/heard.ts';
import type { Incoming, Outgoing } from '../core/messages/message.ts';
import { saidAt } from '../core/messages/said-at.ts';
import { seemlyIncoming } from '../core/messages/seemly-incoming.ts';
import type { Clock } from '../core/time/clock.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Db, Tx } from '../db/client.ts';
import { forgetArrival } from '../db/queries/arrivals.ts';
import { appendAudit } from '../db/queries/audit.ts';
import { pinnedBoard } from '../db/queries/boards.ts';
import { lockConversation, noteHeard } from '../db/queries/conversations.ts';
import { claimUpdate, recordFailure } from '../db/queries/inbox.ts';
import { sameAsNewest } from '../db/queries/offered.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { actorOf, personOfAccount } from '../db/queries/people.ts';
import { lockChatsOf } from '../db/queries/person-chats.ts';
import { describeError, isPassing } from '../db/trouble.ts';
import type { FileStore } from '../files/store.ts';
import { DEFAULT_LOCALE, translator } from '../locales/index.ts';
import type { Holder } from '../office/dashboard/visitor.ts';
import { noticeTimes } from '../office/hours.ts';
import { COMMANDS } from './commands/index.ts';
import type { BotContext } from './context.ts';
import { type TakenFiles, takeFiles } from './incoming-files.ts';
import { route } from './router.ts';
import { whileTyping } from './typing.ts';

export interface PipelineDeps {
  db: Db;
  clock: Clock;
  timeZone: string;
  files: FileStore;
  log: Logger;
  /** The address of a page that takes files for a private chat; absent without a public address. */
  uploadLink?: ((chat: UploadTarget) => string) | undefined;
  /** The address of a dashboard and when it ends; absent without an address people can open. */
  boardLink?: ((target: BoardTarget) => { link: string; until: Date }) | undefined;
  /** Every channel of the office; only the one it works for when absent. */
  channels?: readonly Channel[];
  /** Called after each commit that may have left something to send. */
  onCommitted: () => void;
}

/** Whose chat an upload page belongs to. */
export interface UploadTarget {
  channel: string;
  chat: string;
  sender: string;
  locale: string;
}

/** Whose dashboard it is, and what it begins with. */
export interface BoardTarget {
  holder: Holder;
  agencyId: number;
  periodId: number | null;
}

/** Conflicts between transactions are tried again here; other passing trouble by the channel. */
const TRIES = 3;

/**
 * The way of every incoming message: one update, one transaction. Its key, its effects and the
 * replies commit together or not at all, so a repeated delivery does nothing. Rejects only while
 * the database cannot be reached; an update that fails for good is put on record and answered.
 */
export function createPipeline(deps: PipelineDeps, channel: Channel): IncomingHandler {
  return async (given) => {
    const incoming = seemlyIncoming(given);
    const log = deps.log.child({ channel: incoming.channel, update: incoming.updateKey });
    try {
      await whileTyping(channel, incoming, async () => {
        const taken = await filesOf(deps, channel, incoming, log);
        const named = await withName(channel, incoming);
        await withTries(() =>
          deps.db.transaction((tx) => handle(deps, channel, tx, named, taken, log)),
        );
      });
    } catch (error) {
      if (isPassing(error)) throw error;
      log.error({ error: describeError(error) }, 'update failed for good');
      await deps.db
        .transaction((tx) => apologise(deps, tx, incoming, error))
        .catch((worse) => giveUp(deps, incoming, worse, log));
    }
    deps.onCommitted();
  };
}

async function handle(
  deps: PipelineDeps,
  channel: Channel,
  tx: Tx,
  incoming: Incoming,
  taken: TakenFiles,
  log: Logger,
): Promise<void> {
  const now = deps.clock.now();
  const key = { channel: incoming.channel, updateKey: incoming.updateKey };
  if (!(await claimUpdate(tx, key, now))) return;
  if (incoming.conversation.kind === 'private') {
    await lockChatsOf(tx, { channel: incoming.channel, nativeId: incoming.sender.id });
  }
  const conversation = await lockConversation(tx, conversationKey(incoming));
  if (isHeard(incoming)) await noteHeard(tx, conversation, now);
  const person = await personOfAccount(tx, incoming.channel, incoming.sender.id);
  const { timeZone } = deps;
  // For what is recorded; messages and the log keep to the present.
  const said = saidAt(incoming, now, timeZone);
  const isGroup = conversation.kind === 'group';
  const isPress = incoming.content.type === 'choice';
  const pressed = incoming.content.type === 'choice' ? incoming.content.messageId : null;
  const send = async (message: Outgoing) => {
    // The same button pressed twice shows its screen once.
    const same = isPress ? await sameAsNewest(tx, conversation.id, message) : null;
    const shown = same === null ? message : { ...message, replaces: same };
    await enqueue(tx, { conversationId: conversation.id, kind: 'reply', message: shown }, now);
  };
  const ctx: BotContext = {
    tx,
    present: now,
    now: said,
    today: localDateAt(said, timeZone),
    timeZone,
    incoming,
    conversation,
    person,
    actor: person ? await actorOf(tx, person) : null,
    files: taken.files,
    store: deps.files,
    // A group hears one language, whoever asks.
    t: translator((isGroup ? null : person?.locale) ?? DEFAULT_LOCALE),
    log,
    commands: COMMANDS,
    reply: send,
    async answer(message) {
      // The pinned summary is everybody's: whoever looks deeper does so in a message of their own.
      const isPinned = isGroup && (await pinnedBoard(tx, conversation.id))?.messageId === pressed;
      await send(pressed === null || isPinned ? message : { ...message, replaces: pressed });
    },
    async notify(item) {
      await enqueue(
        tx,
        { ...item, kind: 'notice', ...(await noticeTimes(tx, now, timeZone)) },
        now,
      );
    },
    async audit(entry) {
      const { channel: name } = incoming;
      const who = { personId: person?.id ?? null, conversationId: conversation.id };
      await appendAudit(tx, { ...entry, ...who, channel: name }, now);
    },
    noticeTimes: () => noticeTimes(tx, now, timeZone),
    channels: deps.channels ?? [channel],
    inviteLink: (code) => channel.inviteLink(code),
    filesIn: channel.capabilities.filesIn,
    canPin: channel.capabilities.pin === true && channel.capabilities.edit,
    images: channel.capabilities.images,
    edits: channel.capabilities.edit,
    uploadLink: () =>
      deps.uploadLink?.({
        channel: incoming.channel,
        chat: incoming.conversation.id,
        sender: incoming.sender.id,
        locale: person?.locale ?? DEFAULT_LOCALE,
      }) ?? null,
    boardLink(agencyId, periodId) {
      const holder = isGroup ? { group: conversation.id } : person && { person: person.id };
      return (holder && deps.boardLink?.({ holder, agencyId, periodId })) ?? null;
    },
  };
  await route(ctx, taken);
}

async function withName(channel: Channel, incoming: Incoming): Promise<Incoming> {
  const { addressed, sender } = incoming;
  if (!channel.nameOf || !addressed || sender.name !== '') return incoming;
  const name = await channel.nameOf(sender.id);
  return seemlyIncoming({ ...incoming, sender: { ...sender, name } });
}

/** Only people we know may leave files with us. */
async function filesOf(
  deps: PipelineDeps,
  channel: Channel,
  incoming: Incoming,
  log: Logger,
): Promise<TakenFiles> {
  const none: TakenFiles = { files: [], refused: [] };
  if (incoming.content.type !== 'files' || incoming.conversation.kind !== 'private') return none;
  const person = await personOfAccount(deps.db, incoming.channel, incoming.sender.id);
  return person ? takeFiles(incoming, channel, deps.files, log) : none;
}

/** What cannot even be put on record is let go: tried for ever, it would hold up its whole chat. */
async function giveUp(
  deps: PipelineDeps,
  { channel, updateKey }: Incoming,
  error: unknown,
  log: Logger,
): Promise<void> {
  if (isPassing(error)) throw error;
  log.error({ error: describeError(error) }, 'update given up');
  await forgetArrival(deps.db, { channel, updateKey });
}

async function withTries(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || attempt === TRIES) throw error;
    }
  }
}

async function apologise(
  deps: PipelineDeps,
  tx: Tx,
  incoming: Incoming,
  error: unknown,
): Promise<void> {
  const now = deps.clock.now();
  const key = { channel: incoming.channel, updateKey: incoming.updateKey };
  if (!(await claimUpdate(tx, key, now))) return;
  await recordFailure(tx, key, describeError(error).name);
  if (!incoming.addressed) return;
  const conversation = await lockConversation(tx, conversationKey(incoming));
  const person = await personOfAccount(tx, incoming.channel, incoming.sender.id);
  const isGroup = conversation.kind === 'group';
  const t = translator((isGroup ? null : person?.locale) ?? DEFAULT_LOCALE);
  const message = { text: t('refused.our_fault') };
  await enqueue(tx, { conversationId: conversation.id, kind: 'reply', message }, now);
}

function conversationKey({ channel, conversation }: Incoming) {
  const { id, kind, title } = conversation;
  return { channel, nativeId: id, kind, title };
}
