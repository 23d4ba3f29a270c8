import { plainText } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { shorten } from '../core/text/shorten.ts';
import type { BotContext } from './context.ts';

/** Characters of a message's first words that tell it from the others. */
const WORDS = 60;

/** Several messages offered the words just typed: asks which one was meant. */
export async function askWhichOffer(
  ctx: BotContext,
  offers: readonly { choice: Choice; message: Outgoing }[],
): Promise<void> {
  await ctx.reply({
    text: ctx.t('choice.which'),
    choices: offers.map(({ choice, message }) => [
      { id: choice.id, label: `“${choice.label}” – ${beginning(message)}` },
    ]),
  });
}

function beginning({ text }: Outgoing): string {
  const lines = plainText(text).split('\n');
  const first = lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? '';
  return shorten(first.trim(), WORDS);
}
