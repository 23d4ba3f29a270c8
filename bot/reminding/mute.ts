import { can } from '../../core/people/can.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { lockedObligation, type ObligationView } from '../../db/queries/obligations.ts';
import { addPause, endPauses } from '../../db/queries/pauses.ts';
import type { Translate } from '../../locales/index.ts';
import { fullDate } from '../../views/dates.ts';
import { obligationName } from '../../views/obligation.ts';
import { liftChoice, muteNotice } from '../../views/pauses.ts';
import type { LinkedContext } from '../context.ts';
import { tellAgency, tellCoordinators } from '../notices.ts';

/** Those who answer for the work, and those who look after it. */
export function mayMute(ctx: LinkedContext, { agencyId }: ObligationView): boolean {
  return can(ctx.actor, 'update', agencyId) || can(ctx.actor, 'review', agencyId);
}

/** Stops the reminders and tells the other side, with the way back. */
export async function mute(
  ctx: LinkedContext,
  id: number,
  { reason, until }: { reason: string; until: LocalDate | null },
): Promise<void> {
  const item = await lockedObligation(ctx.tx, id);
  if (!item) throw new Error(`obligation ${id} vanished`);
  const { personId, name: by } = ctx.actor;
  const pause = { kind: 'mute', personId: null, setBy: personId, reason, until } as const;
  await addPause(ctx.tx, { ...pause, obligationId: id, channel: ctx.incoming.channel }, ctx.now);
  await note(ctx, item, 'reminders.muted', { until });
  const { t } = ctx;
  const name = obligationName(item, t);
  const ofAgency = can(ctx.actor, 'update', item.agencyId);
  const whom = ofAgency ? t.plain('reminding.mute.office') : item.agencyName;
  await ctx.answer({
    text: until
      ? t('reminding.mute.done_until', { name, whom, date: fullDate(until) })
      : t('reminding.mute.done', { name, whom }),
    choices: [[liftChoice(id, t), { id: `ob:${id}`, label: t.plain('obligation.open') }]],
  });
  await tellOthers(ctx, item, (to) => muteNotice(item, { reason, until, by }, to));
}

/** Reminds of it as before and tells the other side. */
export async function lift(ctx: LinkedContext, item: ObligationView): Promise<void> {
  const { t } = ctx;
  const which = { obligationId: item.id, kind: 'mute' } as const;
  const ended = await endPauses(ctx.tx, which, ctx.actor.personId, ctx.now);
  const choices = (to: Translate) => [
    [{ id: `ob:${item.id}`, label: to.plain('obligation.open') }],
  ];
  const text = t(ended > 0 ? 'reminding.lift.done' : 'reminding.lift.not_muted', {
    name: obligationName(item, t),
  });
  await ctx.answer({ text, choices: choices(t) });
  if (ended === 0) return;
  await note(ctx, item, 'reminders.lifted', {});
  await tellOthers(ctx, item, (to) => ({
    text: to('reminding.lift.notice', {
      by: ctx.actor.name,
      agency: item.agencyName,
      name: obligationName(item, to),
    }),
    choices: choices(to),
  }));
}

/** The agency's people are told by the coordinator's word, the coordinators by the agency's. */
async function tellOthers(
  ctx: LinkedContext,
  item: ObligationView,
  messageFor: Parameters<typeof tellCoordinators>[2],
): Promise<void> {
  const ofAgency = can(ctx.actor, 'update', item.agencyId);
  if (ofAgency) await tellCoordinators(ctx, item, messageFor);
  else await tellAgency(ctx, item.agencyId, messageFor);
}

async function note(
  ctx: LinkedContext,
  { id, agencyId }: ObligationView,
  action: 'reminders.muted' | 'reminders.lifted',
  details: Record<string, string | null>,
): Promise<void> {
  await ctx.audit({ action, subject: 'obligation', subjectId: id, agencyId, details });
}
