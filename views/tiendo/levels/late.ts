import { groupBy } from '../../../core/collections/group-by.ts';
import { join } from '../../../core/messages/markup.ts';
import { type Board, hidesLate, type Level, type Line, plain } from '../board.ts';
import { lateLine, silenceLine } from '../lines.ts';

/**
 * Late work, the longest late first: how long, why, and since when nothing was heard; only counts
 * where agencies are not to be named.
 */
export const late: Level = {
  name: 'late',
  lines: (board) => {
    if (hidesLate(board)) return countLines(board);
    const { source, at, t, withCards } = board;
    return source.summary.late.map((item) => ({
      get text() {
        return join([lateLine(item, source, at, t, 80), silenceLine(item, source, at, t)]);
      },
      opens: withCards ? `ob:${item.id}` : null,
    }));
  },
};

/** Late work by area, without the names of agencies. */
export function countLines({ source, t }: Board): Line[] {
  const areas = groupBy(source.summary.late, ({ area }) => area);
  return [...areas].map(([area, items]) =>
    plain(
      t('ranking.late_in_area', {
        area: area === '' ? t.plain('ranking.other_work') : area,
        count: items.length,
        agencies: new Set(items.map(({ agencyId }) => agencyId)).size,
      }),
    ),
  );
}
