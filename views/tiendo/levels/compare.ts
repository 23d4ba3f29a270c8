import { join, type Markup } from '../../../core/messages/markup.ts';
import type { Change, Comparison } from '../../../core/summary/compare.ts';
import { localDateAt } from '../../../core/time/zone.ts';
import type { Translate } from '../../../locales/index.ts';
import { fullDate, periodText } from '../../dates.ts';
import { percentText } from '../../percent.ts';
import { pointsText } from '../../points.ts';
import { type Board, hidesLate, type Level, plain, scopeText } from '../board.ts';

/** A period against the one before and last year's, for the whole and for each agency. */
export const compare: Level = {
  name: 'compare',
  title: (board) => {
    const { source, t, more } = board;
    const shown = shownOf(board);
    const earlier = shown && (periodText(shown.earlier, t) ?? shown.earlier);
    return join([
      t('compare.title', { scope: scopeText(source, t) }),
      ...(more?.comparisons ?? []).map((one) => wholeLine(one, board)),
      earlier ? t('compare.by_agency', { earlier }) : '',
    ]);
  },
  lines: (board) =>
    agenciesCompared(board).map(({ agency, change }) =>
      plain(board.t('compare.line', { agency, ...changeTexts(change, board.t) })),
    ),
  none: () => '' as Markup,
  foot: ({ t }) => t('compare.rule'),
};

/**
 * Agencies with figures in either period, those that fell most first; only those that did not fall
 * where late ones are not to be named.
 */
export function agenciesCompared(board: Board): { id: number; agency: string; change: Change }[] {
  const { source, more } = board;
  return [...(shownOf(board)?.agencies ?? [])]
    .filter(([, { now, before }]) => now.onTimeRate !== null || before.onTimeRate !== null)
    .filter(([, { points }]) => !hidesLate(board) || (points !== null && points >= 0))
    .sort(([, a], [, b]) => (a.points ?? 1000) - (b.points ?? 1000))
    .map(([id, change]) => {
      const agency = more?.agencyNames?.get(id) ?? source.agencyNames.get(id) ?? '';
      return { id, agency, change };
    });
}

/** Agencies are listed against one earlier period only: the first of which there are figures. */
export function shownOf({ more, source }: Board): Comparison | null {
  const shown = more?.comparisons?.find(({ all }) => all.before.onTimeRate !== null) ?? null;
  return shown && source.summary.agencies.length > 1 && shown.agencies.size > 1 ? shown : null;
}

function wholeLine({ code, earlier, at, all }: Comparison, { t, at: { timeZone } }: Board): Markup {
  return t('compare.whole', {
    period: periodText(code, t) ?? code,
    earlier: periodText(earlier, t) ?? earlier,
    date: fullDate(localDateAt(at, timeZone)),
    ...changeTexts(all, t),
  });
}

function changeTexts({ now, before, points }: Change, t: Translate) {
  const text = (rate: number | null) =>
    rate === null ? t.plain('compare.no_data') : percentText(rate, t);
  return {
    now: text(now.onTimeRate),
    before: text(before.onTimeRate),
    change: points === null ? '' : pointsText(points, t),
  };
}
