import { type LocalDate, partsOf } from '../core/time/local-date.ts';
import { isOpen, type OpenPlace, type PrintedTable } from './printed-table.ts';

/** Words with places the office must still fill in between them. */
export type RunningText = string | readonly (string | OpenPlace)[];

export interface ReportParagraph {
  kind: 'paragraph';
  text: RunningText;
  /** The agency that said so; printed in brackets behind the paragraph. */
  source?: string;
}

export interface ReportTable {
  kind: 'table';
  /** Printed above the table, centred. */
  caption?: string;
  table: PrintedTable;
}

export type ReportBlock = ReportParagraph | ReportTable;

/** A heading with what stands below it. Marks follow the depth: "I.", "1.", "a)". */
export interface ReportSection {
  /** Null where the document counts; '' prints none. */
  mark?: string | null;
  title: string;
  blocks: readonly ReportBlock[];
  sections: readonly ReportSection[];
}

export interface ReportAppendix {
  /** "Phụ lục V"; null for a table that is attached without a number. */
  label: string | null;
  title: string;
  /** Lines in brackets below the title; see `attachedLine`. */
  remarks: readonly string[];
  blocks: readonly ReportBlock[];
  /** Turned where a table has more than eight columns, unless it is said here. */
  orientation?: 'portrait' | 'landscape';
}

/** An official paper in the parts that Nghị định 30/2020/NĐ-CP, Phụ lục I names. */
export interface OfficialReport {
  issuer: {
    /** The body above, as printed; null where there is none. */
    parent: string | null;
    /** As printed at the head: "ỦY BAN NHÂN DÂN\nHUYỆN KHÁNH SƠN". */
    body: string;
    /** As in running text: "UBND huyện Khánh Sơn". */
    name: string;
  };
  /** `figure` is null until the office gives a number; `symbol` is what follows the stroke. */
  number: { figure: string | null; symbol: string };
  place: string;
  /** A day, or what is known of it before signing. */
  date: LocalDate | { year: number; month: number | null };
  /** "BÁO CÁO". */
  type: string;
  /** Trích yếu; line breaks are kept. */
  subject: string;
  opening: readonly ReportBlock[];
  sections: readonly ReportSection[];
  closing: readonly ReportBlock[];
  /** Nơi nhận, without dashes and semicolons. */
  recipients: readonly string[];
  /** "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH": authority and title, never a name. */
  signer: readonly string[];
  appendices: readonly ReportAppendix[];
}

const BLANK_NUMBER = '\u00A0'.repeat(8);

/** "Số:         /BC-UBND", with room for the number as long as there is none. */
export function numberLine({ number }: Pick<OfficialReport, 'number'>): string {
  return `Số: ${number.figure ?? BLANK_NUMBER}/${number.symbol}`;
}

/**
 * "ngày 05 tháng 02 năm 2019", or "ngày … tháng … năm 2019" while it is open. Days below 10 and the
 * months 1 and 2 carry a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4).
 */
export function dateWords(date: OfficialReport['date']): string {
  const { year, month, day } =
    typeof date === 'string' ? partsOf(date) : { ...date, day: null as number | null };
  return `ngày ${twoFigures(day, 9)} tháng ${twoFigures(month, 2)} năm ${year}`;
}

function twoFigures(value: number | null, padUpTo: number): string {
  if (value === null) return '…';
  return value <= padUpTo ? `0${value}` : String(value);
}

/** "(Kèm theo Báo cáo số /BC-UBND ngày … của UBND huyện Khánh Sơn)" for the head of an appendix. */
export function attachedLine(
  report: Pick<OfficialReport, 'number' | 'date' | 'issuer' | 'type'>,
): string {
  const [first = '', ...rest] = report.type.toLowerCase();
  const type = first.toUpperCase() + rest.join('');
  const number = numberLine(report).replace('Số:', 'số');
  return `(Kèm theo ${type} ${number} ${dateWords(report.date)} của ${report.issuer.name})`;
}

/** "Nơi nhận" as printed: a dash before each, a semicolon behind, a full stop behind the last. */
export function recipientLines(recipients: readonly string[]): string[] {
  return recipients.map((recipient, index) => {
    const bare = recipient.replace(/^[-\s]+|[;.,\s]+$/g, '');
    return `- ${bare}${index === recipients.length - 1 ? '.' : ';'}`;
  });
}

/** The mark in front of a heading: depth 0 "I.", 1 "1.", 2 "a)", below that a dash. */
export function headingMark(depth: number, index: number): string {
  if (depth === 0) return `${roman(index + 1)}.`;
  if (depth === 1) return `${index + 1}.`;
  if (depth === 2) return `${letterOf(index)})`;
  return '-';
}

/** Vietnamese lists count a, b, c, d, đ, e, g, h…: no f, j, w, z. */
const LETTERS = [...'abcdđeghiklmnopqrstuvxy'];

function letterOf(index: number): string {
  const letter = LETTERS[index % LETTERS.length] ?? 'a';
  return letter.repeat(Math.floor(index / LETTERS.length) + 1);
}

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** Roman figures for 1 to 3999. */
export function roman(value: number): string {
  let left = value;
  let text = '';
  for (const [worth, figure] of ROMAN) {
    while (left >= worth) {
      text += figure;
      left -= worth;
    }
  }
  return text;
}

/** What is left open in a report, in the order of the paper, for a list to the office. */
export function openPlaces(report: OfficialReport): { under: string; open: string }[] {
  return [
    ...openIn('', report.opening),
    ...report.sections.flatMap(openInSection),
    ...openIn('', report.closing),
    ...openInAppendices(report.appendices),
  ];
}

export function openInAppendices(
  appendices: readonly ReportAppendix[],
): ReturnType<typeof openPlaces> {
  return appendices.flatMap(({ label, title, blocks }) => openIn(label ?? title, blocks));
}

function openInSection({ title, blocks, sections }: ReportSection): ReturnType<typeof openPlaces> {
  return [...openIn(title, blocks), ...sections.flatMap(openInSection)];
}

function openIn(under: string, blocks: readonly ReportBlock[]): ReturnType<typeof openPlaces> {
  return blocks.flatMap((block) => {
    const parts =
      block.kind === 'table'
        ? block.table.rows.flatMap((row) => row.cells).filter(isOpen)
        : [block.text].flat().filter((part): part is OpenPlace => typeof part !== 'string');
    return parts.map(({ open }) => ({ under, open }));
  });
}
