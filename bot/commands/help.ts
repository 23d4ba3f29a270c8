import { join } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { hasRole } from '../../core/people/can.ts';
import { INVITE_DAYS } from '../../office/invites.ts';
import type { OpenCommand } from '../command.ts';
import type { CommandInfo } from '../command-info.ts';
import { isLinked, type LinkedContext } from '../context.ts';
import { resumeChoices } from '../forms/elsewhere.ts';
import { homeChoices } from '../home.ts';

/** `/trogiup`: the commands that make sense for this person here. */
export const help: OpenCommand = {
  name: 'trogiup',
  aliases: ['help'],
  words: ['tro giup', 'giup', 'huong dan', 'help', 'menu'],
  where: 'both',
  access: 'anyone',
  async run(ctx) {
    if (ctx.conversation.kind === 'group') {
      return ctx.reply({ text: ctx.t('help.group') });
    }
    if (!isLinked(ctx))
      return ctx.reply({ text: ctx.t('stranger.welcome', { days: INVITE_DAYS }) });
    await ctx.reply(await helpHere(ctx));
  },
};

/** The help, with the way to what the person left unfinished on another channel. */
export async function helpHere(ctx: LinkedContext): Promise<Outgoing> {
  const help = helpText(ctx);
  return { ...help, choices: [...(await resumeChoices(ctx)), ...(help.choices ?? [])] };
}

/** What the person can do, shortest way first. */
function helpText(ctx: LinkedContext): Outgoing {
  const { t, actor } = ctx;
  const useful = ctx.commands.filter((command) => isUseful(command, ctx));
  const owes = hasRole(actor, 'official', 'head');
  return {
    text: join(
      [
        t('help.hello', { name: actor.name }),
        join(
          useful.map((command) =>
            t('help.line', { name: command.name, what: t.plain(`command.${command.name}`) }),
          ),
        ),
        t(owes ? 'help.tip_official' : 'help.tip_viewer'),
      ],
      '\n\n',
    ),
    choices: [homeChoices(ctx)],
  };
}

function isUseful(command: CommandInfo, ctx: LinkedContext): boolean {
  if (command.hidden || command.where === 'group') return false;
  return !command.roles || hasRole(ctx.actor, ...command.roles);
}
