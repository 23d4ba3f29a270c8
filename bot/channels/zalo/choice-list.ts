import type { Choice, Outgoing } from '../../../core/messages/message.ts';
import { isNumbered } from '../../../core/messages/numbering.ts';
import type { Translate } from '../../../locales/index.ts';

/**
 * Choices as a list to answer by typing; '' when there are none. Numbered where a number means a
 * choice; otherwise the choices of a row share a line.
 */
export function choiceList(message: Outgoing, t: Translate, isGroup: boolean): string {
  const rows = (message.choices ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return '';
  if (!isNumbered(message)) {
    const lines = rows.map((row) => `• ${row.map(labelOf).join(' | ')}`);
    return [t.plain(isGroup ? 'zalo.choose_group' : 'zalo.choose_words'), ...lines].join('\n');
  }
  const lines = rows.flat().map((choice, index) => `${index + 1}. ${labelOf(choice)}`);
  return [t.plain(isGroup ? 'zalo.choose_group' : 'zalo.choose_number'), ...lines].join('\n');
}

function labelOf({ label }: Choice): string {
  return label.replace(/\s+/g, ' ').trim();
}
