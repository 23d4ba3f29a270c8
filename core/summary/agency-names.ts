import type { Agency } from '../organisation/agency.ts';
import { normalName } from '../organisation/agency-key.ts';
import type { Candidate } from '../organisation/candidate.ts';
import type { Directory, Known } from '../organisation/directory.ts';
import { editDistance } from '../organisation/edit-distance.ts';
import { fold } from '../text/fold.ts';

/** What people leave out when they speak of an office: "tư pháp", "châu hưng". */
const HEAD =
  /^(?:ubnd )?(?:van phong|phong|so|ban|chi cuc|trung tam|xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh) /;
/** Names alone that are shorter are too like other words. */
const LEAST_LETTERS = 4;
/** Letters that words without a head need to be taken for a slip, and for one of two letters. */
const LEAST_ALONE = 6;
const LEAST_TWO_SLIPS = 10;
const MOST = 6;

/** Finds agencies in questions: by every name the directory knows, by codes, and without a head. */
export interface AgencyNames {
  /** What a stretch of words names as it stands; null when nothing. */
  named(phrase: string): AgencyNamed | null;
  /**
   * Agencies that words may have meant: parts of names, slips; at most six. Not `loose`: only two
   * words of a name or what is a letter or two off one, since the words may be ordinary ones.
   */
  alike(phrase: string, loose: boolean): Candidate[];
}

export type AgencyNamed =
  | { kind: 'agency'; id: number }
  | { kind: 'set'; id: number }
  | { kind: 'several'; candidates: Candidate[] };

export function agencyNames(
  agencies: readonly (Agency & { code?: string })[],
  directory: Directory,
): AgencyNames {
  const here = agencies.filter(({ id }) => directory.agency(id));
  const bare = new Map<string, Map<number, Candidate>>();
  const words = new Map<number, string[]>();
  for (const { id, name, shortName, aliases, code } of here) {
    const candidate: Candidate = { kind: 'agency', id, name };
    const add = (key: string, least = LEAST_LETTERS) => {
      if (key.length < least) return;
      const known = bare.get(key) ?? new Map<number, Candidate>();
      bare.set(key, known.set(id, candidate));
    };
    const names = [name, shortName, ...aliases].map(normalName);
    for (const one of names) if (HEAD.test(one)) add(one.replace(HEAD, ''));
    // The office made its codes up itself: they may be short, but a letter is none.
    if (code !== undefined) add(fold(code), 2);
    words.set(id, names);
  }

  /** "TCKH" is "phòng TCKH". */
  function initialsOf(phrase: string): Known | null {
    const letters = fold(phrase);
    if (letters.includes(' ') || letters.length < LEAST_LETTERS) return null;
    const found = directory.find(`phòng ${phrase}`) ?? directory.find(`sở ${phrase}`);
    return found?.kind === 'agency' ? found : null;
  }

  /** What is a letter or two off a name without its head; names of two words have two such words. */
  function near(wanted: string): Candidate[] {
    const found = new Map<number, Candidate>();
    if (wanted.length < LEAST_ALONE) return [];
    const limit = wanted.length < LEAST_TWO_SLIPS ? 1 : 2;
    for (const [key, candidates] of bare) {
      if (key.split(' ').length !== wanted.split(' ').length) continue;
      if (editDistance(key, wanted, limit) > limit) continue;
      for (const [id, candidate] of candidates) found.set(id, candidate);
    }
    if (found.size === 0 && wanted.includes(' ')) {
      for (const { id, name } of here) {
        const isPart = words.get(id)?.some((one) => ` ${one} `.includes(` ${wanted} `));
        if (isPart) found.set(id, { kind: 'agency', id, name });
      }
    }
    return [...found.values()].slice(0, MOST);
  }

  return {
    named(phrase) {
      const known = directory.find(phrase) ?? initialsOf(phrase);
      if (known?.kind === 'agency') return { kind: 'agency', id: known.agencyId };
      if (known?.kind === 'set') return { kind: 'set', id: known.setId };
      const alone = [...(bare.get(fold(phrase))?.values() ?? [])];
      const candidates = known?.kind === 'ambiguous' ? known.candidates : alone;
      const [first, ...others] = candidates;
      if (!first) return null;
      return others.length === 0 && known === null
        ? { kind: first.kind, id: first.id }
        : { kind: 'several', candidates: candidates.slice(0, MOST) };
    },
    alike(phrase, loose) {
      const wanted = normalName(phrase);
      if (wanted.length < LEAST_LETTERS) return [];
      if (!loose) return near(fold(phrase));
      const part = here.filter(({ id }) =>
        words.get(id)?.some((name) => ` ${name} `.includes(` ${wanted} `)),
      );
      const found = new Map<string, Candidate>();
      for (const { id, name } of part) found.set(`agency ${id}`, { kind: 'agency', id, name });
      const guess = (text: string) => {
        const meant = directory.resolve(text);
        for (const one of meant.kind === 'unknown' ? meant.suggestions : []) {
          found.set(`${one.kind} ${one.id}`, one);
        }
      };
      if (part.length === 0) {
        guess(phrase);
        // "lâm kiệc": what is left out of a name is left out of its slip too.
        if (!HEAD.test(`${wanted} `))
          for (const head of ['xã', 'phòng']) guess(`${head} ${phrase}`);
      }
      return [...found.values()].slice(0, MOST);
    },
  };
}
