import type { FormState } from '../../core/forms/form.ts';
import { isAboutSame } from './parking.ts';

type Opening = Pick<FormState, 'form' | 'context'>;

/** Everything open in a chat, the top first. */
export function statesOf(stack: FormState | null): FormState[] {
  const states: FormState[] = [];
  for (let state = stack; state; state = state.parked) states.push(state);
  return states;
}

/** Takes the form about the same thing out of a stack; `same` null where it is not in there. */
export function takeOut(
  stack: FormState | null,
  opening: Opening,
): { same: FormState | null; rest: FormState | null } {
  const states = statesOf(stack);
  const same = states.find((state) => isAboutSame(state, opening)) ?? null;
  return { same, rest: stackOf(states.filter((state) => state !== same)) };
}

/**
 * Puts what was open in one chat on top of what is open in another. What is open in both is one
 * form afterwards, with the answers of both; where they differ, those of the chat that moves count.
 */
export function putOnTop(moving: FormState, here: FormState | null): FormState {
  const brought = statesOf(moving);
  const stay = statesOf(here).filter(
    (state) => state.touched && !brought.some((one) => isAboutSame(one, state)),
  );
  const merged = brought.map((state) => {
    const same = statesOf(here).find((one) => isAboutSame(one, state));
    return same ? { ...state, answers: { ...same.answers, ...state.answers } } : state;
  });
  return stackOf([...merged, ...stay]) ?? moving;
}

function stackOf(states: readonly FormState[]): FormState | null {
  return states.reduceRight<FormState | null>((parked, state) => ({ ...state, parked }), null);
}
