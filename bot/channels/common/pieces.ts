import { backoffMs } from '../../../core/messages/backoff.ts';
import type { SendResult } from '../../../core/messages/channel.ts';
import type { Outgoing } from '../../../core/messages/message.ts';
import { piecesBefore, withProgress } from './progress.ts';
import type { Sleep } from './sleep.ts';

/** Between two pieces of one message. */
const GAP_MS = 1_000;
/** Tries of a later piece of a message of which something is already in the chat. */
const TRIES_PER_PIECE = 4;

/**
 * Sends the native calls of one message in order and reports the last one. Once a piece is in the
 * chat, the following ones are tried again here, so that they stand together; then the outbox goes
 * on where this ended.
 */
export async function sendPieces<Step>(
  steps: readonly Step[],
  attempt: (step: Step) => Promise<SendResult>,
  parts: {
    sleep: Sleep;
    /** Aborts waiting between pieces. */
    signal: AbortSignal;
    /** What an earlier try left in the chat. */
    message: Pick<Outgoing, 'inChat'>;
  },
): Promise<SendResult> {
  const { sleep, signal } = parts;

  async function laterPiece(step: Step): Promise<SendResult> {
    for (let tries = 1; ; tries += 1) {
      await sleep(GAP_MS, signal);
      const result = await attempt(step);
      const again = result.outcome === 'retry' && tries < TRIES_PER_PIECE;
      if (!again || signal.aborted) return result;
      await sleep(backoffMs(tries - 1), signal);
    }
  }

  let result: SendResult = { outcome: 'rejected', reason: 'nothing to send' };
  const inChat = piecesBefore(parts.message, steps.length);
  for (const [index, step] of steps.entries()) {
    if (index < inChat) continue;
    const said = index === inChat ? await attempt(step) : await laterPiece(step);
    // To repeat what is in the chat already would be worse than a piece that may be missing.
    if (index > 0 && said.outcome === 'unknown') continue;
    result = said;
    if (result.outcome !== 'sent') return withProgress(result, index);
  }
  return result;
}
