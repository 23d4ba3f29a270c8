import { INVITE_DAYS, looksLikeInvite } from '../../office/invites.ts';
import type { OpenCommand } from '../command.ts';
import { isLinked } from '../context.ts';
import { linkByCode } from '../linking.ts';
import { helpHere } from './help.ts';

/** `/start [invite]`: the first word of every private chat, with the code of a deep link. */
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
    await ctx.reply(await helpHere(ctx));
  },
};
