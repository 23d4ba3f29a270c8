import type { LinkedCommand } from '../command.ts';
import { workList } from '../work-list.ts';

/** `/viec`: what I owe. */
export const myWork: LinkedCommand = {
  name: 'viec',
  words: ['viec', 'viec cua toi', 'viec phai lam', 'nhiem vu'],
  where: 'private',
  roles: ['official', 'head'],
  access: 'linked',
  run: async (ctx) => ctx.reply(await workList(ctx, 0)),
  choices: {
    my: async (ctx, [page]) => ctx.answer(await workList(ctx, Number(page ?? 0) || 0)),
  },
};
