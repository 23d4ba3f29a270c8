import type { Role } from '../core/people/role.ts';

/** What menus and help know of a command. */
export interface CommandInfo {
  /** Without the slash; a-z, digits and _ only (Telegram's rule). */
  name: string;
  /** Other names, also without the slash. */
  aliases?: readonly string[];
  /** What people may type without a slash, folded: "viec cua toi". */
  words: readonly string[];
  where: 'private' | 'group' | 'both';
  /** Shown in the menu and help of these roles only; everybody's when absent. Not a lock. */
  roles?: readonly Role[];
  /** Not shown in menus and help. */
  hidden?: true;
}
