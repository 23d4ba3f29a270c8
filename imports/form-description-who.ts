import type { AgencyKind, AgencyLevel } from '../core/organisation/agency.ts';
import type { Duty } from '../core/reports/duty.ts';
import { fold } from '../core/text/fold.ts';

/** Who owes a form, as a description says it. */
export interface DescribedWho {
  duty: Duty;
  kinds: AgencyKind[] | null;
  levels: AgencyLevel[] | null;
  /** Agencies and sets by their names instead; null = all of these kinds and levels. */
  names: string[] | null;
  /** In a form with one row per agency: all rows of the place, not only the agency's own. */
  whole: boolean;
}

type Who = Pick<DescribedWho, 'kinds' | 'levels' | 'names'>;

const KINDS: Readonly<Record<AgencyKind, readonly [string, ...string[]]>> = {
  committee: ['UBND', 'Ủy ban nhân dân'],
  specialised: ['cơ quan chuyên môn', 'phòng chuyên môn', 'sở'],
  public_unit: ['đơn vị sự nghiệp', 'đơn vị sự nghiệp công lập'],
  vertical: ['cơ quan ngành dọc', 'ngành dọc'],
  other: ['cơ quan khác', 'đơn vị khác'],
};
const LEVELS: Readonly<Record<AgencyLevel, readonly [string, ...string[]]>> = {
  central: ['cấp trung ương', 'trung ương'],
  province: ['cấp tỉnh'],
  district: ['cấp huyện'],
  commune: ['cấp xã'],
};
/** An agency of any kind, where only the level is meant. */
const ANY = ['đơn vị', 'cơ quan', 'tất cả đơn vị', 'tất cả cơ quan'] as const;
const EVERYBODY = ['tất cả', 'mọi đơn vị', 'tất cả các đơn vị', 'tất cả các cơ quan'];

interface Meaning {
  kind: AgencyKind | null;
  level: AgencyLevel | null;
}

const MEANINGS = meanings();

/**
 * "UBND cấp xã", "đơn vị cấp huyện; đơn vị cấp xã", "Phòng Tư pháp; UBND các xã, thị trấn", "tất cả".
 * Null for what mixes kinds with names, or names kinds and levels that no list of each can say.
 */
export function readWho(text: string): Who | null {
  const phrases = text
    .split(/[;\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
  const everybody = phrases.every((phrase) => EVERYBODY.some((one) => fold(one) === fold(phrase)));
  if (everybody) return { kinds: null, levels: null, names: null };
  const known = phrases.flatMap((phrase) => MEANINGS.get(bare(phrase)) ?? []);
  if (known.length === 0) return { kinds: null, levels: null, names: phrases };
  if (known.length < phrases.length) return null;
  const kinds = [...new Set(known.map(({ kind }) => kind))];
  const levels = [...new Set(known.map(({ level }) => level))];
  const pairs = new Set(known.map(({ kind, level }) => `${kind} ${level}`));
  if (pairs.size < kinds.length * levels.length) return null;
  const oneOf = <T>(list: readonly (T | null)[]): T[] | null =>
    list.includes(null) ? null : list.filter((one) => one !== null);
  return { kinds: oneOf(kinds), levels: oneOf(levels), names: null };
}

/** The same in words. */
export function printWho({ kinds, levels, names }: Who): string {
  if (names) return names.join('; ');
  if (!kinds && !levels) return EVERYBODY[0] ?? '';
  const heads = kinds ? kinds.map((kind) => KINDS[kind][0]) : [ANY[0]];
  const tails = levels ? levels.map((level) => ` ${LEVELS[level][0]}`) : [''];
  return heads.flatMap((head) => tails.map((tail) => `${head}${tail}`)).join('; ');
}

function bare(phrase: string): string {
  return fold(phrase).replace(/^(?:tat ca )?cac /, '');
}

function meanings(): ReadonlyMap<string, Meaning> {
  const known = new Map<string, Meaning>();
  const heads: [AgencyKind | null, readonly string[]][] = [
    ...(Object.keys(KINDS) as AgencyKind[]).map((kind): [AgencyKind, readonly string[]] => [
      kind,
      KINDS[kind],
    ]),
    [null, [...ANY, '']],
  ];
  const tails: [AgencyLevel | null, readonly string[]][] = [
    ...(Object.keys(LEVELS) as AgencyLevel[]).map((level): [AgencyLevel, readonly string[]] => [
      level,
      LEVELS[level],
    ]),
    [null, ['']],
  ];
  for (const [kind, words] of heads) {
    for (const [level, ends] of tails) {
      for (const word of words) {
        for (const end of ends) {
          const phrase = fold(`${word} ${end}`);
          if (phrase !== '' && (kind ?? level) !== null) known.set(phrase, { kind, level });
        }
      }
    }
  }
  return known;
}
