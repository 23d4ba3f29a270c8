import type { Choice } from '../core/messages/message.ts';
import { fold } from '../core/text/fold.ts';

/**
 * The choice that typed words mean: its label (with or without diacritics and signs), or its
 * number where `numbers` may be choices ("2", "số 2"), unless the labels bear numbers of their own.
 * Null when it is none of them.
 */
export function matchLabel(
  text: string,
  choices: readonly Choice[],
  options: { numbers: boolean },
): Choice | null {
  const typed = fold(text);
  if (typed === '') return null;
  const named = choices.filter((choice) => fold(choice.label) === typed);
  if (named.length === 1) return named[0] ?? null;
  const number = /^(?:so |chon )?(\d{1,2})$/.exec(typed)?.[1];
  if (!options.numbers || number === undefined) return null;
  const numbered = choices.filter((choice) => /^\d/.test(choice.label));
  if (numbered.length === 0) return choices[Number(number) - 1] ?? null;
  return numbered.find((choice) => choice.label === number) ?? null;
}
