import { fold } from '../core/text/fold.ts';
import type { NarrativeLine } from './narrative-blocks.ts';

/** A heading that is looked for; `names` are what documents call it, diacritics do not matter. */
export interface WantedHeading {
  key: string;
  names: readonly string[];
}

/** How a heading is marked; headings of one kind are siblings. */
export type MarkKind = string;

/** A line read as a heading. */
export interface Heading {
  /** As written, without number and closing colon. */
  title: string;
  kind: MarkKind;
  /** Kinds that rank are never below one that ranks higher: I above 1 above a. */
  rank: number | null;
  key: string | null;
  /** What follows on the same line: "Khó khăn: thiếu kinh phí". */
  rest: string;
}

interface Mark {
  kind: MarkKind;
  rank: number;
  title: string;
}

const MARKS: readonly (readonly [kind: string, rank: number, pattern: RegExp])[] = [
  ['part', 0, /^(?:phần|chương)\s+(?:[ivxlc]+|\d{1,2}|thứ\s+\S+)\s*[.:)\-–]?\s+(.+)$/i],
  ['roman', 1, /^(?:mục\s+)?[IVXLC]{1,6}\s*[.)/:\-–]\s*(.+)$/],
  ['capital', 0, /^[A-H]\s*[.)/]\s*(.+)$/],
  ['decimal', 3, /^\d{1,2}(?:\.\d{1,2})+\s*[.)/:]?\s+(\D.*)$/],
  ['number', 2, /^(?:mục\s+)?\d{1,2}\s*[.)/:\-–]\s*([^\d\s].*)$/i],
  ['letter', 4, /^[a-zđ]{1,2}\s*[.)/]\s*(.+)$/],
  ['bullet', 6, /^[-+*•–—]\s*(.+)$/],
];

/** Words in front of a name that say nothing: "Về công tác…", "Một số…". */
const FILLER =
  /^(?:ve|cong tac|ket qua|tinh hinh|nhung|cac|mot so|viec|thuc hien|trien khai|noi dung|linh vuc|danh gia|phan) (?=.)/;
const LONGEST_TITLE = 25;
const LONGEST_LEAD = 12;
const EXACT = 2;

/**
 * Reads a line as a heading, or null. Wanted headings are recognised by Word's style, by bold or
 * capital letters, by a number, or by being just the wanted words; others only where the style or
 * the letters say that it is one.
 */
export function headingOf(line: NarrativeLine, wanted: readonly WantedHeading[]): Heading | null {
  if (line.kind === 'row') return null;
  const mark = markOf(line.text);
  const title = bare(mark?.title ?? line.text);
  const strong = isStrong(line, title);
  const kind = kindOf(line, mark, title);
  const place = { kind, rank: mark?.rank ?? null };
  const short = words(title) <= LONGEST_TITLE;
  // First, so that what follows a colon is never taken for a part of the title.
  const lead = leadOf(mark?.title ?? line.text, wanted);
  if (lead) return { ...place, ...lead };
  const look = strong ? 'strong' : mark && mark.kind !== 'bullet' ? 'marked' : 'plain';
  const found = short ? bestOf(title, wanted, look) : null;
  if (found) return { ...place, title, key: found, rest: '' };
  if (!strong || !short || title === '' || mark?.kind === 'bullet') return null;
  return { ...place, title, key: null, rest: '' };
}

function markOf(text: string): Mark | null {
  for (const [kind, rank, pattern] of MARKS) {
    const title = pattern.exec(text)?.[1];
    if (title !== undefined) return { kind, rank, title };
  }
  return null;
}

function kindOf(line: NarrativeLine, mark: Mark | null, title: string): MarkKind {
  if (mark) return mark.kind;
  if (line.styleLevel !== null) return `style ${line.styleLevel}`;
  if (line.listLevel !== null) return `list ${line.listLevel}`;
  if (isCapital(title)) return 'capitals';
  return line.bold ? 'bold' : 'plain';
}

/** The line looks like a heading, whatever it says. */
function isStrong(line: NarrativeLine, title: string): boolean {
  if (line.styleLevel !== null) return true;
  if (/[.;,]$/.test(line.text) && !isCapital(title)) return false;
  return line.bold || isCapital(title);
}

function isCapital(title: string): boolean {
  return words(title) >= 2 && /\p{Lu}/u.test(title) && !/\p{Ll}/u.test(title);
}

/** "Khó khăn: thiếu kinh phí": just the wanted words, a colon, and the text on the same line. */
function leadOf(
  text: string,
  wanted: readonly WantedHeading[],
): Pick<Heading, 'title' | 'key' | 'rest'> | null {
  const match = /^([^:]{2,120}):\s*(\S.*)$/.exec(text);
  if (!match) return null;
  const [, before = '', rest = ''] = match;
  const title = bare(before);
  if (words(title) > LONGEST_LEAD) return null;
  const key = bestOf(title, wanted, 'plain');
  return key ? { title, key, rest } : null;
}

/** The key of the wanted heading a title names best; null where none fits. */
function bestOf(
  title: string,
  wanted: readonly WantedHeading[],
  look: 'strong' | 'marked' | 'plain',
): string | null {
  const folded = fold(title);
  if (folded === '') return null;
  let best: { key: string; score: number; length: number } | null = null;
  for (const { key, names } of wanted) {
    for (const name of names) {
      const score = likeness(folded, fold(name), look);
      const length = name.length;
      if (score === 0) continue;
      if (best && (score < best.score || (score === best.score && length <= best.length))) continue;
      best = { key, score, length };
    }
  }
  return best?.key ?? null;
}

/** 3 the same words, 2 the same but for filler, below that the share of the title it names. */
function likeness(title: string, name: string, look: 'strong' | 'marked' | 'plain'): number {
  if (name === '') return 0;
  if (title === name) return EXACT + 1;
  const core = unfilled(name);
  if (unfilled(title) === core) return EXACT;
  if (look === 'plain' || !` ${title} `.includes(` ${core} `)) return 0;
  const share = core.split(' ').length / title.split(' ').length;
  const first = unfilled(title).startsWith(core);
  const least = look === 'marked' ? 0.6 : first ? 0.3 : 0.5;
  return core.includes(' ') && share >= least ? share : 0;
}

function unfilled(text: string): string {
  let left = text;
  for (let next = left.replace(FILLER, ''); next !== left; next = left.replace(FILLER, '')) {
    left = next;
  }
  return left;
}

/** Without "(nếu có)" and closing signs. */
function bare(title: string): string {
  return title
    .replace(/\s*\([^()]*\)\s*(?=[:.;]?\s*$)/, '')
    .replace(/[\s:.;,]+$/, '')
    .trim();
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
