import type { Choice, Outgoing } from '../../../core/messages/message.ts';
import { isNumbered } from '../../../core/messages/numbering.ts';
import type { Translate } from '../../../locales/index.ts';

/**
 * Choices as a list to answer by typing; '' when there are none. Numbered where a number means a
 * choice; otherwise the choices of a row share a line.
 * @param groupIntro key of what is said first in a group; null in a private chat
 */
export function choiceList(message: Outgoing, t: Translate, groupIntro: string | null): string {
  const rows = (message.choices ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return '';
  const intro = groupIntro ?? introOf(message);
  const lines = isNumbered(message)
    ? rows.flat().map((choice, index) => `${index + 1}. ${labelOf(choice)}`)
    : rows.map((row) => `• ${row.map(labelOf).join(' | ')}`);
  return [t.plain(intro), ...lines].join('\n');
}

function introOf(message: Outgoing): string {
  if (isNumbered(message)) return 'zalo.choose_number';
  // Where words or figures are asked for, the choices are another way to answer.
  return message.numbered === false ? 'zalo.choose_words' : 'zalo.choose_label';
}

function labelOf({ label }: Choice): string {
  return label.replace(/\s+/g, ' ').trim();
}
