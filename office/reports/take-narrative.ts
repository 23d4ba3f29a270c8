import { isClaimed } from '../../core/obligations/obligation.ts';
import { entryOf, type ReportContent } from '../../core/reports/content.ts';
import {
  GENERAL,
  type NarrativeArea,
  PARTS,
  paragraphsIn,
  sectionsOf,
  USUAL_AREAS,
} from '../../core/reports/narrative.ts';
import { AREA_NAMES, PART_NAMES } from '../../core/reports/narrative-names.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import { draftOf } from '../../db/queries/figures.ts';
import { obligationById, obligationsOf } from '../../db/queries/obligations.ts';
import {
  type NarrativeSection,
  readNarrative,
  type UnmatchedPart,
  type WantedHeading,
} from '../../imports/narrative-docx.ts';
import { replaceNarrative } from './narrative.ts';
import type { At } from './report.ts';
import type { NarrativeTaken, SectionTaken, TakeResult, Taker } from './take-result.ts';
import { draftForWriting } from './writing.ts';

/** Fewer headings with something under them may be any document. */
const LEAST_SECTIONS = 2;
const AREA = 'area:';
const PART = 'part:';

/** Takes a narrative in Word into the sections of the open report, or of the one it can only be. */
export async function takeNarrative(
  tx: Tx,
  bytes: Uint8Array,
  who: Taker,
  at: At,
): Promise<TakeResult> {
  const usual = await readNarrative(bytes, wantedHeadings([]));
  if (!usual.ok) return { kind: 'problem', problem: usual.problem };
  let obligationId = who.open;
  if (obligationId === null) {
    if (usual.sections.filter(isTold).length < LEAST_SECTIONS) return { kind: 'not_ours' };
    const possible = await possibleReports(tx, who.agencies, at);
    const [only] = possible;
    if (only === undefined) return { kind: 'not_ours' };
    if (possible.length > 1) return { kind: 'which', obligationIds: possible };
    obligationId = only;
  }
  const obligation = await obligationById(tx, obligationId);
  if (!obligation || !who.agencies.has(obligation.agencyId)) {
    return { kind: 'refused', why: 'not_yours' };
  }
  const opened = await draftForWriting(tx, obligationId, who.writer, at);
  if (!opened.ok) return { kind: 'refused', why: opened.why };
  const { areas } = opened.report;
  const read = await readNarrative(bytes, wantedHeadings(areas));
  if (!read.ok) return { kind: 'problem', problem: read.problem };
  const { told, unmatched } = bySection(read.sections, areas);
  if (told.size === 0) return { kind: 'unrecognised', obligationId, problems: [] };
  const parts = await store(tx, obligationId, told, opened.draft.narrative, who, at);
  return {
    kind: 'narrative',
    obligationId,
    ...parts,
    unmatched: [...unmatched, ...read.unmatched],
  };
}

async function store(
  tx: Tx,
  obligationId: number,
  told: ReadonlyMap<string, string[]>,
  before: ReportContent['narrative'],
  { writer }: Taker,
  at: At,
): Promise<Pick<NarrativeTaken, 'sections' | 'unchanged' | 'tooLong'>> {
  const sections: SectionTaken[] = [];
  const unchanged: string[] = [];
  const tooLong: string[] = [];
  for (const [key, texts] of told) {
    const paragraphs = texts.flatMap(paragraphsIn);
    const old = (entryOf(before, key) ?? []).map(({ text }) => text);
    if (old.join('\n') === paragraphs.join('\n')) {
      unchanged.push(key);
      continue;
    }
    const set = await replaceNarrative(tx, obligationId, key, paragraphs, writer, at);
    if (!set.ok) tooLong.push(key);
    else
      sections.push({ key, paragraphs, replaced: old.filter((one) => !paragraphs.includes(one)) });
  }
  return { sections, unchanged, tooLong };
}

/** The report's own areas by all their names, the usual ones besides: their text is not ours then. */
function wantedHeadings(areas: readonly NarrativeArea[]): WantedHeading[] {
  const titles = new Map<string, string[]>(USUAL_AREAS.map((key) => [key, []]));
  for (const { key, title } of areas) {
    titles.set(key, [...(titles.get(key) ?? []), ...(title === null ? [] : [title])]);
  }
  return [
    ...[...titles].map(([key, own]) => ({
      key: `${AREA}${key}`,
      names: [...own, ...(entryOf(AREA_NAMES, key) ?? [])],
    })),
    ...PARTS.map((part) => ({ key: `${PART}${part}`, names: PART_NAMES[part] })),
  ];
}

function bySection(
  read: readonly NarrativeSection[],
  areas: readonly NarrativeArea[],
): { told: Map<string, string[]>; unmatched: UnmatchedPart[] } {
  const known = new Set(sectionsOf(areas).map(({ key }) => key));
  const told = new Map<string, string[]>();
  const unmatched: UnmatchedPart[] = [];
  for (const section of read) {
    if (!isTold(section)) continue;
    const { heading, paragraphs } = section;
    const key = sectionKey(section);
    if (known.has(key)) told.set(key, [...(told.get(key) ?? []), ...paragraphs]);
    else unmatched.push({ heading, paragraphs });
  }
  return { told, unmatched };
}

/** Area and part may enclose each other either way: "II. Hạn chế" → "1. Cải cách thể chế". */
function sectionKey({ path }: NarrativeSection): string {
  const nearest = (kind: string) =>
    path.findLast((key) => key.startsWith(kind))?.slice(kind.length) ?? null;
  const area = nearest(AREA);
  return `${area ?? GENERAL}.${nearest(PART) ?? 'results'}`;
}

function isTold({ paragraphs }: { paragraphs: readonly string[] }): boolean {
  return paragraphs.some((text) => text.trim() !== '');
}

/** Reports with a draft; where there is none, those overdue and those due next. */
async function possibleReports(tx: Tx, agencies: ReadonlySet<number>, at: At): Promise<number[]> {
  const reports = (await obligationsOf(tx, agencies)).filter(
    ({ sourceKind }) => sourceKind === 'report',
  );
  const drafted: number[] = [];
  for (const { id } of reports) if (await draftOf(tx, id)) drafted.push(id);
  if (drafted.length > 0) return drafted;
  const open = reports.filter(({ state, dueOn }) => !isClaimed(state) && dueOn !== null);
  const today = localDateAt(at.now, at.timeZone);
  const next = open.find(({ dueOn }) => dueOn !== null && dueOn >= today)?.dueOn;
  return open
    .filter(({ dueOn }) => dueOn !== null && (dueOn < today || dueOn === next))
    .map(({ id }) => id);
}
