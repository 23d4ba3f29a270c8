import { setUnreachable } from '../db/queries/conversations.ts';
import { restoreNotices } from '../db/queries/fall-over.ts';
import { type BotContext, isLinked } from './context.ts';

/** Notices older than this are no news to anybody. */
const RESTORED_MS = 30 * 24 * 60 * 60 * 1000;

/** The chat can be written to again: what was to be told meanwhile, and could not, comes now. */
export async function reachableAgain(ctx: BotContext): Promise<void> {
  await setUnreachable(ctx.tx, ctx.conversation.id, null);
  if (isLinked(ctx)) await tellMissed(ctx, ctx.person.id);
}

/** Notices that could be given to no chat of the person come to this one. */
export async function tellMissed(ctx: BotContext, personId: number): Promise<void> {
  if (ctx.conversation.kind !== 'private') return;
  const to = { personId, conversationId: ctx.conversation.id };
  const since = new Date(ctx.now.getTime() - RESTORED_MS);
  const times = await ctx.noticeTimes();
  const restored = await restoreNotices(ctx.tx, to, { since, ...times });
  if (restored > 0) ctx.log.info({ person: personId, notices: restored }, 'notices put back');
}
