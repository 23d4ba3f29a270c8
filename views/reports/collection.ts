import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { daysLeft } from '../../core/reminders/ladder.ts';
import type { ReportStatus } from '../../core/reports/status.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import {
  type CollectedReport,
  type Collection,
  LISTS,
  type List,
  listed,
} from '../../office/reports/collection.ts';
import type { CollectedFigures } from '../../office/reports/collection-figures.ts';
import type { CountedPeriod } from '../../office/reports/collection-periods.ts';
import type { AgencyRateLine } from '../../office/reports/collection-rates.ts';
import { distance } from '../dates.ts';
import type { Now } from '../obligation.ts';
import { pageOf, pager } from '../pager.ts';
import { percentText } from '../percent.ts';
import {
  countLines,
  differenceLine,
  formLines,
  missingLine,
  namesText,
  returnedLine,
  sentLine,
  windowLine,
  writingLine,
} from './collection-lines.ts';

export const PAGE = 8;

export const COLLECTION_VIEWS = [
  'main',
  ...LISTS,
  'rates',
  'figures',
  'differences',
  'periods',
] as const;
export type CollectionView = (typeof COLLECTION_VIEWS)[number];

export interface CollectionPage {
  collection: Collection;
  figures: CollectedFigures;
  /** Of the agencies right below, where they are asked for. */
  rates: readonly AgencyRateLine[];
  /** Every period the asker may see, the earliest due first. */
  periods: readonly CountedPeriod[];
  /** How far those on this page are that are being written, by obligation. */
  statuses: ReadonlyMap<number, ReportStatus>;
  /** By code. */
  formNames: ReadonlyMap<string, string>;
}

