import { RESERVED_NAMES } from '../core/indicators/parse-expression.ts';
import { fold } from '../core/text/fold.ts';
import type { DescriptionProblem } from './form-description-problem.ts';
import { type Entry, shown } from './form-description-sheet.ts';

const KEY = /^[a-z][a-z0-9_]{0,59}$/;
const LONGEST = 40;

/** Hands out the keys of columns, rows or checks: those given first, then ones made from words. */
export interface Keys {
  /** Takes a given key; null where none is given or it cannot be used, which becomes a problem. */
  given(entry: Entry, problems: DescriptionProblem[]): string | null;
  /** "Số hồ sơ" → "so_ho_so", another of that name "so_ho_so_2". */
  made(words: readonly string[], fallback: string): string;
}

export function keysOf(): Keys {
  const places = new Map<string, string>();
  return {
    given({ text, place }, problems) {
      if (text === '') return null;
      const other = places.get(text);
      if (other !== undefined) {
        problems.push({ place, code: 'duplicate', found: shown(text), other });
        return null;
      }
      if (!KEY.test(text)) {
        problems.push({ place, code: 'not_a_code', found: shown(text), example: 'so_ho_so' });
        return null;
      }
      if (RESERVED_NAMES.has(text)) {
        problems.push({ place, code: 'reserved_code', found: text });
        return null;
      }
      places.set(text, place);
      return text;
    },
    made(words, fallback) {
      const folded = fold(words.join(' ')).replace(/ /g, '_');
      const short = folded.slice(0, LONGEST).replace(/_+$/, '');
      const base = KEY.test(short) && !RESERVED_NAMES.has(short) ? short : fallback;
      let key = base;
      for (let copy = 2; places.has(key); copy += 1) key = `${base}_${copy}`;
      places.set(key, '');
      return key;
    },
  };
}
