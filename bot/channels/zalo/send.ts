import type { Logger } from 'pino';
import { z } from 'zod';
import type { OutgoingEnvelope, SendResult } from '../../../core/messages/channel.ts';
import type { LinksOf } from '../common/file-links.ts';
import { sendPieces } from '../common/pieces.ts';
import type { Sleep } from '../common/sleep.ts';
import { isCode, reasonOf, type ZaloApi, type ZaloFailure } from './api.ts';
import { draw, type Step } from './draw.ts';
import { outcomeOf } from './outcome.ts';

const TEXT_MS = 30_000;
/** Zalo fetches the picture before it answers. */
const PHOTO_MS = 150_000;
export interface SendParts {
  api: ZaloApi;
  log: Logger;
  sleep: Sleep;
  /** Aborts waiting between pieces when the channel stops. */
  signal(): AbortSignal;
  links: LinksOf;
  /** Told of every message that used up some of the quota, or may have. */
  onSpent(): Promise<void>;
  /** Null after a call that went well. */
  onAnswer(failure: ZaloFailure | null): void;
}

const sentMessage = z.object({ message_id: z.coerce.string() });

/** Makes the `send` of the channel. */
export function sender(parts: SendParts): (envelope: OutgoingEnvelope) => Promise<SendResult> {
  let limited = 0;

  async function attempt(chat: string, step: Step): Promise<SendResult> {
    const answer = await parts.api.call(...callFor(chat, step), {
      timeoutMs: step.type === 'photo' ? PHOTO_MS : TEXT_MS,
      // A send is never cut off: nobody could say whether it arrived.
      signal: new AbortController().signal,
    });
    if (answer.ok) {
      limited = 0;
      parts.onAnswer(null);
      await parts.onSpent();
      const read = sentMessage.safeParse(answer.result);
      return { outcome: 'sent', messageId: read.success ? read.data.message_id : '' };
    }
    parts.onAnswer(answer.failure);
    const result = outcomeOf(answer.failure, limited);
    if (isCode(answer.failure, 429)) limited += 1;
    if (result.outcome === 'unknown') await parts.onSpent();
    if (result.outcome !== 'sent') {
      parts.log.warn({ reason: reasonOf(answer.failure) }, 'Zalo: not sent');
    }
    return result;
  }

  return ({ conversationId, conversationKind, message, locale = null }) => {
    const isGroup = conversationKind === 'group';
    const links = parts.links?.(conversationId) ?? null;
    const steps = draw(message, { links, locale, isGroup });
    return sendPieces(steps, (step) => attempt(conversationId, step), {
      sleep: parts.sleep,
      signal: parts.signal(),
      message,
    });
  };
}

function callFor(chat: string, step: Step): [string, Record<string, unknown>] {
  if (step.type === 'text') return ['sendMessage', { chat_id: chat, text: step.text }];
  const caption = step.caption === null ? {} : { caption: step.caption };
  return ['sendPhoto', { chat_id: chat, photo: step.url, ...caption }];
}
