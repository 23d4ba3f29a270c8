import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice } from '../core/messages/message.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import { type HistoryEntry, historyOf, type ObligationView } from '../db/queries/obligations.ts';
import { fullDate, moment } from '../views/dates.ts';
import { obligationName } from '../views/obligation.ts';
import type { LinkedContext } from './context.ts';

/** What happened to an obligation since a button was sent: when, and by whom. '' when nothing did. */
export async function whatHappened(ctx: LinkedContext, item: ObligationView): Promise<Markup | ''> {
  if (item.withdrawnAt)
    return ctx.t('since.withdrawn', { at: moment(item.withdrawnAt, ctx, ctx.t) });
  if (!isSettled(item.state)) return '';
  const { state } = item;
  const said = (await historyOf(ctx.tx, item.id)).findLast((entry) => entry.state === state);
  return said ? ctx.t(`since.${state}`, whoAndWhen(said, ctx)) : '';
}

/** How the last wish for more time was answered; '' when it never was. */
export async function howDecided(ctx: LinkedContext, item: ObligationView): Promise<Markup | ''> {
  const history = await historyOf(ctx.tx, item.id);
  const last = history.findLast(({ kind }) => kind.startsWith('extension_'));
  if (!last || last.kind === 'extension_asked') return whatHappened(ctx, item);
  const date = last.dueAfter ? fullDate(last.dueAfter) : '';
  return ctx.t(`since.${last.kind}`, { ...whoAndWhen(last, ctx), date });
}

/** An old answer to what was settled meanwhile: says so, and shows the way to say it anew. */
export async function sayReported(ctx: LinkedContext, item: ObligationView): Promise<void> {
  const { t } = ctx;
  const isReport = item.sourceKind === 'report';
  await ctx.reply({
    text: join([
      t('refused.reported', { name: obligationName(item, t) }),
      await whatHappened(ctx, item),
    ]),
    choices: [
      isReport
        ? [{ id: `bc:${item.id}:see`, label: t.plain('report.button.open') }]
        : [{ id: `up:${item.id}`, label: t.plain('form.update.again') }],
      openChoice(item, ctx),
    ],
  });
}

/** The way to an obligation as it is now. */
export function openChoice({ id }: { id: number }, { t }: LinkedContext): Choice[] {
  return [{ id: `ob:${id}`, label: t.plain('obligation.open') }];
}

function whoAndWhen({ at, personName }: HistoryEntry, ctx: LinkedContext) {
  return { at: moment(at, ctx, ctx.t), who: personName ?? ctx.t.plain('history.system') };
}
