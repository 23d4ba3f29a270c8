import { stripDiacritics } from '../text/fold.ts';
import { normalName } from './agency-key.ts';
import type { Directory, Known, Resolution } from './directory.ts';

/** One item of a list of agencies, with the exact words of the cell it rests on. */
export interface ListedResolution {
  words: string;
  resolution: Resolution;
}

/** A stretch of the cell between two separators, and what separates it from the next. */
interface Atom {
  start: number;
  end: number;
  after: 'end' | 'strong' | 'line' | 'comma' | 'join' | 'colon';
}

interface Match {
  /** Index of the first atom after the match. */
  next: number;
  resolution: Known;
}

const SEPARATOR =
  /[;|\n\r•●▪]+|,|:|\/|&|\+|\s+phoi hop(?:\s+(?:voi|cung))?\s+|\s+cung(?:\s+voi)?\s+|\s+va\s+|\s[-–—]+\s?|[-–—]+\s/g;
/** A name of more parts than this does not occur; it also bounds the work on a hostile cell. */
const MOST_ATOMS = 8;
/** Words an agency's name begins with: a new name starts here. */
const HEAD =
  /^(?:ubnd|hdnd|phong|van phong|so|ban|bo|xa|phuong|thi tran|thi xa|thanh pho|huyen|quan|tinh|trung tam|chi cuc|chi nhanh|cuc|cong an|cong ty|bao hiem|kho bac|thanh tra|toa an|vien|doan|hoi|buu dien|dai|truong|benh vien|mat tran|lien doan|hat|tram|doi|ngan hang) \S/;
/** The part of a name that the next items of an enumeration may leave out. */
const SHARED_HEAD = /^(?:ubnd )?(phong|so|xa|phuong|thi tran|chi cuc|trung tam|ban) /;
const PLACE_HEADS = ['xa', 'thi tran', 'phuong'] as const;

/**
 * Takes a cell such as "Các ban, phòng ngành huyện; UBND xã, thị trấn" apart into the agencies it
 * names, in order. Names contain the same commas, dashes and "và" that separate them, so the longest
 * run of parts that is a known name wins. A name cut short by its neighbour is completed ("Phòng
 * Nội vụ, Tư pháp"). Nothing is dropped: what is not known comes out as unknown or vague, with
 * its words; only a set that merely announces its members ("Các xã: A, B") gives way to them.
 */
export function resolveList(cell: string, dir: Names): ListedResolution[] {
  const text = cell.normalize('NFC');
  const atoms = atomsOf(text);
  const slice = (from: number, to: number) => {
    const start = atoms[from]?.start ?? 0;
    return text.slice(start, atoms[to - 1]?.end ?? start);
  };
  const found: ListedResolution[] = [];
  let heads: readonly string[] = [];
  let pending = 0;

  const flush = (to: number) => {
    if (pending < to) {
      const words = slice(pending, to);
      found.push({ words, resolution: dir.resolve(words) });
    }
    pending = to;
  };

  let at = 0;
  while (at < atoms.length) {
    const match = matchAt(at, atoms, slice, heads, dir);
    const newUnknown = at > pending && startsName(slice(at, at + 1), slice(pending, at));
    if (match === null || isCutShort(match, at, atoms, slice, heads, dir)) {
      if (newUnknown) flush(at);
      at += 1;
      const after = atoms[at - 1]?.after;
      if (after === 'strong' || after === 'line') flush(at);
      if (after === 'strong') heads = [];
      continue;
    }
    flush(at);
    const words = slice(at, match.next);
    heads = headsAfter(words, match.resolution, heads);
    const last = atoms[match.next - 1];
    const announces = match.resolution.kind === 'set' && last?.after === 'colon';
    const members =
      announces &&
      matchAt(match.next, atoms, slice, PLACE_HEADS, dir)?.resolution.kind === 'agency';
    if (members) heads = PLACE_HEADS;
    else found.push({ words, resolution: match.resolution });
    if (last?.after === 'strong') heads = [];
    at = match.next;
    pending = at;
  }
  flush(atoms.length);
  return found;
}

