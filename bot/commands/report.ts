import { idArgument, type LinkedCommand } from '../command.ts';
import { workList } from '../work-list.ts';

/** `/baocao`: the periodic reports I owe. */
export const report: LinkedCommand = {
  name: 'baocao',
  words: ['bao cao', 'bao cao dinh ky'],
  where: 'private',
  roles: ['official', 'head'],
  access: 'linked',
  run: async (ctx) => ctx.reply(await workList(ctx, 0, { source: 'report' })),
  choices: {
    rp: async (ctx, [, page]) =>
      ctx.answer(await workList(ctx, idArgument(page) ?? 0, { source: 'report' })),
  },
};
