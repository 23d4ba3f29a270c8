import { join } from '../../core/messages/markup.ts';
import { forgetPerson, type LeftAlone, leftAloneBy } from '../../office/forget-person.ts';
import type { LinkedContext } from '../context.ts';
import { tellCoordinators } from '../notices.ts';

/** What goes, what stays and why, and the last question. */
export async function askDeletion(ctx: LinkedContext): Promise<void> {
  const { t } = ctx;
  const alone = await leftAloneBy(ctx.tx, ctx.person, ctx.today);
  const yes = t.plain(alone.length > 0 ? 'privacy.delete_anyway' : 'privacy.delete_yes');
  await ctx.answer({
    text: join([t('privacy.delete_what'), aloneText(ctx, alone)], '\n\n'),
    choices: [
      [{ id: `xl:yes:${ctx.person.id}:${ctx.today}`, label: yes }],
      [{ id: 'xl:no', label: t.plain('privacy.delete_no') }],
    ],
  });
}

/** Does it, tells the coordinators of work that nobody hears of now, and says goodbye. */
export async function deleteNow(ctx: LinkedContext): Promise<void> {
  const { t } = ctx;
  const alone = await leftAloneBy(ctx.tx, ctx.person, ctx.today);
  await forgetPerson(ctx.tx, ctx.person.id, ctx.incoming.channel, ctx.now);
  for (const one of alone) {
    await tellCoordinators(ctx, one, (theirs) => ({
      text: theirs('privacy.gap', { agency: one.name, count: one.open }),
      choices: [[{ id: `iv:${one.agencyId}`, label: theirs.plain('privacy.gap_invite') }]],
    }));
  }
  ctx.log.info({ person: ctx.person.id }, 'person deleted');
  await ctx.reply({ text: t('privacy.deleted') });
}

function aloneText({ t }: LinkedContext, alone: readonly LeftAlone[]) {
  if (alone.length === 0) return null;
  const agencies = alone.map(({ name }) => name).join(', ');
  const count = alone.reduce((sum, { open }) => sum + open, 0);
  return t('privacy.delete_alone', { agencies, count });
}
