import { fold } from '../core/text/fold.ts';
import { type NarrativeLine, narrativeLines } from './narrative-blocks.ts';
import { type Heading, headingOf, type WantedHeading } from './narrative-heading.ts';
import { type OfficeProblem, openOfficeFile } from './office-file.ts';
import { type XmlShape, xmlShape } from './xml-shape.ts';

export type { WantedHeading } from './narrative-heading.ts';

export interface NarrativeSection {
  key: string;
  /** Keys of the recognised headings around it, outermost first, its own last. */
  path: string[];
  /** The heading as written, without its number. */
  heading: string;
  /** Lines in order, table rows with cells joined by " | "; empty where nothing was written. */
  paragraphs: string[];
}

/** What stands under no recognised heading; `heading` is null before the first and after the end. */
export interface UnmatchedPart {
  heading: string | null;
  paragraphs: string[];
}

export type Narrative =
  | { ok: true; sections: NarrativeSection[]; unmatched: UnmatchedPart[] }
  | { ok: false; problem: OfficeProblem };

const NOTHING: XmlShape = { depth: 0, tags: 0, longestTag: 0 };
const LARGEST = 20 * 1024 * 1024;
const MAX_UNPACKED = 64 * 1024 * 1024;
/** The reader keeps each part as a tree: a hundred pages have about a fifth of these tags. */
const MOST_TAGS = 400_000;
/** Word itself nests about twenty deep; the reader's time grows with the square. */
const DEEPEST = 200;
const LONGEST_TAG = 100_000;

/**
 * Reads a Word file (.docx) into sections by its headings. A heading that is not wanted stays as a
 * line of the wanted section it stands in. Never throws for what a file holds.
 */
export async function readNarrative(
  bytes: Uint8Array,
  headings: readonly WantedHeading[],
): Promise<Narrative> {
  const file = openOfficeFile(bytes, 'word', { largest: LARGEST, limit: MAX_UNPACKED });
  if (!file.ok) return file;
  const shapes = file.names.map((name) =>
    /\.(?:xml|rels)$/i.test(name) ? xmlShape(file.text(name) ?? '') : NOTHING,
  );
  if (shapes.some(({ depth, longestTag }) => depth > DEEPEST || longestTag > LONGEST_TAG)) {
    return { ok: false, problem: { code: 'malformed' } };
  }
  if (shapes.reduce((sum, { tags }) => sum + tags, 0) > MOST_TAGS) {
    return { ok: false, problem: { code: 'too_large', limit: MOST_TAGS } };
  }
  let lines: NarrativeLine[];
  try {
    lines = await narrativeLines(file.buffer);
  } catch {
    return { ok: false, problem: { code: 'malformed' } };
  }
  return { ok: true, ...sectionsOf(lines, headings) };
}

interface Open {
  heading: Heading;
  /** Where its lines go. */
  paragraphs: string[];
}

/** Puts lines under headings. Pure, so that text from elsewhere can be read the same way. */
export function sectionsOf(
  lines: readonly NarrativeLine[],
  wanted: readonly WantedHeading[],
): { sections: NarrativeSection[]; unmatched: UnmatchedPart[] } {
  const sections: NarrativeSection[] = [];
  const unmatched: UnmatchedPart[] = [];
  let open: Open[] = [];
  const stray = (heading: string | null): string[] => {
    const paragraphs: string[] = [];
    unmatched.push({ heading, paragraphs });
    return paragraphs;
  };
  let current = stray(null);
  for (const line of lines) {
    if (endsReport(line)) {
      open = [];
      current = stray(null);
    }
    const heading = headingOf(line, wanted);
    if (!heading) {
      current.push(line.text);
      continue;
    }
    open = enclosing(open, heading);
    const path = open.flatMap((around) => around.heading.key ?? []);
    if (heading.key !== null) {
      const section = { key: heading.key, path: [...path, heading.key], heading: heading.title };
      current = [];
      sections.push({ ...section, paragraphs: current });
      if (heading.rest !== '') current.push(heading.rest);
    } else if (path.length > 0) {
      current = open.findLast((around) => around.heading.key !== null)?.paragraphs ?? current;
      current.push(line.text);
    } else {
      current = stray(heading.title);
    }
    open = [...open, { heading, paragraphs: current }];
  }
  const said = unmatched.filter((part) => part.heading !== null || part.paragraphs.length > 0);
  return { sections, unmatched: said };
}

/**
 * The headings a new one stands under. Headings marked alike are siblings; marks that rank close
 * those below them; any other new kind of mark opens a level, whichever kinds a writer chose.
 */
function enclosing(all: readonly Open[], { kind, rank }: Heading): Open[] {
  const weak = isWeak(kind) ? -1 : all.findIndex((around) => isWeak(around.heading.kind));
  const open = weak >= 0 ? all.slice(0, weak) : all;
  const sibling = open.findIndex((around) => around.heading.kind === kind);
  if (sibling >= 0) return open.slice(0, sibling);
  const lower = open.findIndex(
    (around) => rank !== null && around.heading.rank !== null && around.heading.rank >= rank,
  );
  return lower >= 0 ? open.slice(0, lower) : [...open];
}

/** A dash or a plain line never holds a heading that is marked or set in other letters. */
function isWeak(kind: string): boolean {
  return kind === 'bullet' || kind === 'plain';
}

/** "Trên đây là báo cáo…" and "Nơi nhận:" close the last section. */
function endsReport({ text }: NarrativeLine): boolean {
  const folded = fold(text.slice(0, 200));
  return /^tren day la (?:bao cao|ket qua|toan bo|mot so)\b|^noi nhan\b/.test(folded);
}
