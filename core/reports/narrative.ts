import { fold } from '../text/fold.ts';
import { entryOf, type Paragraph, type ReportContent } from './content.ts';

/** What is told about an area: results, difficulties, their causes, proposals, the next tasks. */
export const PARTS = ['results', 'difficulties', 'causes', 'proposals', 'next'] as const;
export type Part = (typeof PARTS)[number];

/** Words that tell an area of reform by its heading, folded; the first that fit decide. */
const WORDS: readonly (readonly [key: string, words: RegExp])[] = [
  ['steering', /\bchi dao\b/],
  ['one_stop', /\bmot cua\b/],
  ['institutions', /\bthe che\b/],
  ['procedures', /\bthu tuc\b|\btthc\b/],
  ['organisation', /\bbo may\b/],
  ['civil_service', /\bcong vu\b|\bdoi ngu\b|\bcan bo\b/],
  ['public_finance', /\btai chinh\b/],
  ['digital', /\bdien tu\b|\bhien dai hoa\b|\bchinh (quyen|phu) so\b|\bchuyen doi so\b/],
];

/**
 * The six contents of Nghị quyết 76/NQ-CP of 15/7/2021 (I.2) and the steering of the work, for
 * offices whose plan names no areas.
 */
export const USUAL_AREAS = [
  'steering',
  'institutions',
  'procedures',
  'organisation',
  'civil_service',
  'public_finance',
  'digital',
] as const;

/** What does not belong to one area. */
export const GENERAL = 'general';

/** An area a report tells about. */
export interface NarrativeArea {
  key: string;
  /** As the plan heads it; null for the usual areas, whose names are a matter of language. */
  title: string | null;
}

export interface Section {
  /** `institutions.results`. */
  key: string;
  area: string;
  part: Part;
}

/** The key of an area by its heading in a plan: the same for all wordings of one area. */
export function areaKey(heading: string): string {
  const words = fold(heading);
  const known = WORDS.find(([, pattern]) => pattern.test(words));
  return known?.[0] ?? (words.replace(/ /g, '_') || GENERAL);
}

/** Areas by their headings, each once, in the order given; the usual ones where there is none. */
export function narrativeAreas(headings: readonly string[]): NarrativeArea[] {
  const areas = new Map<string, NarrativeArea>();
  for (const title of headings) {
    const key = areaKey(title);
    if (key !== GENERAL && !areas.has(key)) areas.set(key, { key, title });
  }
  if (areas.size > 0) return [...areas.values()];
  return USUAL_AREAS.map((key) => ({ key, title: null }));
}

/** All sections of a report on these areas, those that belong to no single one last. */
export function sectionsOf(areas: readonly NarrativeArea[]): Section[] {
  return [...areas.map(({ key }) => key), GENERAL].flatMap((area) =>
    PARTS.map((part) => ({ key: `${area}.${part}`, area, part })),
  );
}

/**
 * What a reader would miss: the results of each area, and any other part that is told for no area
 * at all (named as the general section, where it can always be told).
 */
export function missingSections(
  areas: readonly NarrativeArea[],
  narrative: ReportContent['narrative'],
): string[] {
  const told = (key: string) => isTold(entryOf(narrative, key));
  const sections = sectionsOf(areas);
  const results = areas.map(({ key }) => `${key}.results`).filter((key) => !told(key));
  const others = PARTS.filter((part) => part !== 'results').flatMap((part) =>
    sections.some((section) => section.part === part && told(section.key))
      ? []
      : [`${GENERAL}.${part}`],
  );
  return [...results, ...others];
}

function isTold(paragraphs: readonly Paragraph[] | undefined): boolean {
  return (paragraphs ?? []).some(({ text }) => text.trim() !== '');
}

/** The paragraphs of a message: blank lines part them. */
export function paragraphsIn(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
