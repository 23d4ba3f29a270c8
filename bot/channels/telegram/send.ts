import { type Api, InputFile } from 'grammy';
import { backoffMs } from '../../../core/messages/backoff.ts';
import type { OutgoingEnvelope, SendResult } from '../../../core/messages/channel.ts';
import { join } from '../../../core/messages/markup.ts';
import type { Outgoing } from '../../../core/messages/message.ts';
import { DEFAULT_LOCALE, translator } from '../../../locales/index.ts';
import { piecesBefore, withProgress } from '../common/progress.ts';
import type { Scrub } from '../common/scrub.ts';
import type { Sleep } from '../common/sleep.ts';
import { type Caption, draw, type Step } from './draw.ts';
import { type ApiFailure, failureOf } from './failure.ts';
import {
  isNotAPhoto,
  isNotEditable,
  isOfOtherKind,
  isUnchanged,
  outcomeOf,
  refusesFiles,
} from './outcome.ts';
import { pinned } from './pin.ts';

/** Tries of a later piece of a message of which something is already in the chat. */
const TRIES_PER_PIECE = 4;
/** Longest pause sat through between two pieces. */
const LONGEST_PAUSE_MS = 60_000;

export interface SendParts {
  api: Api;
  scrub: Scrub;
  sleep: Sleep;
  /** Aborts waiting between pieces when the channel stops. */
  signal(): AbortSignal;
  readFile(hash: string): Promise<Uint8Array>;
  gapMs(kind: OutgoingEnvelope['conversationKind']): number;
  /** Whom a 429 concerns. */
  floodScope(chat: string, pauseMs: number): 'chat' | 'channel';
  /** Called once when Telegram says that a group goes on under another id. */
  onMoved(from: string, to: string): void;
}

/** Thrown by a call whose file cannot be read: a matter of our own store, not of Telegram. */
class FileUnreadable extends Error {}

/**
 * Makes the `send` of the channel. A message that needs several native calls reports the id of the
 * last one, which carries the choices. Once a piece is in the chat, the following ones are tried
 * again here for a while, so that they stand together; then the outbox goes on where this ended.
 */
export function sender(parts: SendParts): (envelope: OutgoingEnvelope) => Promise<SendResult> {
  return async ({ conversationId, conversationKind, message, locale }) => {
    if (!/^-?\d+$/.test(conversationId)) {
      return { outcome: 'rejected', reason: `not a Telegram chat id: ${conversationId}` };
    }
    if (message.pins) return pinned(parts, conversationId, message.pins);
    let chat = conversationId;
    let result: SendResult = { outcome: 'rejected', reason: 'nothing to send' };
    const steps = draw(said(message, locale));
    const inChat = piecesBefore(message, steps.length);
    for (const [index, step] of steps.entries()) {
      if (index < inChat) continue;
      if (index > inChat) await parts.sleep(parts.gapMs(conversationKind), parts.signal());
      for (let tries = 1; ; tries++) {
        const attempt = await perform(parts, chat, step);
        result = attempt.result;
        if (tries >= TRIES_PER_PIECE) break;
        if (attempt.movedTo !== null) {
          parts.onMoved(chat, attempt.movedTo);
          chat = attempt.movedTo;
          continue;
        }
        const pause = pauseBeforeRetry(result, tries);
        if (index === 0 || pause === null || pause > LONGEST_PAUSE_MS) break;
        await parts.sleep(pause, parts.signal());
        // Woken before the time Telegram named: the next start goes on here.
        if (parts.signal().aborted) break;
      }
      if (result.outcome !== 'sent') return withProgress(result, index);
    }
    return result;
  };
}

function pauseBeforeRetry(result: SendResult, tries: number): number | null {
  if (result.outcome === 'limited') return result.retryAfterMs;
  return result.outcome === 'retry' ? backoffMs(tries - 1) : null;
}

interface Attempt {
  result: SendResult;
  /** The chat's new id, if this is why the call failed. */
  movedTo: string | null;
}

