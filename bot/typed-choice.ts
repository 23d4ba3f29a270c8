import type { Choice, Outgoing } from '../core/messages/message.ts';
import { bearsNumber } from '../core/messages/numbering.ts';
import { fold } from '../core/text/fold.ts';
import { typedPlace } from '../core/text/typed-place.ts';

/**
 * The choice that typed words mean: its label (with or without diacritics and signs), or its
 * number where `numbers` may be choices ("2", "số 2", "hai"), unless the labels bear numbers of
 * their own. Null when it is none of them.
 */
export function matchLabel(
  text: string,
  choices: readonly Choice[],
  options: { numbers: boolean },
): Choice | null {
  const named = namedBy(text, choices);
  if (named.length === 1) return named[0] ?? null;
  const place = typedPlace(text);
  if (!options.numbers || place === null) return null;
  const numbered = choices.filter((choice) => bearsNumber(choice.label));
  if (numbered.length === 0) return choices[place - 1] ?? null;
  return numbered.find((choice) => choice.label === String(place)) ?? null;
}

/** What typed words mean among all that was offered lately, newest message first. */
export type LateChoice =
  | { kind: 'one'; choice: Choice }
  /** Several messages offered it, for different things. */
  | { kind: 'several'; offers: { choice: Choice; message: Outgoing }[] }
  | { kind: 'none' };

/**
 * The newest message is answered by words or number; older ones by the words of a choice only, for
 * nobody counts lines of a message that is off the screen.
 */
export function newestChoice(text: string, offered: readonly Outgoing[]): Choice | null {
  const [newest] = offered;
  if (!newest) return null;
  return matchLabel(text, newest.choices?.flat() ?? [], { numbers: newest.numbered !== false });
}

/** The choice of an older message that typed words name. A form's buttons end with the form. */
export function olderChoice(text: string, older: readonly Outgoing[]): LateChoice {
  // A bare number is a line of a list, also where the label says it ("1", "2").
  if (typedPlace(text) !== null) return { kind: 'none' };
  const offers = new Map<string, { choice: Choice; message: Outgoing }>();
  for (const message of older) {
    for (const choice of namedBy(text, message.choices?.flat() ?? [])) {
      if (!choice.id.startsWith('f:') && !offers.has(choice.id))
        offers.set(choice.id, { choice, message });
    }
  }
  const [first, ...more] = offers.values();
  if (!first) return { kind: 'none' };
  return more.length === 0
    ? { kind: 'one', choice: first.choice }
    : { kind: 'several', offers: [first, ...more] };
}

function namedBy(text: string, choices: readonly Choice[]): Choice[] {
  const typed = fold(text);
  return typed === '' ? [] : choices.filter((choice) => fold(choice.label) === typed);
}
