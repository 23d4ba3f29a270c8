import type { Parsed } from '../../core/forms/form.ts';

/** Longest answer in free words; more belongs into a file. */
export const TEXT_LIMIT = 1000;

/** Reads an answer in free words of at least `min` characters. */
export function freeText(min: number): (typed: string) => Parsed {
  return (typed) => {
    const clean = typed.trim();
    if (clean.length < min) return { ok: false, problem: { code: 'too_short' } };
    if (clean.length > TEXT_LIMIT) {
      return { ok: false, problem: { code: 'too_long', params: { max: TEXT_LIMIT } } };
    }
    return { ok: true, value: clean };
  };
}