type Names = Pick<Directory, 'find' | 'resolve'>;
type Slice = (from: number, to: number) => string;

/** The longest known name that starts at an atom, first as written, then with a head left out. */
function matchAt(
  at: number,
  atoms: readonly Atom[],
  slice: Slice,
  heads: readonly string[],
  dir: Names,
): Match | null {
  let reach = at;
  while (reach < atoms.length && reach < at + MOST_ATOMS) {
    reach += 1;
    if (atoms[reach - 1]?.after === 'strong') break;
  }
  for (let next = reach; next > at; next -= 1) {
    const resolution = dir.find(slice(at, next));
    if (resolution) return { next, resolution };
  }
  for (let next = reach; next > at; next -= 1) {
    const found = heads.map((head) => dir.find(`${head} ${slice(at, next)}`));
    const agencies = found.filter((resolution) => resolution?.kind === 'agency');
    if (agencies.length === 1 && agencies[0]) return { next, resolution: agencies[0] };
  }
  return null;
}

/**
 * "Phòng Kinh tế và Hạ tầng" where only "Phòng Kinh tế" is known: the name goes on behind "và", so
 * the shorter name is not the one that was meant.
 */
function isCutShort(
  match: Match,
  at: number,
  atoms: readonly Atom[],
  slice: Slice,
  before: readonly string[],
  dir: Names,
): boolean {
  if (atoms[match.next - 1]?.after !== 'join' || match.next >= atoms.length) return false;
  const rest = slice(match.next, match.next + 1);
  if (/^các\s/i.test(rest) || HEAD.test(normalName(rest))) return false;
  const heads = headsAfter(slice(at, match.next), match.resolution, before);
  return matchAt(match.next, atoms, slice, heads, dir) === null;
}

function startsName(words: string, before: string): boolean {
  if (/^(?:các|cac)\s/i.test(words)) return true;
  return HEAD.test(normalName(words)) && normalName(before).includes(' ');
}

function headsAfter(
  words: string,
  resolution: Resolution,
  before: readonly string[],
): readonly string[] {
  if (resolution.kind !== 'agency') return [];
  const head = SHARED_HEAD.exec(`${normalName(words)} `)?.[1];
  return head === undefined ? before : [head];
}

/** Cuts at every separator outside brackets; blank stretches (bullets, doubled signs) disappear. */
function atomsOf(text: string): Atom[] {
  const bare = stripDiacritics(text).toLowerCase();
  // Letters without a precomposed form would shift the positions; then only plain signs separate.
  const scanned = bare.length === text.length ? bare : text;
  const masked = scanned.replace(/\([^()]*\)/g, (remark) => '('.repeat(remark.length));
  const atoms: Atom[] = [];
  let from = 0;
  const cut = (to: number, after: Atom['after']) => {
    const piece = text.slice(from, to);
    const start = from + (piece.length - piece.trimStart().length);
    const end = from + piece.trimEnd().length;
    const last = atoms.at(-1);
    if (/[\p{L}\p{N}]/u.test(piece)) atoms.push({ start, end, after });
    else if (last && (after === 'strong' || (after === 'line' && last.after !== 'strong'))) {
      last.after = after;
    }
  };
  for (const match of masked.matchAll(SEPARATOR)) {
    cut(match.index, separatorKind(match[0]));
    from = match.index + match[0].length;
  }
  cut(text.length, 'end');
  return atoms;
}

function separatorKind(separator: string): Atom['after'] {
  if (/[;|•●▪]/.test(separator)) return 'strong';
  // A name may be wrapped over two lines of a cell, so a line break separates less than a semicolon.
  if (/[\n\r]/.test(separator)) return 'line';
  if (separator === ':') return 'colon';
  if (separator === ',' || separator === '/' || /phoi|cung/.test(separator)) return 'comma';
  return 'join';
}
