import type { FormState } from '../../core/forms/form.ts';

type Opening = Pick<FormState, 'form' | 'context'>;

/** The same form about the same thing. */
export function isAboutSame(one: Opening, other: Opening): boolean {
  return one.form === other.form && one.context.obligation === other.context.obligation;
}

/**
 * What becomes of the open forms when another is opened: the one about the same thing, wherever it
 * stands, is gone on with (`same`); the others wait below it, except where nothing was answered.
 */
export function setAside(
  open: FormState | null,
  opening: Opening,
): { same: FormState | null; parked: FormState | null } {
  if (!open) return { same: null, parked: null };
  const below = setAside(open.parked, opening);
  if (isAboutSame(open, opening)) {
    return { same: open, parked: below.parked };
  }
  const parked = open.touched ? { ...open, parked: below.parked } : below.parked;
  return { same: below.same, parked };
}
