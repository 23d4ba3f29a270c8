import { Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { dateWords, numberLine, type OfficialReport, recipientLines } from './report-document.ts';
import { points, STYLE, textWidth, twips } from './word-style.ts';
import { headLine, roughLength, rule, runs } from './word-text.ts';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** Length of the motto in Times New Roman bold 13 pt (mm): the rule below it is as long. */
const MOTTO_LENGTH = 57;
const LEFT = 64;
const NONE = { style: 'none', size: 0, color: 'auto' } as const;
const BORDERLESS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

/** The head of the paper (Phụ lục I, II.1 to II.4): issuer and number left, nation and date right. */
export function letterhead(report: OfficialReport): Table {
  const right = textWidth(false) - LEFT;
  const { parent, body } = report.issuer;
  const issuer = [
    ...(parent ? [headLine(parent, { size: 12 })] : []),
    headLine(body, { size: 12, bold: true }),
    rule(roughLength(body, 12) * 0.45, twips(LEFT)),
  ];
  const nation = [
    headLine(NATION, { size: 12, bold: true }),
    headLine(MOTTO, { size: 13, bold: true }),
    rule(twips(MOTTO_LENGTH), twips(right)),
  ];
  const date = `${report.place}, ${dateWords(report.date)}`;
  return columns(LEFT, right, [
    [issuer, nation],
    [[headLine(numberLine(report), { size: 13 })], [headLine(date, { size: 13, italics: true })]],
  ]);
}

/** Type and subject, centred and bold, with a rule of a third to a half of the subject's length. */
export function titleLines(report: OfficialReport): Paragraph[] {
  const longest = Math.min(roughLength(report.subject, 14), twips(textWidth(false)));
  return [
    new Paragraph({ style: STYLE.head, spacing: { before: 0, after: 120 }, children: [] }),
    headLine(report.type, { size: 14, bold: true }),
    headLine(report.subject, { size: 14, bold: true }),
    rule(longest * 0.4, twips(textWidth(false)), 240),
  ];
}

/** "Nơi nhận" left, authority and title of the signer right, with room for seal and name. */
export function signature(report: OfficialReport): Table {
  const left = textWidth(false) * 0.5;
  const plain = { style: STYLE.head, alignment: 'left' } as const;
  const recipients = [
    new Paragraph({
      ...plain,
      children: runs('Nơi nhận:', { bold: true, italics: true, size: points(12) }),
    }),
    ...recipientLines(report.recipients).map(
      (line) => new Paragraph({ ...plain, children: runs(line, { size: points(11) }) }),
    ),
  ];
  const signer = [
    ...report.signer.map((line) => headLine(line, { size: 14, bold: true })),
    new Paragraph({ style: STYLE.head, spacing: { before: 0, after: 1600 }, children: [] }),
  ];
  return columns(left, textWidth(false) - left, [
    [report.recipients.length > 0 ? recipients : [new Paragraph({ ...plain })], signer],
  ]);
}

/** A table without borders: `left` and `right` are widths in mm. */
function columns(left: number, right: number, rows: readonly (readonly Paragraph[][])[]): Table {
  const widths = [twips(left), twips(right)];
  return new Table({
    width: { size: twips(left + right), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERLESS,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                children,
                borders: BORDERLESS,
                margins: { left: 0, right: 0, top: 40, bottom: 40 },
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
              }),
          ),
        }),
    ),
  });
}
