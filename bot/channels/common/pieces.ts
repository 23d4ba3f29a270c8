import type { SendResult } from '../../../core/messages/channel.ts';
import { backoffMs, type Sleep } from './backoff.ts';

/** Between two pieces of one message. */
const GAP_MS = 1_000;
/** Tries of a later piece of a message of which something is already in the chat. */
const TRIES_PER_PIECE = 4;

/**
 * Sends the native calls of one message in order and reports the last one. Once a piece is in the
 * chat, the following ones are tried again here, since the outbox could only repeat them all.
 */
export async function sendPieces<Step>(
  steps: readonly Step[],
  attempt: (step: Step) => Promise<SendResult>,
  parts: { sleep: Sleep /** Aborts waiting between pieces. */; signal: AbortSignal },
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
  for (const [index, step] of steps.entries()) {
    const said = index === 0 ? await attempt(step) : await laterPiece(step);
    // To repeat what is in the chat already would be worse than a piece that may be missing.
    if (index > 0 && said.outcome === 'unknown') continue;
    result = said;
    if (result.outcome !== 'sent') return result;
  }
  return result;
}
