import { daysLeft } from '../../core/reminders/ladder.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { type BoardHeadings, type BoardRow, boardExcel } from '../../exports/board-table.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { clockTime, fullDate, longDate } from '../dates.ts';
import { type Now, obligationName, stateText } from '../obligation.ts';
import { scopeText } from '../tiendo/board.ts';
import { filtersInWords } from './filters.ts';

const KEYS = [
  'agency',
  'work',
  'area',
  'due',
  'standing',
  'daysLate',
  'state',
  'reason',
  'lastUpdate',
] as const;

const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Everything that was looked for in the table, not only the page in sight. */
export async function dashboardExcel(board: Dashboard, at: Now, t: Translate) {
  const name = `${t.plain('board.excel_file')}-${at.today}.xlsx`;
  return { name, mime: MIME, bytes: await excelOf(board, at, t) };
}

function excelOf(board: Dashboard, at: Now, t: Translate): Promise<Uint8Array> {
  const headings = Object.fromEntries(
    KEYS.map((key) => [key, t.plain(`board.excel_column.${key}`)]),
  ) as unknown as BoardHeadings;
  const rows = board.rows.map(
    ({ item, stands }): BoardRow => ({
      agency: item.agencyShortName,
      work: obligationName(item, t, 500),
      area: item.area,
      due: item.dueOn ? fullDate(item.dueOn) : item.deadlineWords,
      standing: t.plain(`board.stands.${stands}`),
      daysLate: stands === 'late' && item.dueOn ? -daysLeft(item.dueOn, at.today) : null,
      state: stateText(item, t),
      reason: item.reason ?? '',
      lastUpdate: item.lastUpdateAt ? fullDate(localDateAt(item.lastUpdateAt, at.timeZone)) : '',
    }),
  );
  const moment = `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}`;
  const remarks = [
    t.plain('board.at', { at: moment }),
    t.plain('board.filter.chosen', {
      what: filtersInWords(board, t).join('; ') || t.plain('board.filter.nothing'),
    }),
    ...(board.unnamed > 0 ? [t.plain('board.table.unnamed', { count: board.unnamed })] : []),
  ];
  return boardExcel({ title: scopeText(board.source, t), remarks }, headings, rows);
}
