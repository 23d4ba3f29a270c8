import { loadSummary } from '../../office/summary.ts';
import { tiendoMessage } from '../../views/tiendo/tiendo.ts';
import type { OpenCommand } from '../command.ts';
import { viewScope, withoutScope } from '../scope.ts';

/** `/han`: the next deadlines of whatever the asker may see. */
export const deadlines: OpenCommand = {
  name: 'han',
  words: ['han', 'sap den han', 'thoi han'],
  where: 'both',
  access: 'anyone',
  async run(ctx) {
    const scope = await viewScope(ctx);
    const page = scope && (await loadSummary(ctx.tx, scope.rootId, scope.visible, ctx.now));
    if (!page) return withoutScope(ctx);
    await ctx.reply(tiendoMessage('next', 0, { source: page, at: ctx, t: ctx.t }));
  },
};
