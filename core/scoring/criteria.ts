import { fold } from '../text/fold.ts';
import { type PrintedNumber, readPrintedNumber } from './numbering.ts';
import { rounded, sumOf } from './points.ts';

/** A line of a printed list of criteria, as it stands there. */
export interface PrintedLine {
  /** Row of the file, from 1. */
  line: number;
  number: string;
  title: string;
  /** Points as printed; null where there are none. */
  max: number | null;
  evidence: string;
}

/** A criterion or heading of a list, with a number of its own. */
export interface Criterion {
  /** "2.1.3", or with what it stands under where printed numbers repeat: "I.2.a". */
  number: string;
  parent: string | null;
  /** First line: the title; below it the scale by which points are given, where one is printed. */
  title: string;
  /** Points; null for a heading, which gets the sum of what stands under it. */
  maxScore: number | null;
  evidence: string;
}

export interface CriteriaQuestion {
  code: /** A heading's points are not the sum of its criteria. */
    | 'sum_differs'
    /** The list's total is not the sum of its points. */
    | 'total_differs'
    /** Two lines bear the same number under the same heading. */
    | 'number_twice'
    /** Nothing says how many points it gives; it cannot be scored. */
    | 'max_missing'
    /** Lines without a number whose points are neither a scale nor parts of the line above. */
    | 'scale_unclear';
  /** Number and words it is about. */
  words: string;
  /** As printed, and as computed; or the rows of the file. */
  hints: string[];
}

export interface CriteriaList {
  criteria: Criterion[];
  /** Points of all criteria together. */
  total: number;
  questions: CriteriaQuestion[];
}

interface Node {
  number: PrintedNumber | null;
  line: PrintedLine;
  title: string;
  parent: Node | null;
  children: Node[];
  key: string;
}

/**
 * The tree of a printed list. What stands under what, the kinds of numbers tell (A, I, 1, 1.1, a);
 * lines without a number are parts of the line above where their points add up to its points, and
 * otherwise the scale by which its points are given. Headings must have the sum of what stands under
 * them, and the list its printed total: what differs is a question, and the criteria's own points
 * count.
 */
export function readCriteriaList(lines: readonly PrintedLine[]): CriteriaList {
  const questions: CriteriaQuestion[] = [];
  const totals = lines.filter(isTotal);
  // A line above the first number that gives no points is a remark.
  const roots = treeOf(lines.filter((line) => !isTotal(line))).filter(
    ({ number, line }) => number !== null || line.max !== null,
  );
  foldScales(roots, questions);
  nameAll(roots, questions);
  const nodes = flat(roots);
  const criteria = nodes.map((node): Criterion => {
    const isHeading = node.children.length > 0;
    const { max } = node.line;
    if (!isHeading && max === null) {
      questions.push({ code: 'max_missing', words: wordsOf(node), hints: [] });
    }
    if (isHeading && max !== null && max !== pointsOf(node)) {
      const hints = [String(max), String(pointsOf(node))];
      questions.push({ code: 'sum_differs', words: wordsOf(node), hints });
    }
    return {
      number: node.key,
      parent: node.parent?.key ?? null,
      title: node.title,
      maxScore: isHeading ? null : max,
      evidence: node.line.evidence,
    };
  });
  const total = sumOf(roots.map(pointsOf));
  for (const { title, number, max } of totals) {
    if (max === null || max === total) continue;
    const hints = [String(max), String(total)];
    questions.push({ code: 'total_differs', words: title || number, hints });
  }
  return { criteria, total, questions };
}

/** "Tổng cộng", "TỔNG ĐIỂM (I+II)": a line that only adds up. */
function isTotal({ number, title }: PrintedLine): boolean {
  if (readPrintedNumber(number) !== null) return false;
  return /^(?:tong(?: cong| diem| so diem| so)?|cong)\b/.test(fold(title === '' ? number : title));
}

