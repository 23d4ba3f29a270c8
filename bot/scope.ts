import { hasRole, scopeOf } from '../core/people/can.ts';
import { subtreeIds } from '../db/queries/agencies.ts';
import { type BotContext, isLinked } from './context.ts';

/** Whose figures may be shown here, and which agency to begin with. */
export interface ViewScope {
  rootId: number;
  visible: ReadonlySet<number>;
}

/**
 * In a group: what the group is registered for, whoever asks. In a private chat: what the person
 * may see, beginning with the widest. Null when there is nothing.
 */
export async function viewScope(ctx: BotContext): Promise<ViewScope | null> {
  if (ctx.conversation.kind === 'group') {
    const rootId = ctx.conversation.scopeAgencyId;
    if (rootId === null) return null;
    return { rootId, visible: new Set(await subtreeIds(ctx.tx, rootId)) };
  }
  if (!ctx.actor) return null;
  const visible = scopeOf(ctx.actor, 'view');
  const widest = [...ctx.actor.grants].sort((a, b) => b.reach.size - a.reach.size)[0];
  if (!widest || visible.size === 0) return null;
  return {
    rootId: hasRole(ctx.actor, 'coordinator', 'leader', 'admin') ? widest.seatId : widest.agencyId,
    visible,
  };
}

/** Says why there are no figures here, and how to get them. */
export async function withoutScope(ctx: BotContext): Promise<void> {
  if (ctx.conversation.kind === 'group') return ctx.reply({ text: ctx.t('group.not_registered') });
  await ctx.reply({ text: ctx.t(isLinked(ctx) ? 'tiendo.no_scope' : 'stranger.short') });
}
