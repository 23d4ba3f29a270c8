import type { Consolidated, ReportStanding } from '../../core/reports/consolidated.ts';
import type { PrintedRow } from '../printed-table.ts';
import { type ReportAppendix, roman } from '../report-document.ts';
import { dayWords, periodWords } from './words.ts';

/** Reports that are named in a sentence; lists of a province belong on a page of their own. */
export const NAMED = 60;

const TITLE = 'DANH SÁCH CƠ QUAN, ĐƠN VỊ GỬI TRỄ HẠN, CHƯA GỬI BÁO CÁO';

/** Whether the report's sentences leave out names that `lateList` has. */
export function hasLateList({ reporting }: Pick<Consolidated, 'reporting'>): boolean {
  return Math.max(reporting.late.length, reporting.missing.length) > NAMED;
}

/** Every agency that was late or is missing; none where the report's sentences name them all. */
export function lateList(values: Consolidated, attached: string): ReportAppendix[] {
  if (!hasLateList(values)) return [];
  const { late, missing } = values.reporting;
  const groups: [string, readonly ReportStanding[]][] = [
    ['GỬI TRỄ HẠN', late],
    ['ĐÃ GỬI NHƯNG BỊ TRẢ LẠI, CHƯA GỬI LẠI', missing.filter(({ returned }) => returned)],
    ['CHƯA GỬI', missing.filter(({ returned }) => !returned)],
  ];
  const filled = groups.filter(([, reports]) => reports.length > 0);
  const rows = filled.flatMap(([title, reports], index): PrintedRow[] => [
    { kind: 'group', cells: [roman(index + 1), `${title} (${reports.length} báo cáo)`] },
    ...reports.map(({ agency, duty, sentOn }, nth) => ({
      cells: [
        String(nth + 1),
        agency,
        duty === 'field' ? 'Báo cáo lĩnh vực chủ trì' : 'Báo cáo của đơn vị',
        sentOn ? dayWords(sentOn) : null,
      ],
    })),
  ]);
  const columns = [
    { heading: 'TT', width: 12, align: 'center' as const },
    { heading: 'Cơ quan, đơn vị', width: 80 },
    { heading: 'Báo cáo', width: 45 },
    { heading: 'Ngày gửi', width: 28, align: 'center' as const },
  ];
  return [
    {
      label: null,
      title: `${TITLE} ${periodWords(values).toLocaleUpperCase('vi')}`,
      remarks: [attached, `(Tính đến ngày ${dayWords(values.today)})`],
      blocks: [{ kind: 'table', table: { columns, rows } }],
    },
  ];
}
