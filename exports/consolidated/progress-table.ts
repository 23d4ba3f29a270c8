import type { AreaProgress, Consolidated, TaskProgress } from '../../core/reports/consolidated.ts';
import type { PrintedRow, PrintedTable } from '../printed-table.ts';
import { type ReportAppendix, roman } from '../report-document.ts';
import { countTasks, TASK_STANDINGS, type TaskCounts } from './task-standing.ts';
import { noteWords, statusWords } from './task-words.ts';
import { dayWords, periodWords } from './words.ts';

type Values = Pick<Consolidated, 'progress' | 'now' | 'today' | 'period'>;

/** "Bảng tổng hợp tiến độ thực hiện nhiệm vụ": every task of the year's plans and how it stands. */
export function progressAppendix(values: Values, attached: string): ReportAppendix {
  const period = periodWords(values).toLocaleUpperCase('vi');
  return {
    label: null,
    title: `BẢNG TỔNG HỢP TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ CCHC ${period}`,
    remarks: [attached, `(Tính đến ngày ${dayWords(values.today)})`],
    blocks: [{ kind: 'table', table: progressTable(values) }],
    orientation: 'landscape',
  };
}

function progressTable(values: Values): PrintedTable {
  return {
    columns: [
      { heading: 'TT', width: 10, align: 'center' },
      { heading: 'Nhiệm vụ', width: 52 },
      { heading: 'Sản phẩm', width: 35 },
      { heading: 'Cơ quan chủ trì', width: 28 },
      { heading: 'Cơ quan phối hợp', width: 29 },
      { heading: 'Thời hạn', width: 22, align: 'center' },
      { heading: 'Tiến độ', width: 32, align: 'center' },
      { heading: 'Ghi chú', width: 47 },
    ],
    rows: values.progress.flatMap((area, index): PrintedRow[] => [
      { kind: 'group', cells: [roman(index + 1), area.title.toLocaleUpperCase('vi')] },
      ...area.tasks.flatMap((task) => taskRows(task, values)),
    ]),
    notes: [
      countsSentence(countTasks(values.progress, values.now)),
      'Nhiệm vụ có nhiều sản phẩm hoặc giao nhiều đơn vị chỉ tính là hoàn thành khi mọi sản phẩm, mọi đơn vị đã hoàn thành.',
    ],
  };
}

/** Columns that say the same of all products of a task. */
const SHARED = [0, 1, 3, 4];

/** A row for each product; what is the same for all is one cell. */
function taskRows(task: TaskProgress, at: Values): PrintedRow[] {
  const { number, title, lines } = task;
  const [lead, coordinating] = [listed(task.lead), listed(task.coordinating)];
  const shared = [printedNumber(number), title] as const;
  if (lines.length === 0) {
    return [
      { cells: [...shared, null, lead, coordinating, null, { open: 'đơn vị thực hiện' }, null] },
    ];
  }
  return lines.map(({ product, deadline, items }, index) => {
    const [first, name] = index === 0 ? shared : [null, null];
    const who = index === 0 ? [lead, coordinating] : [null, null];
    return {
      cells: [first, name, product, ...who, deadline, statusWords(items, at), noteWords(items, at)],
      ...(index === 0 ? {} : { joins: SHARED }),
    };
  });
}

/** "1+" marks what a plan prints below its task 1 without a number. */
function printedNumber(number: string): string {
  return number.endsWith('+') ? '' : number;
}

/** Lists of agencies may have been stored with the bars of the imported table. */
function listed(words: string): string {
  return words
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)
    .join('; ');
}

/** "Tổng cộng 25 nhiệm vụ: đã hoàn thành 23; …". */
export function countsSentence(counts: TaskCounts): string {
  const parts = TASK_STANDINGS.flatMap((standing) =>
    counts[standing] === 0 ? [] : [`${COUNT_WORDS[standing]} ${counts[standing]}`],
  );
  const unassigned =
    counts.unassigned > 0
      ? ` (trong đó ${counts.unassigned} nhiệm vụ chưa xác định được đơn vị thực hiện)`
      : '';
  return `Tổng cộng ${counts.total} nhiệm vụ: ${parts.join('; ') || 'chưa có nhiệm vụ nào'}${unassigned}.`;
}

const COUNT_WORDS: Record<(typeof TASK_STANDINGS)[number], string> = {
  done: 'đã hoàn thành',
  in_progress: 'đang thực hiện',
  blocked: 'đang vướng mắc',
  late: 'quá hạn chưa hoàn thành',
  not_started: 'chưa triển khai',
  not_applicable: 'không phát sinh',
};

/** How many tasks of each area stand how: the same counts as the rows of the large table. */
export function areaCountsTable(progress: readonly AreaProgress[], now: Date): PrintedTable {
  const figures = (counts: TaskCounts) => [
    counts.total,
    ...TASK_STANDINGS.map((standing) => counts[standing] || '-'),
  ];
  const count = (heading: string) => ({ heading, width: 16, align: 'center' as const });
  return {
    columns: [
      { heading: 'TT', width: 9, align: 'center' },
      { heading: 'Lĩnh vực', width: 50 },
      ...[
        'Tổng số',
        'Đã hoàn thành',
        'Đang thực hiện',
        'Vướng mắc',
        'Quá hạn',
        'Chưa triển khai',
        'Không phát sinh',
      ].map(count),
    ],
    rows: [
      ...progress.map((area, index) => ({
        cells: [String(index + 1), area.title, ...figures(countTasks([area], now))],
      })),
      { kind: 'total', cells: [null, 'Tổng cộng', ...figures(countTasks(progress, now))] },
    ],
  };
}
