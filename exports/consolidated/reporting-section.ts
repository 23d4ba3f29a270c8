import type { AgencyLevel } from '../../core/organisation/agency.ts';
import type { Consolidated, ReportStanding } from '../../core/reports/consolidated.ts';
import type { ReportingRate } from '../../core/reports/rates.ts';
import type { PrintedTable } from '../printed-table.ts';
import type { ReportBlock, ReportSection } from '../report-document.ts';
import { hasLateList, NAMED } from './late-list.ts';
import { dayWords, share } from './words.ts';

const LEVEL_WORDS: Record<AgencyLevel, string> = {
  central: 'Cơ quan trung ương',
  province: 'Cấp tỉnh',
  district: 'Cấp huyện',
  commune: 'Cấp xã',
};

/** Who reported in time, late and not at all: by number, and by name. */
export function reportingSection({ reporting, period }: Consolidated): ReportSection {
  const { all, onTime, late, missing } = reporting;
  const returned = missing.filter((one) => one.returned);
  const unsent = missing.filter((one) => !one.returned);
  const line = (words: string, reports: readonly ReportStanding[], dated: boolean) =>
    reports.length === 0
      ? []
      : [`- ${words} (${reports.length} báo cáo): ${namesOf(reports, dated)}.`];
  const lines = [
    `Theo quy định có ${all.expected} báo cáo phải gửi, hạn ngày ${dayWords(period.dueOn)}; đã nhận ${all.received} báo cáo${rate(all.received, all)}, trong đó đúng hạn ${all.onTime} báo cáo${rate(all.onTime, all)}. Cụ thể:`,
    ...line('Gửi đúng hạn', onTime, false),
    ...line('Gửi trễ hạn', late, true),
    ...line('Đã gửi nhưng bị trả lại, chưa gửi lại', returned, false),
    ...line('Chưa gửi', unsent, false),
  ];
  const attached = hasLateList({ reporting })
    ? ['(Danh sách cơ quan, đơn vị gửi trễ hạn, chưa gửi báo cáo kèm theo)']
    : [];
  const table: ReportBlock[] =
    reporting.levels.length > 1 ? [{ kind: 'table', table: levelsTable(reporting) }] : [];
  return {
    title: 'Về thực hiện chế độ báo cáo định kỳ',
    blocks: [
      ...[...lines, ...attached].map((text): ReportBlock => ({ kind: 'paragraph', text })),
      ...table,
    ],
    sections: [],
  };
}

/** All names, or of a long list how many there are; see `lateList`. */
function namesOf(reports: readonly ReportStanding[], dated: boolean): string {
  const shown = reports.slice(0, NAMED).map((one) => named(one, dated));
  const more = reports.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? ` và ${more} báo cáo khác` : ''}`;
}

function rate(count: number, { expected }: ReportingRate): string {
  return expected === 0 ? '' : ` (${share(count, expected)})`;
}

function named({ agency, duty, sentOn }: ReportStanding, dated: boolean): string {
  const what = [
    ...(duty === 'field' ? ['báo cáo lĩnh vực chủ trì'] : []),
    ...(dated && sentOn ? [`ngày ${dayWords(sentOn)}`] : []),
  ];
  return what.length > 0 ? `${agency} (${what.join(', ')})` : agency;
}

function levelsTable({ all, levels }: Consolidated['reporting']): PrintedTable {
  const figures = ({ expected, received, onTime, completeness, timeliness }: ReportingRate) => {
    const percent = (value: number | null) => (value === null ? null : share(value, 1));
    return [expected, received, percent(completeness), onTime, percent(timeliness)];
  };
  const pair = (heading: string) => ({
    heading,
    columns: [
      { heading: 'Số lượng', width: 20, align: 'center' as const },
      { heading: 'Tỷ lệ', width: 20, align: 'center' as const },
    ],
  });
  return {
    columns: [
      { heading: 'Cấp', width: 45 },
      { heading: 'Số báo cáo phải gửi', width: 25, align: 'center' },
      pair('Đã nhận'),
      pair('Đúng hạn'),
    ],
    rows: [
      ...levels.map(({ level, rate: its }) => ({ cells: [LEVEL_WORDS[level], ...figures(its)] })),
      { kind: 'total', cells: ['Tổng cộng', ...figures(all)] },
    ],
  };
}
