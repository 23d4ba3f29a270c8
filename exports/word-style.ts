import { AlignmentType, type IPropertiesOptions, LineRuleType } from 'docx';

export const FONT = 'Times New Roman';

/** Twentieths of a point, Word's unit of length. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

/** Word counts letters' sizes in half points. */
export function points(size: number): number {
  return Math.round(size * 2);
}

/** A4 and the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I, I.3 (mm). */
export const PAGE = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 };

/** Width of the lines (mm). */
export function textWidth(landscape: boolean): number {
  return (landscape ? PAGE.height : PAGE.width) - PAGE.left - PAGE.right;
}

export const BODY_SIZE = 14;
/** First-line indent of 1 to 1.27 cm. */
export const INDENT = twips(12.7);

/** Names of our own styles: offices find and change or remove these parts at once. */
export const STYLE = { source: 'NguonTin', open: 'ChoHoanThien', cell: 'OBang', head: 'TheThuc' };

/** Word ignores a highlight in a style, so the style is shaded and the runs are highlighted too. */
const OPEN_FILL = 'FFF2A8';
const single = { line: 240, lineRule: LineRuleType.AUTO };

/** Fonts, sizes and spacing (Phụ lục I, II.6): at least 6 pt between paragraphs, 1 to 1.5 lines. */
export const styles: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: {
        font: FONT,
        size: points(BODY_SIZE),
        color: '000000',
        language: { value: 'vi-VN', eastAsia: 'vi-VN' },
      },
      paragraph: { spacing: { after: 120, line: 269, lineRule: LineRuleType.AUTO } },
    },
    heading1: headingStyle({ bold: true }),
    heading2: headingStyle({ bold: true }),
    heading3: headingStyle({ bold: true, italics: true }),
    heading4: headingStyle({ italics: true }),
  },
  paragraphStyles: [
    {
      id: STYLE.head,
      name: 'Thể thức',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0, ...single } },
    },
    {
      id: STYLE.cell,
      name: 'Ô bảng',
      basedOn: 'Normal',
      quickFormat: true,
      // Empty cells are as high as this says; what is written in others has its own size.
      run: { size: points(10) },
      paragraph: { spacing: { before: 20, after: 20, ...single } },
    },
  ],
  characterStyles: [
    { id: STYLE.source, name: 'Nguồn tin', run: { italics: true, color: '44546A' } },
    { id: STYLE.open, name: 'Chỗ hoàn thiện', run: { bold: true, shading: { fill: OPEN_FILL } } },
  ],
};

function headingStyle(run: { bold?: boolean; italics?: boolean }) {
  return {
    run: { font: FONT, size: points(BODY_SIZE), color: '000000', ...run },
    paragraph: {
      alignment: AlignmentType.LEFT,
      indent: { firstLine: INDENT },
      spacing: { before: 120, after: 120 },
      keepNext: true,
      keepLines: true,
    },
  };
}
