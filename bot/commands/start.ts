import { INVITE_DAYS, looksLikeInvite } from '../../office/invites.ts';
import type { OpenCommand } from '../command.ts';
import { isLinked } from '../context.ts';
import { helpScreen } from '../help/screens.ts';
import { linkByCode } from '../linking.ts';
import { tryOut } from '../try-out.ts';

/**
 * `/start [invite]`: the first word of every private chat, with the code of a deep link. `go:try`
 * leads a newcomer through one piece of their own work.
 */
export const start: OpenCommand = {
  name: 'start',
  words: ['bat dau', 'xin chao', 'chao', 'hello', 'hi'],
  where: 'private',
  access: 'anyone',
  hidden: true,
  async run(ctx, argument) {
    // "/start anything" hands over a code, right or wrong; "chào em" is a greeting.
    const { content } = ctx.incoming;
    const isCommand = content.type === 'text' && content.text.trim().startsWith('/');
    if (argument !== '' && (isCommand || looksLikeInvite(argument))) {
      return linkByCode(ctx, argument);
    }
    if (!isLinked(ctx))
      return ctx.reply({ text: ctx.t('stranger.welcome', { days: INVITE_DAYS }) });
    await ctx.reply(await helpScreen(ctx));
  },
  choices: {
    async go(ctx) {
      if (ctx.conversation.kind === 'group') {
        return ctx.reply({ text: ctx.t('refused.private_only') });
      }
      if (!isLinked(ctx)) return ctx.reply({ text: ctx.t('stranger.short') });
      await tryOut(ctx);
    },
  },
};
