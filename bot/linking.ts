import { join, type Markup } from '../core/messages/markup.ts';
import { agencyById } from '../db/queries/agencies.ts';
import { type HandoverView, handoverView } from '../db/queries/handovers.ts';
import { actorOf } from '../db/queries/people.ts';
import { dutyLoad } from '../office/handovers/load.ts';
import { redeemInvite } from '../office/invites.ts';
import type { Linked, SendingAccount } from '../office/link-account.ts';
import { dutyText, loadText, termText } from '../views/handover.ts';
import { welcomeChannel } from './added-channel.ts';
import { consentQuestion } from './consent/question.ts';
import type { BotContext } from './context.ts';
import { tellAccepted } from './handover-notices.ts';
import { welcome } from './welcome.ts';

/** Redeems a code for whoever sent it and says what happened. */
export async function linkByCode(ctx: BotContext, code: string): Promise<void> {
  const { locale } = ctx.t;
  const account = { ...sendingAccount(ctx), locale };
  const result = await redeemInvite(ctx.tx, code, account, ctx.now, ctx.today);
  if (!result.ok) {
    if (result.why === 'too_many_here') ctx.log.warn('many wrong codes: none is taken for an hour');
    await ctx.reply({ text: ctx.t(`link.failed.${result.why}`) });
    return;
  }
  if ('waits' in result) return ctx.reply(await consentQuestion(ctx, result));
  if (result.isChannel) return welcomeChannel(ctx, result.personId);
  await welcomeLinked(ctx, result);
}

/** The account a message came from. */
export function sendingAccount(ctx: BotContext): SendingAccount {
  return {
    channel: ctx.incoming.channel,
    nativeId: ctx.incoming.sender.id,
    conversationId: ctx.conversation.id,
    name: ctx.incoming.sender.name,
  };
}

/** The first words to somebody whose account was just linked; tells who handed over to them. */
export async function welcomeLinked(ctx: BotContext, result: Linked): Promise<void> {
  const agency = await agencyById(ctx.tx, result.agencyId);
  const actor = await actorOf(ctx.tx, { id: result.personId, name: ctx.incoming.sender.name });
  ctx.log.info({ person: result.personId, role: result.role }, 'account linked');
  const view = result.handoverId === null ? null : await handoverView(ctx.tx, result.handoverId);
  const { role, newcomer } = result;
  const membership = { agency: agency?.name ?? '', role, newcomer };
  await ctx.reply(await welcome(ctx, actor, membership, view && (await handedOver(ctx, view))));
  if (view) await tellAccepted(ctx, view);
}

/** What a newcomer takes over, and until when. */
async function handedOver(ctx: BotContext, view: HandoverView): Promise<Markup> {
  const { t } = ctx;
  const holder = { id: view.toPersonId ?? -1, name: view.toName ?? '' };
  const load = await dutyLoad(ctx.tx, holder, view, ctx.today);
  const words = { giver: view.giverName, duty: dutyText(view, t), term: termText(view, t) };
  return join([t('handover.accepted', words), loadText(load, ctx, t)]);
}
