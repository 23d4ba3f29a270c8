import type { Parsed } from '../../core/forms/form.ts';

export function taken(value: unknown): Extract<Parsed, { ok: true }> {
  return { ok: true, value };
}

/** `code` is a key below `problem` in the translations. */
export function refused(code: string): Parsed {
  return { ok: false, problem: { code } };
}
