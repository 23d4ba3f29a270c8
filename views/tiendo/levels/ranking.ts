import { join, type Markup } from '../../../core/messages/markup.ts';
import type { RankedAgency, RankingRule } from '../../../core/summary/ranking.ts';
import type { Translate } from '../../../locales/index.ts';
import type { RankingPage } from '../../../office/ranking.ts';
import { percentText } from '../../percent.ts';
import { numberText, pointsText } from '../../points.ts';
import { type Board, boardIds, hidesLate, type Level, scopeText } from '../board.ts';

const MEDALS = ['🥇', '🥈', '🥉'];

/** Agencies by the rule the office has set, which is said below; the best are praised by name. */
export const ranking: Level = {
  name: 'ranking',
  title: (board) => {
    const { source, t, more } = board;
    return join([
      t('ranking.title', { scope: scopeText(source, t) }),
      more?.ranking ? praise(more.ranking, board) : '',
    ]);
  },
  lines: (board) => {
    const { source, t, more } = board;
    const { period, scope } = source;
    return (more?.ranking ? namedIn(more.ranking, board) : []).map((one) => ({
      text: t('ranking.line', {
        mark: MEDALS[one.rank - 1] ?? t.plain('ranking.rank', { rank: one.rank }),
        agency: source.agencyNames.get(one.agencyId) ?? '',
        value: rankedValue(one.value, more?.ranking?.rule, t),
        count: one.of,
      }),
      opens:
        one.agencyId === scope.id
          ? null
          : boardIds({ scope: { ...scope, id: one.agencyId }, period })('main', 0),
    }));
  },
  none: (t) => t('ranking.none'),
  foot: (board) => {
    const { t, more } = board;
    if (!more?.ranking) return '' as Markup;
    const { ranked, unranked, rule } = more.ranking;
    const unnamed = ranked.length - namedIn(more.ranking, board).length;
    return join([
      unnamed > 0 ? t('ranking.unnamed', { count: unnamed }) : '',
      unranked.length > 0 ? t('ranking.unranked', { count: unranked.length }) : '',
      ruleText(rule, t),
    ]);
  },
};

/** Where late ones are not to be named only those without anything late are listed. */
export function namedIn({ ranked }: RankingPage, board: Board): RankedAgency[] {
  return hidesLate(board) ? ranked.filter(({ late }) => late === 0) : ranked;
}

/** The fastest and the most improved by name; '' where there are none. */
export function praise({ fastest, improved }: RankingPage, { source, t }: Board): Markup {
  const nameOf = (id: number) => source.agencyNames.get(id) ?? '';
  return join([
    fastest.length > 0
      ? t('ranking.fastest', {
          names: fastest
            .map(({ agencyId, days }) =>
              t.plain('ranking.ahead', { agency: nameOf(agencyId), days: numberText(days, t, 1) }),
            )
            .join('; '),
        })
      : '',
    improved.length > 0
      ? t('ranking.improved', {
          names: improved
            .map(({ agencyId, points }) => `${nameOf(agencyId)} (${pointsText(points, t)})`)
            .join('; '),
        })
      : '',
  ]);
}

/** "92,5%", or "8,5 điểm" where points are what counts. */
export function rankedValue(value: number, rule: RankingRule | undefined, t: Translate): string {
  if (rule?.measure === 'points')
    return t.plain('ranking.points', { points: numberText(value, t) });
  return percentText(value, t);
}

/** The rule in words: what is measured, from how many on, and what equal figures mean. */
export function ruleText({ measure, minimum }: RankingRule, t: Translate): Markup {
  return t('ranking.rule', { measure: t.plain(`ranking.by.${measure}`), minimum });
}
