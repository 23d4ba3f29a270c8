import { agencyById } from '../db/queries/agencies.ts';
import { actorOf } from '../db/queries/people.ts';
import { redeemInvite } from '../office/invites.ts';
import { welcomeChannel } from './added-channel.ts';
import type { BotContext } from './context.ts';
import { welcome } from './welcome.ts';

/** Redeems a code for whoever sent it and says what happened. */
export async function linkByCode(ctx: BotContext, code: string): Promise<void> {
  const result = await redeemInvite(
    ctx.tx,
    code,
    {
      channel: ctx.incoming.channel,
      nativeId: ctx.incoming.sender.id,
      conversationId: ctx.conversation.id,
      name: ctx.incoming.sender.name,
    },
    ctx.now,
  );
  if (!result.ok) {
    await ctx.reply({ text: ctx.t(`link.failed.${result.why}`) });
    return;
  }
  if (result.isChannel) return welcomeChannel(ctx, result.personId);
  const agency = await agencyById(ctx.tx, result.agencyId);
  const actor = await actorOf(ctx.tx, { id: result.personId, name: ctx.incoming.sender.name });
  ctx.log.info({ person: result.personId, role: result.role }, 'account linked');
  await ctx.reply(await welcome(ctx, actor, { agency: agency?.name ?? '', role: result.role }));
}
