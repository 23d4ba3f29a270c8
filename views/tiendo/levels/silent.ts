import { groupBy } from '../../../core/collections/group-by.ts';
import { isSettled } from '../../../core/obligations/obligation.ts';
import { calendarPeriod } from '../../../core/periods/calendar-period.ts';
import { type AgencyTally, byAttention, tallyOf } from '../../../core/summary/summarise.ts';
import { dateOf, type LocalDate, partsOf } from '../../../core/time/local-date.ts';
import { localDateAt } from '../../../core/time/zone.ts';
import { shortDate } from '../../dates.ts';
import { type Board, boardIds, hidesLate, type Level, plain, scopeText } from '../board.ts';
import { tallyLine } from '../lines.ts';

/**
 * Agencies that still owe something and have said nothing since a day: the first of the period
 * asked about, otherwise of this month. Those needing attention come first.
 */
export const silent: Level = {
  name: 'silent',
  title: (board) => {
    const { source, at, t } = board;
    const date = shortDate(since(board), at.today);
    const scope = scopeText({ ...source, period: null }, t);
    return t('tiendo.silent.title', { date, scope, count: silentOnes(board).length });
  },
  lines: (board) => {
    const { source, at, t, more } = board;
    const { scope, area, group, agencyNames } = source;
    const found = silentOnes(board);
    if (hidesLate(board)) return [];
    return found.map((agency) => {
      const heard = more?.heard?.get(agency.agencyId);
      const last = heard
        ? t.plain('tiendo.silent.last', {
            date: shortDate(localDateAt(heard, at.timeZone), at.today),
          })
        : t.plain('tiendo.never_said');
      const name =
        agencyNames.get(agency.agencyId) ?? more?.agencyNames?.get(agency.agencyId) ?? '';
      const text = t('tiendo.silent.line', { tally: tallyLine(name, agency, t), last });
      if (agency.agencyId === scope.id) return plain(text);
      const opened = { scope: { ...scope, id: agency.agencyId }, period: null, area, group };
      return { text, opens: boardIds(opened)('main', 0) };
    });
  },
  foot: (board) =>
    hidesLate(board) && silentOnes(board).length > 0
      ? board.t('tiendo.silent.unnamed')
      : ('' as ReturnType<Board['t']>),
};

function since({ source, at }: Board): LocalDate {
  const period = source.period && calendarPeriod(source.period.code);
  const { year, month } = partsOf(at.today);
  return period && period.from <= at.today ? period.from : (dateOf(year, month, 1) ?? at.today);
}

function silentOnes(board: Board): AgencyTally[] {
  const { source, at, more } = board;
  const from = since(board);
  const owing = groupBy(source.everything, ({ agencyId }) => agencyId);
  return [...owing]
    .filter(([, items]) => items.some(({ state }) => !isSettled(state)))
    .filter(([id]) => {
      const heard = more?.heard?.get(id);
      return heard === undefined || localDateAt(heard, at.timeZone) < from;
    })
    .map(([agencyId, items]) => ({ agencyId, ...tallyOf(items, at.now) }))
    .sort(byAttention);
}
