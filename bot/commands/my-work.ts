import { idArgument, type LinkedCommand } from '../command.ts';
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
    // `my:at:<page>` turns the list, every other button opens it below.
    my: async (ctx, [where, page]) =>
      where === 'at'
        ? ctx.answer(await workList(ctx, idArgument(page) ?? 0))
        : ctx.reply(await workList(ctx, 0)),
  },
};
