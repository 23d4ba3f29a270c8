import { join, type Markup } from '../../../core/messages/markup.ts';
import { OUTCOMES } from '../../../core/summary/targets.ts';
import { outcomeMark, targetLine } from '../../targets.ts';
import type { Level } from '../board.ts';

/** The plan's targets beside what was reached; each opens its card. */
export const targets: Level = {
  name: 'targets',
  title: ({ t, source, more }) => {
    const page = more?.targets;
    if (!page) return t('targets.title_none', { scope: source.scope.name });
    const counts = OUTCOMES.flatMap((outcome) => {
      const count = page.items.filter((item) => item.outcome === outcome).length;
      return count === 0
        ? []
        : [`${outcomeMark(outcome)} ${t.plain(`targets.counted.${outcome}`, { count })}`];
    });
    const isOwn = page.issuer.id === page.agencyId;
    return join([
      t('targets.title', { year: page.year, issuer: page.issuer.name }),
      isOwn ? '' : t('targets.of_agency', { scope: source.scope.name }),
      counts.join(' · ') as Markup,
    ]);
  },
  lines: ({ t, more }) =>
    (more?.targets?.items ?? []).map((item) => ({
      text: targetLine(item, t),
      opens: `ct:t:${item.target.id}:${more?.targets?.agencyId ?? 0}`,
    })),
  none: (t) => t('targets.none'),
};
