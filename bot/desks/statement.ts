import { homeChoices } from '../home.ts';
import { ask, pendingOf, STATEMENT_DESK } from '../statements/pending.ts';
import type { Desk } from './desk.ts';

/** Where what an official wrote in free words waits for a yes; the words are read by the router. */
export const statementDesk: Desk = {
  name: STATEMENT_DESK,
  closed: async () => null,
  async show(ctx) {
    const pending = await pendingOf(ctx);
    if (pending) await ask(ctx, pending.items);
    else await ctx.reply({ text: ctx.t('statement.over'), choices: [homeChoices(ctx)] });
  },
  text: async () => false,
  files: async () => false,
  left: (ctx) => ctx.t('statement.dropped'),
};
