import type { SendResult } from '../../../core/messages/channel.ts';
import type { Outgoing } from '../../../core/messages/message.ts';

/** How many of the `pieces` of a message an earlier try left in the chat; the last is always sent. */
export function piecesBefore(message: Pick<Outgoing, 'inChat'>, pieces: number): number {
  return Math.min(message.inChat ?? 0, Math.max(0, pieces - 1));
}

/** A result that leads to another try says how many pieces are in the chat by now. */
export function withProgress(result: SendResult, inChat: number): SendResult {
  const goesOn = result.outcome === 'limited' || result.outcome === 'retry';
  return goesOn && inChat > 0 ? { ...result, inChat } : result;
}
