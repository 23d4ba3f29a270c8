import type { Logger } from 'pino';
import { z } from 'zod';
import type { OutgoingEnvelope, SendResult } from '../../../core/messages/channel.ts';
import { windowState } from '../../../core/messages/window.ts';
import { sendPieces } from '../common/pieces.ts';
import type { Sleep } from '../common/sleep.ts';
import { type OaFailure, reasonOf } from './api.ts';
import { type AttachParts, attachFile, attachImage } from './attach.ts';
import { draw, type Step } from './draw.ts';
import { channelTrouble, outcomeOf } from './outcome.ts';

const SEND_MS = 30_000;

export interface SendParts extends AttachParts {
  log: Logger;
  sleep: Sleep;
  /** Aborts waiting between pieces when the channel stops. */
  signal(): AbortSignal;
  /** Days after a person's last word in which the account may write to them. */
  windowDays: number;
  /** Office time, and machine time in milliseconds. */
  now(): Date;
  time(): number;
  /** Null after a call that went well. */
  onAnswer(failure: OaFailure | null): void;
}

const sentMessage = z.object({ message_id: z.coerce.string() });

/** Makes the `send` of the channel. */
export function sender(parts: SendParts): (envelope: OutgoingEnvelope) => Promise<SendResult> {
  let overQuota = 0;

  function failed(failure: OaFailure): SendResult {
    parts.onAnswer(failure);
    const result = outcomeOf(failure, new Date(parts.time()), overQuota);
    if (failure.kind === 'answer' && failure.code === -211) overQuota += 1;
    const { outcome } = result;
    parts.log.warn({ reason: reasonOf(failure), outcome }, 'Zalo OA: not sent');
    return result;
  }

  async function post(
    { conversationId: id, conversationKind: kind }: OutgoingEnvelope,
    message: Record<string, unknown>,
  ): Promise<SendResult> {
    const isGroup = kind === 'group';
    const path = isGroup ? '/v3.0/oa/group/message' : '/v3.0/oa/message/cs';
    const recipient = isGroup ? { group_id: id } : { user_id: id };
    const body = { recipient, message };
    const answer = await parts.api.call({ method: 'POST', path, body }, SEND_MS);
    if (!answer.ok) return failed(answer.failure);
    overQuota = 0;
    parts.onAnswer(null);
    const read = sentMessage.safeParse(answer.data);
    return { outcome: 'sent', messageId: read.success ? read.data.message_id : '' };
  }

  async function attempt(to: OutgoingEnvelope, step: Step): Promise<SendResult> {
    if (step.type === 'text') return post(to, { text: step.text });
    const attach = step.type === 'image' ? attachImage : attachFile;
    const made = await attach(parts, step.file, to.conversationId);
    if (!made.ok) {
      const result = failed(made.failure);
      if (result.outcome === 'limited') return result;
      // Nobody saw the upload: it can be made again.
      const lost = made.failure.kind === 'unknown' || made.failure.kind === 'unsent';
      if (lost) return { outcome: 'retry', reason: reasonOf(made.failure) };
    } else if (made.attachment) {
      const said = await post(to, { attachment: made.attachment });
      if (said.outcome !== 'rejected') return said;
    }
    // What cannot be sent as a file is said in words.
    return post(to, { text: step.instead });
  }

  return async (envelope) => {
    const { message, locale = null, lastHeardAt = null } = envelope;
    const isGroup = envelope.conversationKind === 'group';
    const window = isGroup ? 'open' : windowState(lastHeardAt, parts.now(), parts.windowDays);
    if (window === 'closed') return { outcome: 'unreachable', reason: 'window' };
    const closing = window === 'closing';
    const links = parts.links?.(envelope.conversationId) ?? null;
    const steps = draw(message, { links, locale, isGroup, closing });
    return sendPieces(steps, (step) => attempt(envelope, step), {
      sleep: parts.sleep,
      signal: parts.signal(),
      message,
    });
  };
}

/** Why sending is held, kept up by what is answered. */
export function holding(log: Logger): {
  note(failure: OaFailure | null): void;
  why(): string | null;
} {
  let why: string | null = null;
  return {
    note(failure) {
      const reason = failure && channelTrouble(failure);
      if (failure !== null && reason === null) return;
      if (reason !== null && reason !== why) log.error({ reason }, 'Zalo OA: sending held');
      why = reason;
    },
    why: () => why,
  };
}
