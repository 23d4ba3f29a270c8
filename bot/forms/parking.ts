import type { FormState } from '../../core/forms/form.ts';

type Opening = Pick<FormState, 'form' | 'context'>;

/** The same form about the same thing. */
export function isAboutSame(one: Opening, other: Opening): boolean {
  const about = (key: string) => one.context[key] === other.context[key];
  return one.form === other.form && about('obligation') && about('proposal');
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

/** What lies on a form that was left for later. */
export const LATER = 'later';

/** The open forms without anything lying on them. */
export function awake(open: FormState | null): FormState | null {
  if (!open) return null;
  const below = awake(open.parked);
  if (open.form === LATER) return below;
  return below === open.parked ? open : { ...open, parked: below };
}
