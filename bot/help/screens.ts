import { join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { hasRole } from '../../core/people/can.ts';
import { fold } from '../../core/text/fold.ts';
import { pageOf, pager } from '../../views/pager.ts';
import type { CommandInfo } from '../command-info.ts';
import type { LinkedContext } from '../context.ts';
import { resumeChoices } from '../forms/elsewhere.ts';
import { mattersNow } from './now.ts';
import { usualCommands } from './usual.ts';

/** What matters now for this person, and the few commands they use most. */
export async function helpScreen(ctx: LinkedContext): Promise<Outgoing> {
  const { t, actor } = ctx;
  const matters = await mattersNow(ctx);
  const usual = usualCommands(actor).flatMap((name) =>
    ctx.commands.filter((command) => command.name === name),
  );
  const owes = hasRole(actor, 'official', 'head');
  return {
    text: join(
      [
        t('help.hello', { name: actor.name }),
        ...matters.map(({ text }) => text),
        usual.length > 0 ? join([t('help.usual'), ...usual.map((one) => line(one, ctx))]) : '',
        t(owes ? 'help.tip_official' : 'help.tip_viewer'),
      ],
      '\n\n',
    ),
    choices: [
      ...(await resumeChoices(ctx)),
      ...matters.flatMap(({ choices }) => choices),
      [{ id: 'hp:all', label: t.plain('help.all_button') }],
    ],
  };
}

/** Commands on a page: two screens of a phone. */
const PAGE = 18;

/** Every command that makes sense for this person in a private chat. */
export function allCommands(ctx: LinkedContext, page = 0): Outgoing {
  const { t } = ctx;
  const useful = ctx.commands.filter((command) => isUseful(command, ctx));
  const { shown, current, pages } = pageOf(useful, page, PAGE);
  return {
    text: join(
      [t('help.all'), join(shown.map((one) => line(one, ctx))), t('help.tip_one')],
      '\n\n',
    ),
    choices: [
      ...pager((other) => `hp:all:${other}`, current, pages, t),
      [{ id: 'hp:main', label: t.plain('tiendo.back') }],
    ],
  };
}

/** How one command is used: "/trogiup baocao", "trợ giúp xin gia hạn"; null when there is none. */
export function aboutCommand(ctx: LinkedContext, words: string): Outgoing | null {
  const typed = fold(words.replace(/^\//, ''));
  const command = ctx.commands.find(
    ({ name, aliases = [], words: others }) =>
      fold(name) === typed || aliases.includes(typed) || others.includes(typed),
  );
  const key = `about.${command?.name ?? ''}`;
  // Some are in no menu and still have something to tell.
  if (!command || (command.hidden && !ctx.t.has(key))) return null;
  return {
    text: join([line(command, ctx), ctx.t.has(key) ? ctx.t(key) : '']),
    choices: [[{ id: 'hp:all', label: ctx.t.plain('help.all_button') }]],
  };
}

function line({ name }: CommandInfo, { t }: LinkedContext): Markup {
  return t('help.line', { name, what: t.plain(`command.${name}`) });
}

function isUseful(command: CommandInfo, ctx: LinkedContext): boolean {
  if (command.hidden || command.where === 'group') return false;
  return !command.roles || hasRole(ctx.actor, ...command.roles);
}
