import { type Actor, POLICY } from '../../core/people/can.ts';
import type { ReportStatus } from '../../core/reports/status.ts';
import { fold } from '../../core/text/fold.ts';
import { periodNamed } from '../../office/name-period.ts';
import { listed, loadCollection } from '../../office/reports/collection.ts';
import { type CollectedFigures, loadFigures } from '../../office/reports/collection-figures.ts';
import {
  type CountedPeriod,
  countedPeriods,
  currentPeriod,
} from '../../office/reports/collection-periods.ts';
import { loadAgencyRates } from '../../office/reports/collection-rates.ts';
import { draftStatus } from '../../office/reports/duty.ts';
import { loadNewestForms } from '../../office/reports/forms.ts';
import { pageOf } from '../../views/pager.ts';
import {
  COLLECTION_VIEWS,
  type CollectionView,
  collectionMessage,
  PAGE,
  periodChoices,
} from '../../views/reports/collection.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';

/**
 * `/thubaocao [period]`: who has sent a period's report, who has not, and what the figures add up
 * to. `tb:<view>:<period>[:<page>]` are its levels; one with a page turns the message it stands on,
 * one without opens a new message.
 */
export const collection: LinkedCommand = {
  name: 'thubaocao',
  words: ['thu bao cao', 'ai chua gui', 'chua gui bao cao'],
  where: 'private',
  roles: ['coordinator', 'leader'],
  access: 'linked',
  async run(ctx, argument) {
    const scope = collectionScope(ctx.actor);
    if (!scope) return ctx.reply({ text: ctx.t('collection.who') });
    const periods = await countedPeriods(ctx.tx, scope.visible);
    const typed = fold(argument);
    const period =
      typed === '' ? currentPeriod(periods, ctx.today) : periodNamed(typed, periods, ctx.today);
    if (period) {
      return ctx.reply(await overview(ctx, scope, { view: 'main', page: 0, period, periods }));
    }
    const words = argument.trim();
    await ctx.reply({
      text:
        periods.length === 0 ? ctx.t('collection.none') : ctx.t('collection.unknown', { words }),
      choices: periodChoices(periods, ctx.t),
    });
  },
  choices: {
    async tb(ctx, [view, periodId, page]) {
      const scope = collectionScope(ctx.actor);
      if (!scope) return ctx.reply({ text: ctx.t('collection.who') });
      const periods = await countedPeriods(ctx.tx, scope.visible);
      const period = periods.find(({ id }) => id === idArgument(periodId));
      if (!period) return ctx.reply({ text: ctx.t('collection.none') });
      const wanted = { view: viewNamed(view), page: idArgument(page) ?? 0, period, periods };
      const message = await overview(ctx, scope, wanted);
      await ctx[page === undefined ? 'reply' : 'answer'](message);
    },
  },
};

/** The agencies a person looks after as a whole: their own agency alone is no collecting. */
interface CollectionScope {
  /** Top of the widest part of the tree among them. */
  rootId: number;
  visible: ReadonlySet<number>;
}

function collectionScope(actor: Actor): CollectionScope | null {
  const wide = actor.grants
    .filter(({ role }) => POLICY.view[role] === 'reach')
    .sort((a, b) => b.reach.size - a.reach.size);
  const [widest] = wide;
  if (!widest) return null;
  return { rootId: widest.seatId, visible: new Set(wide.flatMap(({ reach }) => [...reach])) };
}

interface Wanted {
  view: CollectionView;
  page: number;
  period: CountedPeriod;
  periods: readonly CountedPeriod[];
}

const NO_FIGURES: CollectedFigures = { forms: [], differences: [], sumsLack: [] };

async function overview(ctx: LinkedContext, scope: CollectionScope, wanted: Wanted) {
  const { view, page, period, periods } = wanted;
  const found = await loadCollection(ctx.tx, period, scope.visible, ctx);
  const withFigures = view === 'main' || view === 'figures' || view === 'differences';
  const figures = withFigures ? await loadFigures(ctx.tx, period, scope.rootId) : NO_FIGURES;
  const rates = view === 'rates' ? await loadAgencyRates(ctx.tx, period.id, scope.rootId, ctx) : [];
  const statuses = new Map<number, ReportStatus>();
  if (view === 'writing') {
    for (const { obligation, hasDraft } of pageOf(listed(found, 'writing'), page, PAGE).shown) {
      const status = hasDraft ? await draftStatus(ctx.tx, obligation.id, ctx) : null;
      if (status) statuses.set(obligation.id, status);
    }
  }
  const codes = [...statuses.values()].flatMap(({ formsMissing }) => formsMissing);
  const forms = await loadNewestForms(ctx.tx, codes);
  const formNames = new Map([...forms].map(([code, { name }]) => [code, name]));
  const source = { collection: found, figures, rates, periods, statuses, formNames };
  return collectionMessage(view, page, source, ctx, ctx.t);
}

function viewNamed(text: string | undefined): CollectionView {
  return COLLECTION_VIEWS.find((view) => view === text) ?? 'main';
}
