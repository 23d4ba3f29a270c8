import { join } from '../../core/messages/markup.ts';
import { channelName } from '../../views/channel.ts';
import type { LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { bringHere } from '../forms/elsewhere.ts';
import { showForm } from '../forms/session.ts';
import { workList } from '../work-list.ts';

/** `/tieptuc`: goes on here with what was begun on another channel. */
export const resume: LinkedCommand = {
  name: 'tieptuc',
  words: ['tiep tuc', 'dien tiep', 'lam tiep'],
  where: 'private',
  access: 'linked',
  run: goOn,
  choices: { tt: goOn },
};

async function goOn(ctx: LinkedContext): Promise<void> {
  const from = await bringHere(ctx);
  if (from) {
    await ctx.reply({ text: ctx.t('resume.brought', { channel: channelName(from, ctx.t) }) });
  }
  if (await showForm(ctx)) return;
  const work = await workList(ctx, 0);
  await ctx.reply({ ...work, text: join([ctx.t('resume.nothing'), work.text], '\n\n') });
}
