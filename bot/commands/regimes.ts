import { type Actor, can, scopeOf } from '../../core/people/can.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { loadAdHocNames } from '../../office/ad-hoc-report.ts';
import { loadDueRules } from '../../office/due.ts';
import { endRegime, loadRegimes, type RegimeView } from '../../office/regimes.ts';
import { endQuestion, regimeMessage, regimesMessage } from '../../views/regimes.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';

/**
 * `/chedo`: which periodic reports are due by which document. A coordinator adds a regime by a rule
 * from which the periods of every year follow, and ends one.
 */
export const regimes: LinkedCommand = {
  name: 'chedo',
  words: ['che do bao cao', 'cac che do bao cao'],
  where: 'private',
  roles: ['coordinator'],
  access: 'linked',
  run: (ctx) => list(ctx, 'reply'),
  choices: {
    async cd(ctx, [verb, id]) {
      if (scopeOf(ctx.actor, 'review').size === 0) {
        return ctx.reply({ text: ctx.t('regime.needs_coordinator') });
      }
      if (verb === 'list') return list(ctx, 'answer');
      if (verb === 'add') return add(ctx);
      const wanted = idArgument(id);
      const regime = (await mine(ctx)).find((one) => one.id === wanted);
      if (!regime) return ctx.reply({ text: ctx.t('regime.not_yours') });
      if (verb === 'see') {
        return ctx.answer(regimeMessage(regime, await at(ctx), ctx.t));
      }
      if (regime.endedAt) return ctx.reply({ text: ctx.t('regime.card.ended') });
      if (verb === 'end') return ctx.answer(endQuestion(regime, ctx.t));
      if (verb === 'yes') return end(ctx, regime);
      await ctx.reply({ text: ctx.t('refused.old_button') });
    },
  },
};

async function list(ctx: LinkedContext, how: 'reply' | 'answer'): Promise<void> {
  if (scopeOf(ctx.actor, 'review').size === 0) {
    return ctx.reply({ text: ctx.t('regime.needs_coordinator') });
  }
  await ctx[how](regimesMessage(await mine(ctx), await at(ctx), ctx.t));
}

async function add(ctx: LinkedContext): Promise<void> {
  const issuer = seatOf(ctx.actor);
  if (issuer === null) return ctx.reply({ text: ctx.t('regime.needs_coordinator') });
  const names = await loadAdHocNames(ctx.tx, ctx.actor, ctx.today);
  const context = { names: JSON.stringify(names), issuer };
  await startForm(ctx, 'regime', { context, answers: {} });
}

async function end(ctx: LinkedContext, { id, document, issuerId }: RegimeView): Promise<void> {
  const ended = await endRegime(ctx.tx, id, ctx);
  if (!ended) return ctx.reply({ text: ctx.t('regime.card.ended') });
  await ctx.audit({
    action: 'regime.changed',
    subject: 'office',
    ...(issuerId === null ? {} : { agencyId: issuerId }),
    details: { what: 'ended', regime: id, withdrawn: ended.withdrawn },
  });
  await ctx.answer({
    text: ctx.t('regime.ended', { document, count: ended.withdrawn }),
    choices: [[{ id: 'cd:list', label: ctx.t.plain('regime.back') }]],
  });
}

/** The committee somebody coordinates for; the first, where it is several. */
function seatOf(actor: Actor): number | null {
  const grant = actor.grants.find(
    ({ role, seatId }) => role === 'coordinator' && can(actor, 'review', seatId),
  );
  return grant?.seatId ?? null;
}

/**
 * The regimes of the committees somebody looks after. Those of before the committee was kept belong
 * to whoever looks after the top of a tree.
 */
async function mine(ctx: LinkedContext): Promise<RegimeView[]> {
  const scope: Set<number | null> = new Set(scopeOf(ctx.actor, 'review'));
  const agencies = await allAgencies(ctx.tx);
  if (agencies.some(({ id, parentId }) => parentId === null && scope.has(id))) scope.add(null);
  return loadRegimes(ctx.tx, scope);
}

async function at(ctx: LinkedContext) {
  return { today: ctx.today, rules: await loadDueRules(ctx.tx) };
}
