import { AlignmentType, HeadingLevel, Paragraph, type Table } from 'docx';
import { cleanLine } from './clean-text.ts';
import {
  headingMark,
  type ReportBlock,
  type ReportParagraph,
  type ReportSection,
} from './report-document.ts';
import { INDENT, points, STYLE } from './word-style.ts';
import { wordTable } from './word-table.ts';
import { runs } from './word-text.ts';

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const;

/** Sections as Word headings (so that the navigation pane lists them) with their text below. */
export function sectionParts(sections: readonly ReportSection[], depth = 0): (Paragraph | Table)[] {
  let counted = 0;
  return sections.flatMap((section) => {
    const mark = section.mark ?? headingMark(depth, counted);
    if (section.mark === undefined || section.mark === null) counted += 1;
    const title = cleanLine(`${mark} ${section.title}`);
    return [
      new Paragraph({
        heading: HEADINGS[depth] ?? HeadingLevel.HEADING_4,
        children: runs(title),
      }),
      ...blockParts(section.blocks, false),
      ...sectionParts(section.sections, depth + 1),
    ];
  });
}

/** Paragraphs and tables; `landscape` tells how wide the page is. */
export function blockParts(
  blocks: readonly ReportBlock[],
  landscape: boolean,
  keepLast = false,
): (Paragraph | Table)[] {
  return blocks.flatMap((block, index) => {
    if (block.kind === 'paragraph') {
      return [bodyParagraph(block, keepLast && index === blocks.length - 1)];
    }
    const caption = block.caption
      ? [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            keepNext: true,
            children: runs(block.caption, { bold: true, size: points(13) }),
          }),
        ]
      : [];
    return [...caption, ...wordTable(block.table, landscape)];
  });
}

/** Justified, with a first-line indent (Phụ lục I, II.6). */
function bodyParagraph({ text, source }: ReportParagraph, keepNext: boolean): Paragraph {
  const named = source ? runs(` (${cleanLine(source)})`, { style: STYLE.source }) : [];
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: INDENT },
    keepNext,
    children: [...runs(text), ...named],
  });
}
