import { type Locale, translator } from '../locales/index.ts';
import type { CommandInfo } from './command-info.ts';

/** The command menu a channel may show: one list for private chats, one for groups. */
export function commandMenu(commands: readonly CommandInfo[], locale: Locale) {
  const t = translator(locale);
  const listed = (where: 'private' | 'group') =>
    commands
      .filter((command) => !command.hidden && (command.where === where || command.where === 'both'))
      .map(({ name }) => ({ command: name, description: t.plain(`command.${name}`) }));
  return { private: listed('private'), group: listed('group') };
}
