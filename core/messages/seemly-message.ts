import { seemly } from '../text/seemly.ts';
import type { Markup } from './markup.ts';
import type { Outgoing } from './message.ts';

/** A message in which no name or note can turn the reading of the rest around. */
export function seemlyMessage(message: Outgoing): Outgoing {
  const { text, choices, document } = message;
  return {
    ...message,
    text: seemly(text) as Markup,
    ...(choices && {
      choices: choices.map((row) => row.map((one) => ({ ...one, label: seemly(one.label) }))),
    }),
    ...(document && { document: { ...document, name: seemly(document.name) } }),
  };
}
