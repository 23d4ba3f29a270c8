import { can, scopeOf } from '../../core/people/can.ts';
import { mutesOf } from '../../db/queries/pauses.ts';
import { type RuleChange, setLadderRule, standardLadder } from '../../office/ladders.ts';
import { remindedHow } from '../../office/reminder-settings.ts';
import { ownSettings } from '../../views/reminder-settings.ts';
import type { LinkedContext } from '../context.ts';

/** How the person is reminded, with the choices. */
export async function showOwn(ctx: LinkedContext, how: 'reply' | 'answer'): Promise<void> {
  const { actor, tx, t } = ctx;
  const first = actor.grants[0]?.agencyId ?? null;
  const found = await remindedHow(tx, actor.personId, first, await standardLadder(ctx.tx));
  const seat = actor.grants.find(({ seatId }) => can(actor, 'set_reminders', seatId));
  const after = scopeOf(actor, 'review');
  const muted = after.size > 0 ? (await mutesOf(tx, after, ctx.today)).length : null;
  const more = { standard: await standardLadder(ctx.tx), seatId: seat?.seatId ?? null, muted };
  await ctx[how](ownSettings({ ...found, ...more }, t));
}

/** Changes the person's own rule and shows what it is now. */
export async function changeOwn(ctx: LinkedContext, change: RuleChange): Promise<void> {
  const { personId } = ctx.actor;
  const scope = { sourceKind: null, agencyId: null, personId };
  await setLadderRule(ctx.tx, scope, change, { setBy: personId, at: ctx.now });
  await showOwn(ctx, 'answer');
}

/** The person's own rungs with one of them more or less; the due day always stays. */
export async function toggleRung(ctx: LinkedContext, days: number): Promise<void> {
  const { actor, tx } = ctx;
  const first = actor.grants[0]?.agencyId ?? null;
  const { rule, beforeDays } = await remindedHow(
    tx,
    actor.personId,
    first,
    await standardLadder(ctx.tx),
  );
  const now = new Set([...(rule?.beforeDays ?? beforeDays), 0]);
  if (!now.delete(days)) now.add(days);
  await changeOwn(ctx, { beforeDays: [...now] });
}
