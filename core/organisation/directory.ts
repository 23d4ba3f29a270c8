import type { LocalDate } from '../time/local-date.ts';
import { sameAccents } from './accents.ts';
import { type Agency, type AgencyLevel, type AgencySet, existsOn } from './agency.ts';
import { type Locality, type NameReading, normalName, placeOf, readName } from './agency-key.ts';
import type { Candidate, Entry } from './candidate.ts';
import { compact, shortForms } from './short-forms.ts';
import { suggest } from './suggest.ts';
import { isVague } from './vague.ts';

/** What a phrase means. Only an exact name, alias or short form resolves; likeness never does. */
export type Resolution =
  | { kind: 'agency'; agencyId: number }
  /** `memberIds`: the members that exist on the directory's day; may be empty. */
  | { kind: 'set'; setId: number; memberIds: number[] }
  | { kind: 'ambiguous'; candidates: Candidate[] }
  /** Words that name nobody in particular ("các cơ quan có liên quan"). */
  | { kind: 'vague' }
  /** `suggestions`: the most alike names, nearest first, at most three; for a person to pick from. */
  | { kind: 'unknown'; suggestions: Candidate[] };

/** What a phrase that names something means. */
export type Known = Extract<Resolution, { kind: 'agency' | 'set' | 'ambiguous' }>;

export interface Directory {
  resolve(phrase: string): Resolution;
  /** As `resolve`, without looking for suggestions: null for what is vague or unknown. */
  find(phrase: string): Known | null;
  agency(id: number): Agency | undefined;
}

export interface DirectoryOptions {
  /** Agencies that do not exist on this day are not found. */
  day: LocalDate;
  /** An agency below this one wins over its namesakes elsewhere: the committee that issued a plan. */
  within?: number;
}

/**
 * An index of names. A phrase is looked up as written, then without level words and locality
 * ("huyện", "huyện Thạnh Trị"), then among short forms ("P. TC-KH"), then without a title in front
 * ("Chủ tịch UBND xã…") or a remark in brackets behind it.
 */
export function directory(
  agencies: readonly Agency[],
  sets: readonly AgencySet[],
  options: DirectoryOptions,
): Directory {
  const active = agencies.filter((agency) => existsOn(agency, options.day));
  const byId = new Map(active.map((agency) => [agency.id, agency]));
  const setById = new Map(sets.map((set) => [set.id, set]));
  const localities = localitiesOf(active);
  const setLevels = new Map(sets.map((set) => [set.id, levelsOfSet(set, localities)]));
  const index = buildIndex(active, sets, localities);

  function within(id: number, root: number): boolean {
    const seen = new Set<number>();
    for (let at: number | null = id; at !== null && !seen.has(at); ) {
      if (at === root) return true;
      seen.add(at);
      at = byId.get(at)?.parentId ?? null;
    }
    return false;
  }

  function fits(candidate: Candidate, reading: NameReading): boolean {
    if (candidate.kind === 'set') {
      const own = setLevels.get(candidate.id) ?? null;
      return !own || !reading.levels || reading.levels.some((level) => own.includes(level));
    }
    const level = byId.get(candidate.id)?.level;
    if (reading.levels && !(level && reading.levels.includes(level))) return false;
    return reading.localities?.some((root) => within(candidate.id, root)) ?? true;
  }

  function lookUp(phrase: string): Known | null {
    const normal = normalName(phrase);
    if (normal === '') return null;
    const reading = readName(phrase, localities);
    const exact = index.exact.get(normal) ?? [];
    // "Các cơ quan, đơn vị" must not become those "thuộc huyện" by what it leaves out.
    if (exact.length === 0 && isVague(phrase)) return null;
    const attempts = [
      exact,
      (index.byKey.get(reading.key) ?? []).filter((entry) => fits(entry.candidate, reading)),
      index.short.get(compact(normal)) ?? [],
      (index.short.get(compact(reading.key)) ?? []).filter((e) => fits(e.candidate, reading)),
    ];
    const hits = attempts.find((found) => found.length > 0);
    return hits ? decide(phrase, hits) : null;
  }

  function decide(phrase: string, hits: readonly Entry[]): Known {
    let left = hits;
    const root = options.within;
    if (root !== undefined) {
      left = narrowed(
        left,
        ({ candidate }) => candidate.kind === 'set' || within(candidate.id, root),
      );
    }
    if (distinct(left).length > 1)
      left = narrowed(left, (entry) => sameAccents(phrase, entry.label));
    const candidates = distinct(left);
    const only = candidates.length === 1 ? candidates[0] : undefined;
    if (only === undefined) return { kind: 'ambiguous', candidates };
    if (only.kind === 'agency') return { kind: 'agency', agencyId: only.id };
    const members = setById.get(only.id)?.memberIds ?? [];
    return {
      kind: 'set',
      setId: only.id,
      memberIds: [...new Set(members)].filter((id) => byId.has(id)),
    };
  }

  function find(phrase: string): Known | null {
    const direct = lookUp(phrase) ?? lookUp(withoutTitle(phrase));
    if (direct) return direct;
    // A remark may restrict a set ("trừ thị trấn …"), so only a single agency may shed one.
    const bare = lookUp(withoutTitle(phrase.replace(/\([^)]*\)/g, ' ')));
    return bare?.kind === 'agency' ? bare : null;
  }

  return {
    agency: (id) => byId.get(id),
    find,
    resolve(phrase) {
      const known = find(phrase);
      if (known) return known;
      if (isVague(phrase)) return { kind: 'vague' };
      return { kind: 'unknown', suggestions: suggest(readName(phrase, localities).key, index.all) };
    },
  };
}

