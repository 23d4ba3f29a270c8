import type { Consolidated } from '../../core/reports/consolidated.ts';
import { GENERAL } from '../../core/reports/narrative.ts';
import type { ReportBlock, ReportSection } from '../report-document.ts';
import { countsDossiers, dossierSection } from './dossier-figures.ts';
import { areaCountsTable, countsSentence } from './progress-table.ts';
import { reportingSection } from './reporting-section.ts';
import { countTasks } from './task-standing.ts';
import { partSection, titledAreas, toldBlocks } from './told-blocks.ts';
import { dayWords, documentKind, nextPeriodWords, periodWords } from './words.ts';

/**
 * The outline of annual and periodic CCHC reports (UBND huyện Khánh Sơn, 2019): steering; results
 * by area, with an appraisal and proposals; the next tasks.
 */
export function outline(values: Consolidated): ReportSection[] {
  const next = nextPeriodWords(values);
  const when = next ?? 'kỳ tiếp theo';
  return [
    {
      title: 'CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      blocks: [],
      sections: steering(values),
    },
    {
      title: 'KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      blocks: [],
      sections: results(values),
    },
    partSection(
      values,
      `PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM CCHC ${when.toLocaleUpperCase('vi')}`,
      'next',
      `nhiệm vụ trọng tâm ${when}`,
    ),
  ];
}

function steering(values: Consolidated): ReportSection[] {
  const open = (title: string, wanted: string): ReportSection => {
    return { title, blocks: [{ kind: 'paragraph', text: [{ open: wanted }] }], sections: [] };
  };
  return [
    { title: 'Về kế hoạch cải cách hành chính', blocks: planBlocks(values), sections: [] },
    {
      title: 'Về tổ chức chỉ đạo, điều hành cải cách hành chính',
      blocks: toldBlocks(
        values,
        'steering',
        'results',
        'văn bản chỉ đạo, điều hành đã ban hành trong kỳ',
      ),
      sections: [],
    },
    open(
      'Về kiểm tra công tác cải cách hành chính',
      'kế hoạch, số đơn vị được kiểm tra, kết quả kiểm tra',
    ),
    open('Về công tác tuyên truyền cải cách hành chính', 'hình thức, kết quả tuyên truyền'),
    reportingSection(values),
  ];
}

function planBlocks({ plans, progress, now, today }: Consolidated): ReportBlock[] {
  const named = plans.map(
    ({ number, title, issuedOn }) =>
      `${documentKind(number, 'Kế hoạch')} số ${number}${issuedOn ? ` ngày ${dayWords(issuedOn)}` : ''}${title ? ` (${title})` : ''}`,
  );
  const counts = countTasks(progress, now);
  const paragraph = (text: (string | { open: string })[]): ReportBlock => {
    return { kind: 'paragraph', text };
  };
  return [
    plans.length === 0
      ? paragraph([{ open: 'số, ngày, tên kế hoạch CCHC của năm' }])
      : paragraph([
          `Công tác cải cách hành chính được triển khai theo ${named.join('; ')}. `,
          { open: 'căn cứ, đánh giá chung việc triển khai kế hoạch' },
        ]),
    ...(counts.total === 0
      ? []
      : [
          paragraph([
            `Tính đến ngày ${dayWords(today)}, tiến độ thực hiện nhiệm vụ như sau: ${countsSentence(counts)} Chi tiết tại Bảng tổng hợp tiến độ kèm theo.`,
          ]),
          { kind: 'table' as const, table: areaCountsTable(progress, now) },
        ]),
  ];
}

function results(values: Consolidated): ReportSection[] {
  const areas = titledAreas(values).filter(({ key }) => key !== 'steering');
  const dossiers = values.forms.filter(countsDossiers);
  const home =
    areas.find(({ key }) => key === 'one_stop') ?? areas.find(({ key }) => key === 'procedures');
  const figures = dossiers.map((form) => dossierSection(form, values));
  const sections = areas.map(
    ({ key, title }): ReportSection => ({
      title,
      blocks: toldBlocks(
        values,
        key,
        'results',
        'kết quả trong kỳ; chưa có đơn vị nào báo cáo nội dung này',
      ),
      sections: key === home?.key ? figures : [],
    }),
  );
  const apart: ReportSection[] =
    home || figures.length === 0
      ? []
      : [{ title: 'Kết quả giải quyết thủ tục hành chính', blocks: [], sections: figures }];
  return [
    ...sections,
    ...apart,
    {
      title: 'Nhận xét, đánh giá chung',
      blocks: [],
      sections: [
        {
          title: 'Những kết quả đạt được',
          blocks: [
            {
              kind: 'paragraph',
              text: [{ open: `đánh giá chung kết quả ${periodWords(values)}` }],
            },
            ...toldBlocks(values, GENERAL, 'results'),
          ],
          sections: [],
        },
        partSection(
          values,
          'Những tồn tại, hạn chế, khó khăn, vướng mắc',
          'difficulties',
          'tồn tại, hạn chế; chưa có đơn vị nào nêu',
        ),
        partSection(values, 'Nguyên nhân', 'causes', 'nguyên nhân; chưa có đơn vị nào nêu'),
        {
          title: 'Giải pháp',
          blocks: [{ kind: 'paragraph', text: [{ open: 'giải pháp khắc phục' }] }],
          sections: [],
        },
      ],
    },
    partSection(
      values,
      'Kiến nghị, đề xuất',
      'proposals',
      'kiến nghị, đề xuất; chưa có đơn vị nào nêu',
    ),
  ];
}
