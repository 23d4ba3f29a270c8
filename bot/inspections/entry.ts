import { can } from '../../core/people/can.ts';
import { campaignById } from '../../db/queries/campaigns.ts';
import { type EntryState, inspectionEntry } from '../../office/inspections/board.ts';
import { inspectionDetails } from '../../office/inspections/details.ts';
import { inspectionCard } from '../../views/inspection-card.ts';
import type { LinkedContext } from '../context.ts';

/** An agency's inspection, if the person may do this to the agency. */
export async function entryFor(
  ctx: LinkedContext,
  id: number | null,
  right: 'view' | 'inspect',
): Promise<EntryState | null> {
  const state = id === null ? null : await inspectionEntry(ctx.tx, id, ctx.now);
  return state && can(ctx.actor, right, state.entry.agencyId) ? state : null;
}

/** The name of an entry's inspection. */
export async function inspectionNameOf(
  ctx: LinkedContext,
  { entry }: Pick<EntryState, 'entry'>,
): Promise<string> {
  const campaign = await campaignById(ctx.tx, entry.campaignId);
  return campaign ? inspectionDetails(campaign).name : '';
}

/** Shows an agency's inspection with what the person may do there. */
export async function showEntry(
  ctx: LinkedContext,
  state: EntryState,
  how: 'reply' | 'answer' = 'reply',
): Promise<void> {
  const { agencyId, id } = state.entry;
  const answers = can(ctx.actor, 'update', agencyId);
  const rights = { answers, inspects: can(ctx.actor, 'inspect', agencyId) };
  if (!answers) {
    const seen = { action: 'saw.progress', subject: 'agency', subjectId: agencyId } as const;
    await ctx.audit({ ...seen, agencyId, details: { view: 'inspection', entry: id } });
  }
  const name = await inspectionNameOf(ctx, state);
  await ctx[how](inspectionCard(state, name, rights, ctx, ctx.t));
}

/** Refuses what is nobody's business here, without saying whether it exists. */
export async function refuseEntry(ctx: LinkedContext): Promise<void> {
  await ctx.reply({ text: ctx.t('inspection.not_yours') });
}

/** The way to an agency's card. */
export function cardChoice(entryId: number, t: LinkedContext['t']) {
  return [{ id: `ki:e:${entryId}`, label: t.plain('inspection.button.card') }];
}
