import type { Actor } from '../../core/people/can.ts';
import type { Role } from '../../core/people/role.ts';

/** As many as a glance takes in. */
const MOST = 6;

/** The commands each role uses, the most used first. */
export const USUAL: Readonly<Record<Role, readonly string[]>> = {
  official: ['viec', 'capnhat', 'baocao', 'giahan', 'kiennghi', 'han'],
  head: ['viec', 'baocao', 'tiendo', 'giahan', 'kiennghi', 'capnhat'],
  coordinator: ['duyet', 'thubaocao', 'tiendo', 'kiennghi', 'daumoi', 'xuat'],
  leader: ['tiendo', 'thubaocao', 'kiennghi', 'han', 'xuat'],
  admin: ['moi', 'daumoi', 'tiendo', 'han', 'bieumau'],
};

/** The names of the commands to show first; whoever has several roles gets the first of each. */
export function usualCommands(actor: Actor): string[] {
  const lists = [...new Set(actor.grants.map(({ role }) => role))].map((role) => USUAL[role]);
  const names = new Set<string>();
  for (let place = 0; place < MOST; place += 1) {
    for (const list of lists) {
      const name = list[place];
      if (name !== undefined && names.size < MOST) names.add(name);
    }
  }
  return [...names];
}
