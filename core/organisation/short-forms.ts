import { fold } from '../text/fold.ts';
import type { Agency } from './agency.ts';
import { agencyKey, type Locality, normalName, placeOf } from './agency-key.ts';

const HEADS = ['van phong', 'phong', 'so', 'ban', 'chi cuc', 'trung tam', 'hat'] as const;
/** Fewer letters would collide with ordinary words: "CA" (công an) folds to the same as "cả". */
const LEAST_LETTERS = 3;
/** Names of more parts are not abbreviated part by part. */
const MOST_PARTS = 4;

/**
 * The forms offices shorten a name to, without spaces: "Phòng Tài chính – Kế hoạch" is also
 * "phòng TC-KH", "P.TCKH", "PTCKH"; "thị trấn Phú Lộc" also "TT. Phú Lộc". They are derived from
 * the names at hand, not from a dictionary, so that a form two agencies share shows as ambiguous.
 */
export function shortForms(agency: Agency, localities: readonly Locality[]): string[] {
  const place = placeOf(normalName(agency.name));
  const forms =
    place !== null
      ? placeForms(agency, place)
      : officeForms(agency.name, agencyKey(agency.name, localities));
  return [...new Set(forms)];
}

/** A phrase without its spaces: how short forms are compared. */
export function compact(normal: string): string {
  return normal.replaceAll(' ', '');
}

function placeForms(agency: Agency, found: { word: string; place: string | null }): string[] {
  if (agency.kind !== 'committee') return [];
  const forms = [`ubnd${compact(found.word)}`];
  if (found.place === null) return forms;
  const place = compact(found.place);
  forms.push(`ubnd${place}`);
  if (found.word === 'thi tran') forms.push(`tt${place}`);
  // A leading "P." is read as "phòng" before it gets here.
  if (found.word === 'phuong') forms.push(`phong${place}`);
  return forms;
}

function officeForms(name: string, key: string): string[] {
  const parts = partsOf(name, key);
  const first = parts[0];
  if (first === undefined || parts.length > MOST_PARTS) return [];
  const head = HEADS.find((word) => first.startsWith(`${word} `)) ?? null;
  const whole = parts.map(initials).join('');
  const forms = whole.length >= LEAST_LETTERS ? [whole] : [];
  if (head === null) return forms;
  const body = [first.slice(head.length + 1), ...parts.slice(1)];
  for (const spelled of spellings(body)) {
    forms.push(`${compact(head)}${spelled}`);
    if (head === 'trung tam') forms.push(`tt${spelled}`);
  }
  return forms;
}

/** The name's own parts ("Tài chính", "Kế hoạch"), folded, cut where its key ends. */
function partsOf(name: string, key: string): string[] {
  const parts: string[] = [];
  let left = key.length;
  for (const piece of name.split(/[-–—,&]|\svà\s/i)) {
    const words = normalName(fold(piece)).slice(0, left);
    if (words === '') continue;
    parts.push(words);
    left -= words.length + 1;
    if (left <= 0) break;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Every mix of written-out and shortened parts. */
function spellings(parts: readonly string[]): string[] {
  return parts.reduce<string[]>(
    (made, part) => made.flatMap((start) => [start + compact(part), start + initials(part)]),
    [''],
  );
}

function initials(words: string): string {
  return words
    .split(' ')
    .map((word) => (word === 'ubnd' || word === 'hdnd' ? word : word.slice(0, 1)))
    .join('');
}
