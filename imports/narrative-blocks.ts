import { seemly } from '../core/text/seemly.ts';

/** One line of a Word file's body, in its order. */
export interface NarrativeLine {
  text: string;
  /** `row`: a table's row, its cells joined with " | ". */
  kind: 'line' | 'row';
  /** 1 to 9 for Word's heading styles. */
  styleLevel: number | null;
  /** Every letter of the line is bold. */
  bold: boolean;
  /** Level of Word's own numbering, whose figures the text does not hold. */
  listLevel: number | null;
}

type Node = Readonly<Record<string, unknown>>;

interface Piece {
  text: string;
  bold: boolean;
}

/** Lists the lines of a .docx; throws what the reader throws for broken files. */
export async function narrativeLines(buffer: Buffer): Promise<NarrativeLine[]> {
  // A large library that most starts never need.
  const { default: mammoth } = await import('mammoth');
  const lines: NarrativeLine[] = [];
  await mammoth.convertToHtml(
    { buffer },
    {
      // Embedded style maps come from the file itself.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      // The tree is all that is wanted; emptied, nothing is left to turn into HTML.
      transformDocument: (document: unknown) => {
        collect(document, lines);
        return isNode(document) ? { ...document, children: [] } : document;
      },
    },
  );
  return lines;
}

function collect(node: unknown, lines: NarrativeLine[]): void {
  if (!isNode(node)) return;
  if (node.type === 'paragraph') lines.push(...linesOf(node));
  else if (node.type === 'tableRow') lines.push(...rowOf(node));
  else for (const child of childrenOf(node)) collect(child, lines);
}

function linesOf(paragraph: Node): NarrativeLine[] {
  const shape = { kind: 'line' as const, styleLevel: styleLevel(paragraph), ...list(paragraph) };
  return brokenAt(piecesOf(paragraph)).flatMap((pieces, index) => {
    const text = tidy(pieces.map((piece) => piece.text).join(''));
    if (text === '') return [];
    const bold = pieces.every((piece) => piece.bold || !/[\p{L}\p{N}]/u.test(piece.text));
    const { bullet, ...line } = shape;
    return [{ ...line, text: bullet && index === 0 ? `- ${text}` : text, bold }];
  });
}

/** A row as one line; lines within a cell are joined with "; ". */
function rowOf(row: Node): NarrativeLine[] {
  const cells = childrenOf(row).map((cell) => {
    const inner: NarrativeLine[] = [];
    collect(cell, inner);
    return inner.map((line) => line.text).join('; ');
  });
  if (cells.every((cell) => cell === '')) return [];
  const text = cells.join(' | ');
  return [{ text, kind: 'row', styleLevel: null, bold: false, listLevel: null }];
}

function piecesOf(node: Node, bold = false): Piece[] {
  if (node.type === 'text') return [{ text: String(node.value ?? ''), bold }];
  if (node.type === 'tab') return [{ text: ' ', bold }];
  if (node.type === 'break') return [{ text: '\n', bold }];
  const heavy = node.type === 'run' ? node.isBold === true : bold;
  return childrenOf(node).flatMap((child) => (isNode(child) ? piecesOf(child, heavy) : []));
}

/** Line breaks inside a paragraph part lines, as people see them. */
function brokenAt(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.text === '\n') lines.push([]);
    else lines.at(-1)?.push(piece);
  }
  return lines;
}

function styleLevel(paragraph: Node): number | null {
  const name = typeof paragraph.styleName === 'string' ? paragraph.styleName : '';
  const match = /^(?:heading|tiêu đề|đầu đề)\s*([1-9])$/i.exec(name.trim());
  return match ? Number(match[1]) : null;
}

function list({ numbering }: Node): { listLevel: number | null; bullet: boolean } {
  if (!isNode(numbering)) return { listLevel: null, bullet: false };
  const level = Number(numbering.level);
  return { listLevel: Number.isInteger(level) ? level : 0, bullet: numbering.isOrdered !== true };
}

function childrenOf(node: Node): readonly unknown[] {
  return Array.isArray(node.children) ? node.children : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tidy(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ');
  return seemly(line).trim();
}
