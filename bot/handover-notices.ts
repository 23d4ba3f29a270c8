import type { Outgoing } from '../core/messages/message.ts';
import { can } from '../core/people/can.ts';
import { chatOf } from '../db/queries/contacts.ts';
import { type HandoverView, handoverView } from '../db/queries/handovers.ts';
import { allActors } from '../db/queries/people.ts';
import { type Translate, translator } from '../locales/index.ts';
import { reachableCoordinators } from '../office/coordinators.ts';
import type { EndedLeave } from '../office/handovers/end.ts';
import { handoverNotice } from '../views/handover.ts';
import type { BotContext } from './context.ts';

/** Writes to one person, in office hours; false where they cannot be reached. */
export async function writeTo(
  ctx: BotContext,
  personId: number,
  messageFor: (t: Translate) => Outgoing,
): Promise<boolean> {
  const chat = await chatOf(ctx.tx, personId);
  if (!chat) return false;
  const { conversationId, locale } = chat;
  await ctx.notify({ conversationId, message: messageFor(translator(locale)) });
  return true;
}

/** Tells the giver and those who look after the agency that somebody has taken it on. */
export async function tellAccepted(ctx: BotContext, view: HandoverView): Promise<void> {
  await writeTo(ctx, view.personId, (t) => handoverNotice('accepted_giver', view, t));
  const actors = await allActors(ctx.tx);
  for (const { personId, conversationId, locale } of await reachableCoordinators(
    ctx.tx,
    ctx.today,
  )) {
    const actor = actors.get(personId);
    if (personId === view.personId || personId === view.toPersonId) continue;
    if (conversationId === null || !actor || !can(actor, 'review', view.agencyId)) continue;
    const message = handoverNotice('accepted_coordinator', view, translator(locale));
    await ctx.notify({ conversationId, message });
  }
}

/** Thanks the deputies of leaves that their givers ended early. */
export async function thankDeputies(ctx: BotContext, ended: readonly EndedLeave[]): Promise<void> {
  for (const { leave } of ended) {
    const view = await handoverView(ctx.tx, leave.id);
    if (!view || view.toPersonId === null) continue;
    await writeTo(ctx, view.toPersonId, (t) => handoverNotice('ended_deputy', view, t));
  }
}
