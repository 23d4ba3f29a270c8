import { AlignmentType, HeadingLevel, Paragraph } from 'docx';
import { cleanLine } from './clean-text.ts';
import {
  headingMark,
  type ReportBlock,
  type ReportParagraph,
  type ReportSection,
} from './report-document.ts';
import type { RawParts } from './word-raw.ts';
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
export function sectionParts(
  sections: readonly ReportSection[],
  raw: RawParts,
  depth = 0,
): Paragraph[] {
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
      ...blockParts(section.blocks, { raw }),
      ...sectionParts(section.sections, raw, depth + 1),
    ];
  });
}

/**
 * Paragraphs and tables; `landscape` tells how wide the page is, `keepLast` that the last paragraph
 * stays on the page of what follows.
 */
export function blockParts(
  blocks: readonly ReportBlock[],
  {
    raw,
    landscape = false,
    keepLast = false,
  }: { raw: RawParts; landscape?: boolean; keepLast?: boolean },
): Paragraph[] {
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
    const table = wordTable(block.table, landscape);
    return table === '' ? caption : [...caption, raw.put(table), ...below(block.table.notes ?? [])];
  });
}

/** Word joins tables that touch, so a paragraph always follows. */
function below(notes: readonly string[]): Paragraph[] {
  const lines = notes.length > 0 ? notes : [''];
  return lines.map(
    (line) =>
      new Paragraph({
        style: STYLE.cell,
        children: runs(line, { italics: true, size: points(12) }),
      }),
  );
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
