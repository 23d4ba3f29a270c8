import type { FormState } from '../../core/forms/form.ts';

/**
 * What becomes of the open forms when another is opened: the one about the same thing, wherever it
 * stands, is gone on with (`same`); the others wait below it, except where nothing was answered.
 */
export function setAside(
  open: FormState | null,
  opening: Pick<FormState, 'form' | 'context'>,
): { same: FormState | null; parked: FormState | null } {
  if (!open) return { same: null, parked: null };
  const below = setAside(open.parked, opening);
  const about = (key: string) => open.context[key] === opening.context[key];
  if (open.form === opening.form && about('obligation') && about('proposal')) {
    return { same: open, parked: below.parked };
  }
  const parked = open.touched ? { ...open, parked: below.parked } : below.parked;
  return { same: below.same, parked };
}
