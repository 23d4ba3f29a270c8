import { existsOn } from '../../core/organisation/agency.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { closeDesk, focusOf } from '../forms/stack.ts';
import { lastReply, type Matter } from './matter.ts';
import { PLACE_DESK, passable } from './place.ts';

/** A button below the names a typed one may mean: the proposal goes there once it is sent. */
export async function choosePlace(
  ctx: LinkedContext,
  id: number | null,
  which: string | undefined,
): Promise<void> {
  const matter = await passable(ctx, id);
  if (!matter) return;
  if (which === 'out') {
    const focus = focusOf(ctx, PLACE_DESK);
    if (focus?.proposal !== id || typeof focus.words !== 'string') {
      return ctx.reply({ text: ctx.t('refused.old_button') });
    }
    return passTo(ctx, matter, { agency: null, place: focus.words });
  }
  const agency = await agencyById(ctx.tx, idArgument(which) ?? -1);
  if (!agency || !existsOn(agency, ctx.today)) {
    return ctx.reply({ text: ctx.t('refused.old_button') });
  }
  await passTo(ctx, matter, { agency: agency.id, place: null });
}

async function passTo(
  ctx: LinkedContext,
  matter: Matter,
  to: { agency: number | null; place: string | null },
): Promise<void> {
  const { proposal } = matter;
  if (to.agency === proposal.agencyId) {
    return ctx.reply({ text: ctx.t('proposal.place.itself', { agency: proposal.agencyName }) });
  }
  await closeDesk(ctx, PLACE_DESK);
  const context = { proposal: proposal.id, seen: lastReply(matter), ...to };
  await startForm(ctx, 'proposal_forward', { context, answers: {} });
}
