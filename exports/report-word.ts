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
import { inspectZip } from '../imports/zip-guard.ts';
import { cleanLine } from './clean-text.ts';
import { isWide } from './printed-table.ts';
import type { OfficialReport, ReportAppendix } from './report-document.ts';
import { blockParts, sectionParts } from './word-body.ts';
import { letterhead, signature, titleLines } from './word-head.ts';
import { type RawParts, rawParts } from './word-raw.ts';
import { PAGE, points, STYLE, styles, textWidth, twips } from './word-style.ts';
import { headLine, rule, runs } from './word-text.ts';

/**
 * An official report as a Word file (.docx) in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I:
 * A4, Times New Roman, head, type and subject, body, "Nơi nhận" and signer; then each appendix from
 * a new page with its own page numbers. Any text is taken; throws RangeError for numbers that are
 * not finite.
 */
export async function writeReportWord(report: OfficialReport): Promise<Uint8Array> {
  const raw = rawParts();
  const title = `${report.type} ${report.subject}`;
  const appendices = report.appendices.map((appendix) => appendixPart(appendix, raw));
  return packed(
    { title, creator: report.issuer.name },
    [mainPart(report, raw), ...appendices],
    raw,
  );
}

/** Appendices alone, each as it stands behind its report; at least one. */
export async function writeAppendicesWord(
  appendices: readonly ReportAppendix[],
  about: { title: string; creator: string },
): Promise<Uint8Array> {
  const raw = rawParts();
  const parts = appendices.map((appendix) => appendixPart(appendix, raw));
  return packed(about, parts, raw);
}

const BODY = 'word/document.xml';
/** Bytes of a report without its tables. */
const LARGEST = 1024 ** 3;

/** Packed twice: the first time to learn what the body looks like around the parts written by us. */
async function packed(
  { title, creator }: { title: string; creator: string },
  sections: ISectionOptions[],
  raw: RawParts,
): Promise<Uint8Array> {
  const document = new Document({
    title: cleanLine(title),
    creator: cleanLine(creator),
    styles,
    sections,
  });
  const zip = inspectZip(await Packer.toBuffer(document), LARGEST);
  const body = zip.ok ? zip.text(BODY) : null;
  if (body === null) throw new Error('the report has no body');
  const data = raw.filled(body);
  return new Uint8Array(await Packer.toBuffer(document, undefined, [{ path: BODY, data }]));
}

function mainPart(report: OfficialReport, raw: RawParts): ISectionOptions {
  return {
    ...page(false),
    children: [
      letterhead(report),
      ...titleLines(report),
      ...blockParts(report.opening, { raw }),
      ...sectionParts(report.sections, raw),
      // A signature alone on the last page could be put under any text.
      ...blockParts(report.closing, { raw, keepLast: true }),
      new Paragraph({ style: STYLE.head, keepNext: true, children: [] }),
      signature(report),
    ],
  };
}

function appendixPart(appendix: ReportAppendix, raw: RawParts): ISectionOptions {
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
      ...blockParts(blocks, { raw, landscape }),
    ],
  };
}

function isLandscape({ orientation, blocks }: ReportAppendix): boolean {
  if (orientation) return orientation === 'landscape';
  return blocks.some((block) => block.kind === 'table' && isWide(block.table));
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