/** One level of `/thubaocao`; `tb:<view>:<period>:<page>` turns the message it stands on. */
export function collectionMessage(
  view: CollectionView,
  page: number,
  source: CollectionPage,
  at: Now,
  t: Translate,
): Outgoing {
  if (view === 'main') return mainMessage(source, at, t);
  const { period } = source.collection;
  const lines = linesOf(view, source, at, t);
  const { shown, current, pages } = pageOf(lines, page, PAGE);
  const numbered = view !== 'figures';
  return {
    text: join([
      t(`collection.${view}.title`, { name: period.name, count: lines.length }),
      ...shown.map(({ text: line }, index) =>
        numbered ? t('tiendo.numbered', { number: index + 1, line }) : line,
      ),
      lines.length === 0 ? t('collection.empty') : '',
      view === 'differences' ? lackLine(source, t) : '',
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...openers(shown),
      ...pager((other) => idOf(view, period.id, other), current, pages, t),
      [{ id: idOf('main', period.id, 0), label: t.plain('tiendo.back') }],
    ],
  };
}

/** Where words name no period: those there are, to choose from. */
export function periodChoices(periods: readonly CountedPeriod[], t: Translate): Choice[][] {
  return newest(periods)
    .slice(0, PAGE)
    .map((period) => [
      { id: idOf('main', period.id, 0), label: shorten(periodLabel(period, t), 60) },
    ]);
}

function idOf(view: CollectionView, periodId: number, page: number): string {
  return `tb:${view}:${periodId}:${page}`;
}

function mainMessage(source: CollectionPage, at: Now, t: Translate): Outgoing {
  const { collection, figures, periods } = source;
  const { period, reports, levels } = collection;
  const counts = LISTS.map((list) => ({ list, count: listed(collection, list).length }));
  const late = reports.filter(({ afterWindow }) => afterWindow).length;
  const text = join(
    [
      join([
        t('collection.main.title', { name: period.name }),
        windowLine(collection, t),
        t('collection.main.distance', {
          distance: distance(daysLeft(period.dueOn, at.today), t),
        }),
      ]),
      join([
        countLines(collection, t),
        ...(levels.length > 1
          ? levels.map(({ level, rate }) =>
              t('collection.level_rate', {
                level: t.plain(`collection.level.${level}`),
                received: rate.received,
                expected: rate.expected,
                completeness: percentText(rate.completeness, t),
                timeliness: percentText(rate.timeliness, t),
              }),
            )
          : []),
      ]),
      join([
        ...counts.map(({ list, count }) => t(`collection.main.${list}`, { count })),
        late > 0 ? t('collection.main.after_window', { count: late }) : '',
      ]),
      figureSummary(figures, t),
    ],
    '\n\n',
  );
  const open = (view: CollectionView, label: string): Choice => {
    return { id: idOf(view, period.id, 0), label };
  };
  const lists = counts
    .filter(({ count }) => count > 0)
    .map(({ list, count }) => open(list, t.plain(`collection.button.${list}`, { count })));
  const more: Choice[] = [];
  if (reports.length > 1) more.push(open('rates', t.plain('collection.button.rates')));
  if (figures.forms.length > 0) more.push(open('figures', t.plain('collection.button.figures')));
  if (figures.differences.length > 0) {
    const count = figures.differences.length;
    more.push(open('differences', t.plain('collection.button.differences', { count })));
  }
  const others = periods.length > 1 ? [open('periods', t.plain('collection.button.periods'))] : [];
  return { text, choices: [...inTwos(lists), ...inTwos(more), ...inTwos(others)] };
}

function figureSummary({ forms, differences }: CollectedFigures, t: Translate): Markup {
  if (forms.length === 0) return '' as Markup;
  return join([
    ...forms.map(({ form, totals }) =>
      t('collection.main.form', {
        name: form.name,
        included: totals.included.length,
        expected: totals.included.length + totals.missing.length,
      }),
    ),
    differences.length > 0
      ? t('collection.main.differences', {
          count: differences.length,
          reports: new Set(differences.map(({ obligationId }) => obligationId)).size,
        })
      : '',
  ]);
}

/** A sum that is not complete differs for that reason alone: whose figures it lacks. */
function lackLine({ collection, figures }: CollectionPage, t: Translate): Markup {
  if (figures.sumsLack.length === 0) return '' as Markup;
  const names = namesById(collection);
  const lacking = figures.sumsLack.map((id) => names.get(id) ?? '');
  return t('collection.sums_lack', { names: namesText(lacking, t, 20) });
}

function namesById({ reports }: Collection): Map<number, string> {
  return new Map(
    reports.map(({ obligation: { agencyId, agencyShortName } }) => [agencyId, agencyShortName]),
  );
}

/** One line of a level, and the choice that leads deeper from it. */
interface Line {
  text: Markup;
  opens: string | null;
}

function linesOf(
  view: Exclude<CollectionView, 'main'>,
  source: CollectionPage,
  at: Now,
  t: Translate,
): Line[] {
  const { collection, figures } = source;
  const names = namesById(collection);
  switch (view) {
    case 'rates':
      return source.rates.map(({ name, rate }) => ({
        text: t('collection.line.rate', {
          name,
          received: rate.received,
          expected: rate.expected,
          completeness: percentText(rate.completeness, t),
          timeliness: percentText(rate.timeliness, t),
        }),
        opens: null,
      }));
    case 'figures':
      return figures.forms.map((form) => ({ text: formLines(form, names, t), opens: null }));
    case 'differences':
      return figures.differences.map((one) => ({
        text: differenceLine(one, names, t),
        opens: `bc:${one.obligationId}:see`,
      }));
    case 'periods':
      return newest(source.periods).map((period) => ({
        text: t('collection.line.period', { name: periodLabel(period, t) }),
        opens: idOf('main', period.id, 0),
      }));
    default:
      return listed(collection, view).map((report) => ({
        text: reportLine(view, report, source, at, t),
        opens: `bc:${report.obligation.id}:see`,
      }));
  }
}

function reportLine(
  list: List,
  report: CollectedReport,
  { statuses, formNames }: CollectionPage,
  at: Now,
  t: Translate,
): Markup {
  switch (list) {
    case 'missing':
      return missingLine(report, at, t);
    case 'writing': {
      const status = statuses.get(report.obligation.id) ?? null;
      return writingLine(report, status, formNames, at, t);
    }
    case 'returned':
      return returnedLine(report, at, t);
    default:
      return sentLine(report, at, t);
  }
}

function newest(periods: readonly CountedPeriod[]): CountedPeriod[] {
  return [...periods].reverse();
}

function periodLabel({ name, received, expected }: CountedPeriod, t: Translate): string {
  return t.plain('collection.period', { name, received, expected });
}

/** The numbers of the lines that lead deeper, four in a row. */
function openers(lines: readonly Line[]): Choice[][] {
  const buttons = lines.flatMap(({ opens }, index) =>
    opens === null ? [] : [{ id: opens, label: String(index + 1) }],
  );
  return [buttons.slice(0, 4), buttons.slice(4)].filter((row) => row.length > 0);
}

function inTwos(choices: readonly Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  for (let at = 0; at < choices.length; at += 2) rows.push(choices.slice(at, at + 2));
  return rows;
}