async function perform(parts: SendParts, chat: string, step: Step): Promise<Attempt> {
  try {
    const messageId = await call(parts, Number(chat), step);
    return { result: sent(messageId), movedTo: null };
  } catch (error) {
    if (error instanceof FileUnreadable) {
      return { result: { outcome: 'retry', reason: error.message }, movedTo: null };
    }
    const failure = failureOf(error, parts.scrub);
    if (step.edits !== null && isUnchanged(failure)) {
      return { result: sent(step.edits), movedTo: null };
    }
    const instead = insteadOf(step, failure);
    if (instead) {
      const attempt = await perform(parts, chat, instead);
      const isSent = attempt.result.outcome === 'sent';
      // Only now: whatever happens in between, one of the two is there.
      if (isSent && step.edits !== null && isOfOtherKind(failure)) {
        await withdraw(parts.api, Number(chat), step.edits);
      }
      return attempt;
    }
    return {
      result: outcomeOf(failure, (pauseMs) => parts.floodScope(chat, pauseMs)),
      movedTo: failure.kind === 'answer' ? failure.migratedTo : null,
    };
  }
}

function sent(messageId: number): SendResult {
  return { outcome: 'sent', messageId: String(messageId) };
}

/** Another way to the same end: a new message for an edit, a file for a photo, the words alone. */
function insteadOf(step: Step, failure: ApiFailure): Step | null {
  if (step.edits !== null && isNotEditable(failure)) return { ...step, edits: null };
  if (step.type === 'file' && step.caption?.html && refusesFiles(failure)) {
    return { type: 'text', ...step.caption, edits: null };
  }
  const asFile = step.type === 'file' && step.as === 'photo' && isNotAPhoto(failure);
  return asFile ? { ...step, as: 'document', edits: null } : null;
}

/**
 * Takes away a message that another one stands for; at least its buttons, where it is too old to be
 * deleted (48 hours). Never rejects: what stays in the chat does no harm.
 */
async function withdraw(api: Api, chat: number, message: number): Promise<void> {
  await api
    .deleteMessage(chat, message)
    .catch(() => api.editMessageReplyMarkup(chat, message))
    .catch(() => undefined);
}

async function call(parts: SendParts, chat: number, step: Step): Promise<number> {
  const { api } = parts;
  if (step.type === 'text') {
    const options = {
      ...formatted(step),
      link_preview_options: { is_disabled: true },
    };
    if (step.edits !== null) {
      await api.editMessageText(chat, step.edits, step.html, options);
      return step.edits;
    }
    return (await api.sendMessage(chat, step.html, options)).message_id;
  }
  const bytes = await parts.readFile(step.file.hash).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    throw new FileUnreadable(`file ${step.file.hash} cannot be read: ${detail}`);
  });
  const upload = new InputFile(bytes, safeName(step.file.name));
  const caption = step.caption;
  const options = { ...captioned(caption), ...formatted(caption) };
  if (step.edits !== null) {
    const media = { type: 'photo' as const, media: upload, ...captioned(caption) };
    const keyboard = caption?.keyboard ? { reply_markup: caption.keyboard } : {};
    await api.editMessageMedia(chat, step.edits, media, keyboard);
    return step.edits;
  }
  const message =
    step.as === 'photo'
      ? await api.sendPhoto(chat, upload, options)
      : await api.sendDocument(chat, upload, options);
  return message.message_id;
}

function captioned(caption: Caption | null) {
  return caption && caption.html !== ''
    ? { caption: caption.html, parse_mode: 'HTML' as const }
    : {};
}

function formatted(text: Caption | null) {
  return {
    parse_mode: 'HTML' as const,
    ...(text?.keyboard ? { reply_markup: text.keyboard } : {}),
  };
}

/** grammY writes the name unquoted into a header line: no line breaks, quotes or separators. */
function safeName(name: string): string {
  return name.replace(/[\r\n";\\/]+/g, '_');
}

/** What may have arrived before says so. */
function said(message: Outgoing, locale: string | null | undefined): Outgoing {
  if (!message.again) return message;
  const t = translator(locale ?? DEFAULT_LOCALE);
  return { ...message, text: join([t('zalo.again'), message.text], '\n\n') };
}
