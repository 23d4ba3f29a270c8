import { cleanText } from './clean-text.ts';
import { type Align, type OpenPlace, openText } from './printed-table.ts';
import { points, STYLE } from './word-style.ts';

/** WordprocessingML (ECMA-376, part 1, 17) as text; the order of elements is the schema's. */

export interface CellShape {
  /** Twips. */
  width: number;
  columns?: number;
  /** Whether it begins a cell over several rows, or goes on with the one above. */
  rows?: 'begin' | 'go_on' | null;
  /** Hexadecimal colour of the ground. */
  fill?: string;
}

export interface TextLook {
  /** Points. */
  size: number;
  bold?: boolean;
  italics?: boolean;
}

/** Text that can stand between tags. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A run; line breaks stay, an open place is marked as elsewhere in the report. */
export function runXml(text: string | OpenPlace, look: TextLook): string {
  const open = typeof text !== 'string';
  const lines = cleanText(open ? openText(text) : text).split('\n');
  if (lines.length === 1 && lines[0] === '') return '';
  const size = points(look.size);
  const properties = [
    open ? `<w:rStyle w:val="${STYLE.open}"/>` : '',
    look.bold ? '<w:b/><w:bCs/>' : '',
    look.italics ? '<w:i/><w:iCs/>' : '',
    `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
    open ? '<w:highlight w:val="yellow"/>' : '',
  ].join('');
  const words = lines.map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
  return `<w:r><w:rPr>${properties}</w:rPr>${words.join('<w:br/>')}</w:r>`;
}

/** A paragraph of a table. `together`: it stays on the page of what follows. */
export function cellParagraphXml(run: string, align: Align, together = false): string {
  const keep = together ? '<w:keepNext/>' : '';
  const justified = `<w:jc w:val="${align}"/>`;
  return `<w:p><w:pPr><w:pStyle w:val="${STYLE.cell}"/>${keep}${justified}</w:pPr>${run}</w:p>`;
}

export function cellXml({ width, columns = 1, rows = null, fill }: CellShape, paragraph: string) {
  const properties = [
    `<w:tcW w:w="${width}" w:type="dxa"/>`,
    columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : '',
    rows === 'begin' ? '<w:vMerge w:val="restart"/>' : '',
    rows === 'go_on' ? '<w:vMerge w:val="continue"/>' : '',
    fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : '',
    '<w:vAlign w:val="center"/>',
  ].join('');
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph}</w:tc>`;
}

/**
 * A row that no page break divides, unless it `splits`. `header`: repeated on each page, at least so
 * many twips high.
 */
export function rowXml(cells: string, header?: { least: number }, splits = false): string {
  const height = header?.least ? `<w:trHeight w:val="${header.least}" w:hRule="atLeast"/>` : '';
  const repeated = header ? '<w:tblHeader/>' : '';
  return `<w:tr><w:trPr>${splits ? '' : '<w:cantSplit/>'}${height}${repeated}</w:trPr>${cells}</w:tr>`;
}

const SIDES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const BORDERS = SIDES.map(
  (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`,
).join('');

/** A centred table with borders and fixed columns. */
export function tableXml(rows: string, widths: readonly number[], padding: number): string {
  const width = widths.reduce((sum, one) => sum + one, 0);
  const margin = (side: string) => `<w:${side} w:w="${padding}" w:type="dxa"/>`;
  const properties = [
    `<w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/>`,
    `<w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>`,
    `<w:tblCellMar>${margin('left')}${margin('right')}</w:tblCellMar>`,
  ].join('');
  const grid = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('');
  return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}
