import type { Parsed } from '../../core/forms/form.ts';

/** Longest answer in free words; more belongs into a file. */
export const TEXT_LIMIT = 1000;

/** Reads an answer in free words of `min` to `max` characters. */
export function freeText(min: number, max = TEXT_LIMIT): (typed: string) => Parsed {
  return (typed) => {
    const clean = typed.trim();
    if (clean.length < min) return { ok: false, problem: { code: 'too_short' } };
    if (clean.length > max) {
      return { ok: false, problem: { code: 'too_long', params: { max } } };
    }
    return { ok: true, value: clean };
  };
}
