import { fold } from '../text/fold.ts';
import type { AgencyLevel } from './agency.ts';

/** A place that has a committee of its own; `place` is folded: `{ word: 'huyen', place: 'thanh tri' }`. */
export interface Locality {
  agencyId: number;
  word: string;
  place: string;
}

/** A name taken apart: what it is called, and which level or place it says it belongs to. */
export interface NameReading {
  /** The name without level words and locality: what two spellings of one agency share. */
  key: string;
  /** Levels the trailing word allows ("huyện"); null when the name says nothing. */
  levels: readonly AgencyLevel[] | null;
  /** Committees of the place named at the end ("huyện Thạnh Trị"); null when none is named. */
  localities: readonly number[] | null;
}

const LEVELS_OF_WORD: Readonly<Record<string, readonly AgencyLevel[]>> = {
  tinh: ['province'],
  'thanh pho': ['province', 'district'],
  huyen: ['district'],
  quan: ['district'],
  'thi xa': ['district'],
  xa: ['commune'],
  phuong: ['commune'],
  'thi tran': ['commune'],
  'dac khu': ['commune'],
};
const LEVEL_WORD = Object.keys(LEVELS_OF_WORD).join('|');
const PLACE_HEAD = new RegExp(`^(?:ubnd )?(${LEVEL_WORD})(?: (.+))?$`);
const LINK = '(?:(?:truc thuoc|thuoc|cap|cua|trong|tai|tren dia ban)(?: ubnd)? )?';
const LINK_REQUIRED = '(?:truc thuoc|thuoc|cap|cua|trong|tai|tren dia ban)(?: ubnd)? ';
const TRAILING_LEVEL = new RegExp(`^(.+?) ${LINK}(${LEVEL_WORD})$`);
const TRAILING_LINKED_LEVEL = new RegExp(`^(.+?) ${LINK_REQUIRED}(${LEVEL_WORD})$`);

/**
 * A name as folded words with the abbreviations that can only mean one thing written out:
 * `VP. HĐND-UBND huyện` → `van phong hdnd ubnd huyen`. "và" and a leading "các" say nothing
 * about which agency is meant and go; so does "các" after UBND ("UBND các xã").
 */
export function normalName(name: string): string {
  let text = ` ${fold(name.replace(/Ð/g, 'Đ'))} `;
  text = text
    .replaceAll(' uy ban nhan dan ', ' ubnd ')
    .replaceAll(' hoi dong nhan dan ', ' hdnd ')
    .replace(/ vp(?=ubnd |hdnd )/g, ' van phong ')
    .replaceAll(' vp ', ' van phong ')
    .replaceAll(' cq ', ' co quan ')
    .replaceAll(' tw ', ' trung uong ')
    .replace(/( va)+(?= )/g, '')
    .replace(/^( (cac|nhung|tat ca|toan bo|toan the))+(?= )/, '')
    .replace(/ (ubnd|hdnd)( (tat ca|cac))+(?= )/g, ' $1')
    .replace(/^ p (?=\S)/, ' phong ')
    .replace(/^ ub (?=\S)/, ' ubnd ');
  return withPlaceWord(text.trim());
}

/**
 * The canonical key of a name: spellings of one agency share it. Level words and the places given
 * as `localities` are dropped from the end; committees keep theirs, because it is all they have:
 * `UBND xã Thạnh Tân` → `xa thanh tan`, `UBND huyện` → `ubnd huyen`.
 */
export function agencyKey(name: string, localities: readonly Locality[] = []): string {
  return readName(name, localities).key;
}

export function readName(name: string, localities: readonly Locality[] = []): NameReading {
  const text = normalName(name);
  const place = placeOf(text);
  for (const { word, place: where } of localities) {
    const rest = withoutSuffix(text, `${word} ${where}`);
    if (rest === null || (place && !placeOf(rest)?.place)) continue;
    const same = localities.filter((other) => other.word === word && other.place === where);
    return {
      key: committeeKey(rest),
      levels: null,
      localities: same.map((other) => other.agencyId),
    };
  }
  const trailing = (place ? TRAILING_LINKED_LEVEL : TRAILING_LEVEL).exec(text);
  if (trailing?.[1] && trailing[2] && !/^(ubnd|hdnd)$/.test(trailing[1])) {
    return {
      key: committeeKey(trailing[1]),
      levels: LEVELS_OF_WORD[trailing[2]] ?? null,
      localities: null,
    };
  }
  return { key: committeeKey(text), levels: null, localities: null };
}

/** The level word and the place of a committee's or a place's name; null for every other name. */
export function placeOf(normal: string): { word: string; place: string | null } | null {
  const match = PLACE_HEAD.exec(normal);
  return match?.[1] ? { word: match[1], place: match[2] ?? null } : null;
}

/** "xã Thạnh Tân" is its committee: both names get one key. */
function committeeKey(normal: string): string {
  const found = placeOf(normal);
  return found?.place ? `${found.word} ${found.place}` : normal;
}

/** Writes out "h.", "x.", "TX", "TP" before a place, and "TT", "P." where UBND stands before them. */
function withPlaceWord(normal: string): string {
  return normal
    .replace(/^ubnd cap (?=\S)/, 'ubnd ')
    .replace(/^(ubnd )?h (?=\S)/, '$1huyen ')
    .replace(/^(ubnd )?x (?=\S)/, '$1xa ')
    .replace(/^(ubnd )?tx (?=\S)/, '$1thi xa ')
    .replace(/^(ubnd )?tp (?=\S)/, '$1thanh pho ')
    .replace(/^ubnd tt (?=\S)/, 'ubnd thi tran ')
    .replace(/^ubnd p (?=\S)/, 'ubnd phuong ');
}

function withoutSuffix(text: string, suffix: string): string | null {
  if (!text.endsWith(` ${suffix}`)) return null;
  const rest = text.slice(0, -suffix.length - 1);
  return rest.replace(new RegExp(` ${LINK_REQUIRED.trim()}$`), '');
}