interface Index {
  all: Entry[];
  exact: Map<string, Entry[]>;
  byKey: Map<string, Entry[]>;
  short: Map<string, Entry[]>;
}

function buildIndex(
  agencies: readonly Agency[],
  sets: readonly AgencySet[],
  localities: readonly Locality[],
): Index {
  const index: Index = { all: [], exact: new Map(), byKey: new Map(), short: new Map() };
  const addNames = (candidate: Candidate, names: readonly string[]) => {
    for (const label of new Set(names)) {
      const { key } = readName(label, localities);
      if (key === '') continue;
      const entry = { candidate, label, key };
      index.all.push(entry);
      push(index.exact, normalName(label), entry);
      push(index.byKey, key, entry);
      push(index.short, compact(key), entry);
    }
  };
  for (const agency of agencies) {
    const candidate: Candidate = { kind: 'agency', id: agency.id, name: agency.name };
    addNames(candidate, [agency.name, agency.shortName, ...agency.aliases]);
    for (const form of shortForms(agency, localities)) {
      push(index.short, form, { candidate, label: agency.name, key: form });
    }
  }
  for (const set of sets) {
    addNames({ kind: 'set', id: set.id, name: set.name }, [set.name, ...set.aliases]);
  }
  return index;
}

/** The places whose committees are in the tree, longest name first. */
function localitiesOf(agencies: readonly Agency[]): Locality[] {
  const found: Locality[] = [];
  for (const agency of agencies) {
    if (agency.kind !== 'committee') continue;
    for (const name of [agency.name, ...agency.aliases]) {
      const place = placeOf(normalName(name));
      if (place?.place) found.push({ agencyId: agency.id, word: place.word, place: place.place });
    }
  }
  return found.sort((a, b) => b.place.length - a.place.length);
}

function levelsOfSet(
  set: AgencySet,
  localities: readonly Locality[],
): readonly AgencyLevel[] | null {
  const levels = [set.name, ...set.aliases].flatMap(
    (name) => readName(name, localities).levels ?? [],
  );
  return levels.length > 0 ? levels : null;
}

function withoutTitle(phrase: string): string {
  return phrase.replace(/^[\s\-–—]*(?:Thủ trưởng|Chủ tịch|Lãnh đạo|Người đứng đầu)\s+/i, '');
}

function distinct(entries: readonly Entry[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { candidate } of entries) found.set(`${candidate.kind} ${candidate.id}`, candidate);
  return [...found.values()];
}

/** The entries that pass, or all of them when none does. */
function narrowed(entries: readonly Entry[], passes: (entry: Entry) => boolean): readonly Entry[] {
  const kept = entries.filter(passes);
  return kept.length > 0 ? kept : entries;
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}
