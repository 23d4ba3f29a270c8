import type { Api } from 'grammy';
import type { SendResult } from '../../../core/messages/channel.ts';
import type { Outgoing } from '../../../core/messages/message.ts';
import type { Scrub } from '../common/scrub.ts';
import { failureOf, reasonOf } from './failure.ts';
import { isNothingToPin, mayNotPin, outcomeOf } from './outcome.ts';

interface PinParts {
  api: Pick<Api, 'pinChatMessage' | 'unpinChatMessage'>;
  scrub: Scrub;
  floodScope(chat: string, pauseMs: number): 'chat' | 'channel';
  onMoved(from: string, to: string): void;
}

/**
 * Pins a message silently and takes down another. Both may be done twice without harm, so a try that
 * was cut off is simply repeated. A message that is gone counts as pinned: the next summary finds
 * that it cannot be changed and comes anew.
 */
export async function pinned(
  parts: PinParts,
  chat: string,
  { pin, unpin }: NonNullable<Outgoing['pins']>,
): Promise<SendResult> {
  const { api, scrub } = parts;
  const done: SendResult = { outcome: 'sent', messageId: pin ?? '' };
  const steps: (() => Promise<unknown>)[] = [];
  if (isNumber(pin)) {
    const silently = { disable_notification: true };
    steps.push(() => api.pinChatMessage(Number(chat), Number(pin), silently));
  }
  if (isNumber(unpin)) steps.push(() => api.unpinChatMessage(Number(chat), Number(unpin)));
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      const failure = failureOf(error, scrub);
      if (isNothingToPin(failure)) continue;
      if (failure.kind === 'answer' && failure.migratedTo !== null) {
        parts.onMoved(chat, failure.migratedTo);
        return done;
      }
      if (mayNotPin(failure)) return { outcome: 'no_right', reason: reasonOf(failure) };
      return outcomeOf(failure, (pauseMs) => parts.floodScope(chat, pauseMs));
    }
  }
  return done;
}

function isNumber(id: string | null): id is string {
  return id !== null && /^[1-9]\d*$/.test(id);
}
