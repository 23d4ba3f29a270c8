import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { isSettled, standing } from '../../core/obligations/obligation.ts';
import { hasRole, scopeOf } from '../../core/people/can.ts';
import { DEFAULT_LADDER, daysLeft } from '../../core/reminders/ladder.ts';
import { awaitingExtension } from '../../db/queries/extensions.ts';
import {
  claimedObligations,
  type ObligationView,
  obligationsOf,
} from '../../db/queries/obligations.ts';
import { listProposals } from '../../db/queries/proposals.ts';
import { countedPeriods, currentPeriod } from '../../office/reports/collection-periods.ts';
import { distance, shortDate } from '../../views/dates.ts';
import { answerChoices, dueText, obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';

/** What matters to somebody at this moment, and the way to it. */
export interface Matter {
  text: Markup;
  choices: Choice[][];
}

/** Due within so many days is soon: the first rung of the reminders. */
const SOON_DAYS = Math.max(...DEFAULT_LADDER.beforeDays);

/** By what the person is here for: what they owe, what waits for their word, how things stand. */
export async function mattersNow(ctx: LinkedContext): Promise<Matter[]> {
  const { actor, t } = ctx;
  if (actor.grants.length === 0) return [{ text: t('tiendo.no_scope'), choices: [] }];
  const matters: Matter[] = [];
  if (hasRole(actor, 'official', 'head')) matters.push(await owedNow(ctx));
  if (hasRole(actor, 'coordinator')) matters.push(await waitingNow(ctx));
  if (matters.length === 0) {
    const progress = { id: 'td:main', label: t.plain('help.see_progress') };
    matters.push({ text: t('now.progress'), choices: [[progress]] });
  }
  return matters;
}

/** What the person's agencies owe and have not settled, the most pressing first. */
export async function openWork(ctx: LinkedContext): Promise<ObligationView[]> {
  const owed = await obligationsOf(ctx.tx, scopeOf(ctx.actor, 'update'));
  return owed.filter(({ state }) => !isSettled(state));
}

/** The ways on from one open piece of work: its answers, or the report that is to be sent. */
export function waysOn(item: ObligationView, { t }: LinkedContext): Choice[][] {
  return item.sourceKind === 'report'
    ? [[{ id: `bc:${item.id}:see`, label: t.plain('report.button.open') }]]
    : answerChoices(item, t);
}

async function owedNow(ctx: LinkedContext): Promise<Matter> {
  const { t } = ctx;
  const open = await openWork(ctx);
  const late = open.filter((item) => standing(item, ctx.now) === 'late');
  const soon = open.filter(
    (item) =>
      item.dueOn !== null && !late.includes(item) && daysLeft(item.dueOn, ctx.today) <= SOON_DAYS,
  );
  const nearest = open.find(({ dueOn }) => dueOn !== null) ?? open[0];
  const work = { id: 'my:0', label: t.plain('form.to_my_work') };
  if (!nearest) return { text: t('now.nothing'), choices: [] };
  return {
    text: join([
      late.length > 0 ? t('now.late', { count: late.length }) : '',
      soon.length > 0 ? t('now.soon', { count: soon.length, days: SOON_DAYS }) : '',
      late.length + soon.length === 0 ? t('now.calm', { days: SOON_DAYS }) : '',
      t('now.nearest', { name: obligationName(nearest, t), due: dueText(nearest, ctx, t) }),
    ]),
    choices: [...waysOn(nearest, ctx), [work]],
  };
}

async function waitingNow(ctx: LinkedContext): Promise<Matter> {
  const { t } = ctx;
  const scope = scopeOf(ctx.actor, 'review');
  const claimed = await claimedObligations(ctx.tx, scope);
  const wishes = await awaitingExtension(ctx.tx, scope);
  const waiting = claimed.length + wishes.length;
  const asked = { agencyIds: scope, whose: 'sent', state: 'open' } as const;
  const { total: proposals } = await listProposals(ctx.tx, asked, { limit: 1, offset: 0 });
  const period = currentPeriod(await countedPeriods(ctx.tx, scope), ctx.today);
  return {
    text: join([
      waiting > 0
        ? t('now.waiting', { claimed: claimed.length, wishes: wishes.length })
        : t('now.none_waiting'),
      proposals > 0 ? t('now.proposals', { count: proposals }) : '',
      period
        ? t('now.period', {
            name: period.name,
            received: period.received,
            expected: period.expected,
            date: shortDate(period.dueOn, ctx.today),
            distance: distance(daysLeft(period.dueOn, ctx.today), t),
          })
        : '',
    ]),
    choices: [
      ...(waiting > 0 ? [[{ id: 'rv:list', label: t.plain('now.review') }]] : []),
      ...(proposals > 0
        ? [[{ id: 'kn:l:a:-:open', label: t.plain('now.see_proposals', { count: proposals }) }]]
        : []),
      ...(period ? [[{ id: `tb:main:${period.id}`, label: t.plain('now.collect') }]] : []),
    ],
  };
}
