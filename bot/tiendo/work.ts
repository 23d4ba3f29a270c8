import type { Outgoing } from '../../core/messages/message.ts';
import type { NamedWork } from '../../core/summary/work-words.ts';
import { workNamed } from '../../core/summary/work-words.ts';
import { type ObligationView, obligationById } from '../../db/queries/obligations.ts';
import { sameWork, worksOf } from '../../db/queries/works.ts';
import { workChoices, workMessage } from '../../views/tiendo/work.ts';
import type { BotContext } from '../context.ts';
import type { ViewScope } from '../scope.ts';

/** More would be no answer but a list, which the areas and agencies give better. */
const MOST = 60;

/** The work that words may speak of among what may be seen here. */
export async function worksMeant(
  ctx: BotContext,
  { visible }: ViewScope,
  needed: string,
  said: string,
): Promise<NamedWork[]> {
  return workNamed(await worksOf(ctx.tx, visible), needed, said);
}

/** Answers with the one piece of work that was meant, or asks which of a few. */
export async function answerWorks(
  ctx: BotContext,
  scope: ViewScope,
  works: readonly NamedWork[],
  typed: string,
): Promise<Outgoing> {
  const [only, ...others] = works;
  if (!only || others.length > 0) return workChoices(works, typed, ctx.t);
  return showWork(ctx, scope, only.id);
}

/** Who owes a piece of work, known by one of its obligations, among what may be seen here. */
export async function showWork(
  ctx: BotContext,
  { rootId, visible }: ViewScope,
  id: number,
): Promise<Outgoing> {
  const items: ObligationView[] = [];
  for (const one of (await sameWork(ctx.tx, id, visible)).slice(0, MOST)) {
    const item = await obligationById(ctx.tx, one);
    if (item) items.push(item);
  }
  const seen = { action: 'saw.progress', subject: 'agency', subjectId: rootId } as const;
  await ctx.audit({ ...seen, agencyId: rootId, details: { view: 'work', page: 0 } });
  return workMessage(items, ctx, ctx.t, ctx.conversation.kind === 'private');
}
