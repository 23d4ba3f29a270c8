import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { IncomingHandler } from '../../../core/messages/channel.ts';
import type { Incoming } from '../../../core/messages/message.ts';
import { describeError } from '../../../db/trouble.ts';
import type { Scrub } from '../common/scrub.ts';
import type { BotIdentity } from './addressing.ts';
import { failureOf, reasonOf } from './failure.ts';
import { translate } from './translate.ts';

export interface ReceiveParts {
  api: Api;
  scrub: Scrub;
  log: Logger;
}

/**
 * Hands one update to the bot and, once it is stored, takes the waiting mark off the pressed
 * button. Rejects only as `handle` does. The promise it resolves to settles when the mark is off.
 */
export async function receive(
  parts: ReceiveParts,
  update: Update,
  bot: BotIdentity,
  handle: IncomingHandler,
): Promise<{ answered: Promise<void> }> {
  const incoming = translated(parts, update, bot);
  if (incoming) await handle(incoming);
  return { answered: answer(parts, update) };
}

/** An update that cannot be translated would come back for ever; it is logged and passed over. */
function translated(parts: ReceiveParts, update: Update, bot: BotIdentity): Incoming | null {
  try {
    return translate(update, bot);
  } catch (error) {
    parts.log.error(
      { updateId: update.update_id, error: describeError(error) },
      'update of unknown shape passed over',
    );
    return null;
  }
}

async function answer(parts: ReceiveParts, update: Update): Promise<void> {
  if (!update.callback_query) return;
  try {
    await parts.api.answerCallbackQuery(update.callback_query.id);
  } catch (error) {
    // Too old a query, or no network: the mark goes away by itself.
    const reason = reasonOf(failureOf(error, parts.scrub));
    parts.log.debug({ updateId: update.update_id, reason }, 'callback query not answered');
  }
}
