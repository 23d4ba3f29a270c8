import {
  AlignmentType,
  Document,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import { cleanLine } from './clean-text.ts';
import { leavesOf } from './printed-table.ts';
import type { OfficialReport, ReportAppendix } from './report-document.ts';
import { blockParts, sectionParts } from './word-body.ts';
import { letterhead, signature, titleLines } from './word-head.ts';
import { PAGE, points, STYLE, styles, textWidth, twips } from './word-style.ts';
import { headLine, rule, runs } from './word-text.ts';

/** A table with more columns than this does not fit an upright page. */
const UPRIGHT_COLUMNS = 8;

/**
 * An official report as a Word file (.docx) in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I:
 * A4, Times New Roman, head, type and subject, body, "Nơi nhận" and signer; then each appendix from
 * a new page with its own page numbers. Any text is taken; throws RangeError for numbers that are
 * not finite.
 */
export async function writeReportWord(report: OfficialReport): Promise<Uint8Array> {
  const document = new Document({
    title: cleanLine(`${report.type} ${report.subject}`),
    creator: cleanLine(report.issuer.name),
    styles,
    sections: [mainPart(report), ...report.appendices.map(appendixPart)],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function mainPart(report: OfficialReport): ISectionOptions {
  return {
    ...page(false),
    children: [
      letterhead(report),
      ...titleLines(report),
      ...blockParts(report.opening, false),
      ...sectionParts(report.sections),
      // A signature alone on the last page could be put under any text.
      ...blockParts(report.closing, false, true),
      new Paragraph({ style: STYLE.head, keepNext: true, children: [] }),
      signature(report),
    ],
  };
}

function appendixPart(appendix: ReportAppendix): ISectionOptions {
  const landscape = isLandscape(appendix);
  const { label, title, remarks, blocks } = appendix;
  return {
    ...page(landscape),
    children: [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        alignment: AlignmentType.CENTER,
        indent: { firstLine: 0 },
        spacing: { before: 0, after: 0 },
        children: runs(label ? `${label}\n${title}` : title),
      }),
      ...remarks.map((remark) => headLine(remark, { size: 13, italics: true })),
      rule(twips(50), twips(textWidth(landscape)), 160),
      ...blockParts(blocks, landscape),
    ],
  };
}

function isLandscape({ orientation, blocks }: ReportAppendix): boolean {
  if (orientation) return orientation === 'landscape';
  return blocks.some(
    (block) => block.kind === 'table' && leavesOf(block.table.columns).length > UPRIGHT_COLUMNS,
  );
}

/** Page numbers stand in the middle of the top margin, from the second page of each part on. */
function page(landscape: boolean): Pick<ISectionOptions, 'properties' | 'headers'> {
  const number = new Paragraph({
    style: STYLE.head,
    children: [new TextRun({ size: points(13), children: [PageNumber.CURRENT] })],
  });
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          // The library itself swaps these for a turned page.
          width: twips(PAGE.width),
          height: twips(PAGE.height),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(PAGE.top),
          bottom: twips(PAGE.bottom),
          left: twips(PAGE.left),
          right: twips(PAGE.right),
          header: twips(10),
          footer: twips(10),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      first: new Header({ children: [new Paragraph({ style: STYLE.head, children: [] })] }),
    },
  };
}
