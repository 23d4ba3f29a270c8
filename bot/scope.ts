import { type Grant, POLICY, scopeOf } from '../core/people/can.ts';
import { subtreeIds } from '../db/queries/agencies.ts';
import { type BotContext, isLinked } from './context.ts';

/** Whose figures may be shown here, and which agency to begin with. */
export interface ViewScope {
  rootId: number;
  /** Every agency with which one could begin: several where a person serves several. */
  roots: readonly number[];
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
    return { rootId, roots: [rootId], visible: new Set(await subtreeIds(ctx.tx, rootId)) };
  }
  if (!ctx.actor) return null;
  const visible = scopeOf(ctx.actor, 'view');
  const grants = [...ctx.actor.grants].sort((a, b) => b.reach.size - a.reach.size);
  const roots = new Set<number>();
  for (const { role, agencyId, seatId } of grants) {
    if (POLICY.view[role] === 'reach') roots.add(seatId);
    // Inside what is looked after as a whole, one's own agency is no place of its own.
    else if (!grants.some((other) => isWithin(agencyId, other))) roots.add(agencyId);
  }
  const [rootId] = roots;
  return rootId === undefined ? null : { rootId, roots: [...roots], visible };
}

function isWithin(agencyId: number, { role, reach }: Grant): boolean {
  return POLICY.view[role] === 'reach' && reach.has(agencyId);
}

/** Says why there are no figures here, and how to get them. */
export async function withoutScope(ctx: BotContext): Promise<void> {
  if (ctx.conversation.kind === 'group') return ctx.reply({ text: ctx.t('group.not_registered') });
  await ctx.reply({ text: ctx.t(isLinked(ctx) ? 'tiendo.no_scope' : 'stranger.short') });
}