function treeOf(lines: readonly PrintedLine[]): Node[] {
  const roots: Node[] = [];
  const capitals: string[] = [];
  /** The headings above the line in hand, the highest first; all numbered. */
  const open: Node[] = [];
  for (const line of lines) {
    const number = readPrintedNumber(line.number, capitals);
    const title = line.title || (number === null ? line.number : '');
    if (number?.rank === 0) capitals.push(number.text);
    if (number !== null) {
      while (open.length > 0 && (open.at(-1)?.number?.rank ?? 0) >= number.rank) open.pop();
      // "2.1" does not stand under "1.4".
      while (isOther(open.at(-1), number)) open.pop();
    }
    const parent = open.at(-1) ?? null;
    const node: Node = { number, line, title, parent, children: [], key: '' };
    (parent ? parent.children : roots).push(node);
    if (number !== null) open.push(node);
  }
  return roots;
}

function isOther(above: Node | undefined, number: PrintedNumber): boolean {
  if (!above?.number?.isDecimal || !number.isDecimal) return false;
  return !`${number.text}.`.startsWith(`${above.number.text}.`);
}

/** Lines without a number become parts of the line above, or the scale in its words. */
function foldScales(nodes: readonly Node[], questions: CriteriaQuestion[]): void {
  for (const node of nodes) {
    const loose = node.children.filter(({ number }) => number === null);
    const points = loose.flatMap(({ line }) => line.max ?? []);
    const numbered = node.children.length > loose.length;
    const { max } = node.line;
    const adds =
      points.length === loose.length &&
      (max === null ? points.length > 0 : points.length > 1 && sumOf(points) === max);
    const isScale = points.every((one) => max !== null && one <= max);
    if (loose.length > 0 && (numbered || !adds)) {
      if (!isScale || (numbered && points.length > 0)) {
        const hints = loose.map(({ line }) => String(line.line));
        questions.push({ code: 'scale_unclear', words: wordsOf(node), hints });
      }
      const scale = loose.map(({ title, line }) => {
        const words = title.replace(/^[-–+•*]\s*/, '');
        return line.max === null ? `- ${words}` : `- ${words}: ${printed(line.max)}`;
      });
      node.title = [node.title, ...scale].join('\n');
      const proofs = loose.map(({ line }) => line.evidence).filter((one) => one !== '');
      const evidence = [node.line.evidence, ...proofs].filter((one) => one !== '').join('\n');
      node.line = { ...node.line, evidence };
      node.children = node.children.filter(({ number }) => number !== null);
    }
    foldScales(node.children, questions);
  }
}

/** Gives every line its number: as printed where no other line is printed so, otherwise with its heading's. */
function nameAll(roots: readonly Node[], questions: CriteriaQuestion[]): void {
  const nodes = flat(roots);
  const times = new Map<string, number>();
  for (const { number } of nodes) {
    if (number) times.set(number.text, (times.get(number.text) ?? 0) + 1);
  }
  const repeats = nodes.some(
    ({ number }) => number?.isDecimal === true && (times.get(number.text) ?? 0) > 1,
  );
  const used = new Set<string>();
  const name = (node: Node, place: number): void => {
    node.key = keyOf(node, place, repeats);
    if (used.has(node.key)) {
      questions.push({
        code: 'number_twice',
        words: wordsOf(node),
        hints: [String(node.line.line)],
      });
      const base = node.key;
      for (let copy = 2; used.has(node.key); copy += 1) node.key = `${base} (${copy})`;
    }
    used.add(node.key);
    node.children.forEach((child, index) => {
      name(child, index + 1);
    });
  };
  roots.forEach((root, index) => {
    name(root, index + 1);
  });
}

function keyOf({ number, parent }: Node, place: number, repeats: boolean): string {
  if (number === null) return parent ? `${parent.key}-${place}` : `-${place}`;
  if (number.isDecimal) {
    if (!repeats) return number.text;
    let above = parent;
    while (above?.number?.isDecimal) above = above.parent;
    return above ? `${above.key}.${number.text}` : number.text;
  }
  return parent ? `${parent.key}.${number.text}` : number.text;
}

/** The points a line stands for: its own, or those of what stands under it. */
function pointsOf(node: Node): number {
  if (node.children.length === 0) return node.line.max ?? 0;
  return sumOf(node.children.map(pointsOf));
}

function flat(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

function wordsOf({ line, title }: Node): string {
  return `${line.number} ${title.split('\n')[0] ?? ''}`.trim();
}

function printed(points: number): string {
  return String(rounded(points)).replace('.', ',');
}
