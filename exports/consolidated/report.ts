import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import type { Consolidated } from '../../core/reports/consolidated.ts';
import { partsOf } from '../../core/time/local-date.ts';
import { attachedLine, type OfficialReport, type ReportAppendix } from '../report-document.ts';
import { figureAppendices } from './figure-table.ts';
import { lateList } from './late-list.ts';
import { outline } from './outline.ts';
import { progressAppendix } from './progress-table.ts';
import {
  dayWords,
  documentKind,
  nextPeriodWords,
  periodWords,
  placeOf,
  printedBody,
  territory,
} from './words.ts';

/** The consolidated report of a period, with the table of progress and all forms attached. */
export function consolidatedReport(values: Consolidated): OfficialReport {
  const letter = letterOf(values);
  const period = periodWords(values);
  const next = nextPeriodWords(values);
  const { name } = letter.issuer;
  const { dataFrom, dataTo } = values.period;
  const where = territory(values.body);
  return {
    ...letter,
    subject: [
      `Công tác cải cách hành chính ${period}`,
      ...(next ? [`và phương hướng, nhiệm vụ công tác CCHC ${next}`] : []),
    ].join('\n'),
    opening: [
      {
        kind: 'paragraph',
        text: [
          ...basis(values),
          `, ${name} báo cáo tình hình, kết quả thực hiện công tác cải cách hành chính ${period} (số liệu từ ngày ${dayWords(dataFrom)} đến ngày ${dayWords(dataTo)}) như sau:`,
        ],
      },
    ],
    sections: outline(values),
    closing: [
      {
        kind: 'paragraph',
        text: `Trên đây là báo cáo công tác cải cách hành chính ${period}${next ? ` và phương hướng, nhiệm vụ công tác cải cách hành chính ${next}` : ''} ${where ? `trên địa bàn ${where}` : `của ${name}`}./.`,
      },
    ],
    appendices: allAppendices(values),
  };
}

/** On what the report rests: the document that asks for it, and what the office knows besides. */
function basis({ askedBy, plans, period }: Consolidated): (string | { open: string })[] {
  const regular = calendarPeriod(period.code) !== null;
  const words = regular
    ? 'Thực hiện chế độ báo cáo định kỳ về cải cách hành chính theo '
    : 'Thực hiện yêu cầu báo cáo tại ';
  const above = 'văn bản của cấp trên quy định chế độ báo cáo: số, ngày, tên văn bản';
  if (askedBy === '') return [words, { open: above }];
  const plan = plans.find(({ number }) => number === askedBy);
  const day = plan?.issuedOn ? ` ngày ${dayWords(plan.issuedOn)}` : '';
  const document = `${documentKind(askedBy, plan ? 'Kế hoạch' : 'Văn bản')} số ${askedBy}${day}`;
  return regular ? [`${words}${document} và `, { open: above }] : [`${words}${document}`];
}

export function attachedForms(values: Consolidated): ReportAppendix[] {
  return figureAppendices(values, attachedLine(letterOf(values)));
}

export function attachedProgress(values: Consolidated): ReportAppendix[] {
  return [progressAppendix(values, attachedLine(letterOf(values)))];
}

function allAppendices(values: Consolidated): ReportAppendix[] {
  const attached = attachedLine(letterOf(values));
  return [...attachedProgress(values), ...attachedForms(values), ...lateList(values, attached)];
}

type Letter = Pick<
  OfficialReport,
  'issuer' | 'number' | 'place' | 'date' | 'type' | 'recipients' | 'signer'
>;

/** Head and foot of the paper; what only the signing office knows stays open. */
function letterOf({ body, today }: Consolidated): Letter {
  const committee = territory(body) !== null;
  const { name, parentName, level } = body;
  const above = parentName ?? (level === 'province' ? 'Bộ Nội vụ' : 'Sở Nội vụ');
  return {
    issuer: {
      parent: committee || parentName === null ? null : printedBody(parentName),
      body: printedBody(name),
      name,
    },
    number: { figure: null, symbol: committee ? 'BC-UBND' : 'BC-…' },
    place: placeOf(body) || '…',
    date: { year: partsOf(today).year, month: null },
    type: 'BÁO CÁO',
    recipients: [`${above} (để báo cáo)`, 'Lưu: VT'],
    signer: committee ? ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'] : ['THỦ TRƯỞNG CƠ QUAN'],
  };
}
