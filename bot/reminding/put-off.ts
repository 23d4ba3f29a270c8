import { join } from '../../core/messages/markup.ts';
import { dueRungDay } from '../../core/reminders/ladder.ts';
import { heldBack, muteOn } from '../../core/reminders/pause.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { lockedObligation, type ObligationView } from '../../db/queries/obligations.ts';
import { addPause, pausesOf } from '../../db/queries/pauses.ts';
import { loadCalendar } from '../../office/calendar.ts';
import { longDate } from '../../views/dates.ts';
import { obligationName } from '../../views/obligation.ts';
import { liftChoice } from '../../views/pauses.ts';
import type { LinkedContext } from '../context.ts';

/** What is stopped for everybody cannot be put off; says so. */
export async function isMuted(ctx: LinkedContext, item: ObligationView): Promise<boolean> {
  const pauses = (await pausesOf(ctx.tx, [item.id])).get(item.id) ?? [];
  if (!muteOn(pauses, ctx.today)) return false;
  await ctx.reply({
    text: ctx.t('reminding.snooze.muted', { name: obligationName(item, ctx.t) }),
    choices: [[liftChoice(item.id, ctx.t)]],
  });
  return true;
}

/** The typed day as it counts, and the answer; `item` is open and dated. */
export async function putOffTo(ctx: LinkedContext, id: number, wished: LocalDate): Promise<void> {
  const item = await lockedObligation(ctx.tx, id);
  if (!item?.dueOn) throw new Error(`obligation ${id} vanished`);
  if (await isMuted(ctx, item)) return;
  const day = heldBack(wished, item.dueOn, ctx.today, await loadCalendar(ctx.tx));
  await putOff(ctx, item, day, day < wished);
}

/** Puts the person's own reminder off to a day, and says what that does not change. */
export async function putOff(
  ctx: LinkedContext,
  item: ObligationView,
  until: LocalDate,
  held: boolean,
): Promise<void> {
  const { personId } = ctx.actor;
  const { channel } = ctx.incoming;
  const pause = { kind: 'snooze', personId, setBy: personId, reason: null, until } as const;
  await addPause(ctx.tx, { ...pause, obligationId: item.id, channel }, ctx.now);
  const { t } = ctx;
  const date = longDate(until, t);
  const dueDay = item.dueOn && dueRungDay(item.dueOn, await loadCalendar(ctx.tx));
  const before = dueDay !== null && ctx.today < dueDay;
  await ctx.answer({
    text: join([
      t('reminding.snooze.done', { name: obligationName(item, t), date }),
      held ? t('reminding.snooze.held') : '',
      t(before ? 'reminding.snooze.still_due' : 'reminding.snooze.still_late'),
    ]),
    choices: [[{ id: `ob:${item.id}`, label: t.plain('obligation.open') }]],
  });
}
