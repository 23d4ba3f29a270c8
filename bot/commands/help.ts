import { join } from '../../core/messages/markup.ts';
import { INVITE_DAYS } from '../../office/invites.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import { isLinked } from '../context.ts';
import { aboutCommand, allCommands, helpScreen } from '../help/screens.ts';

/**
 * `/trogiup [command]`: what matters now and the commands that make sense for this person here, or
 * how one command is used. `hp:all` and `hp:main` turn the message they stand on.
 */
export const help: OpenCommand = {
  name: 'trogiup',
  aliases: ['help'],
  words: ['tro giup', 'giup', 'huong dan', 'help', 'menu'],
  where: 'both',
  access: 'anyone',
  async run(ctx, argument) {
    if (ctx.conversation.kind === 'group') {
      return ctx.reply({ text: ctx.t('help.group') });
    }
    if (!isLinked(ctx))
      return ctx.reply({ text: ctx.t('stranger.welcome', { days: INVITE_DAYS }) });
    const words = argument.trim();
    if (words === '') return ctx.reply(await helpScreen(ctx));
    const about = aboutCommand(ctx, words);
    if (about) return ctx.reply(about);
    const all = allCommands(ctx);
    const text = join([ctx.t('help.unknown', { words }), all.text], '\n\n');
    await ctx.reply({ ...all, text });
  },
  choices: {
    async hp(ctx, [what, page]) {
      if (ctx.conversation.kind === 'group') return ctx.reply({ text: ctx.t('help.group') });
      if (!isLinked(ctx)) return ctx.reply({ text: ctx.t('stranger.short') });
      await ctx.answer(
        what === 'all' ? allCommands(ctx, idArgument(page) ?? 0) : await helpScreen(ctx),
      );
    },
  },
};
