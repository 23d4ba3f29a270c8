import type { LinkedCommand } from '../command.ts';
import { cancelForm } from '../forms/session.ts';

/** `/huy`: leaves whatever is being filled in. */
export const cancel: LinkedCommand = {
  name: 'huy',
  words: ['huy', 'huy bo', 'thoi'],
  where: 'private',
  access: 'linked',
  async run(ctx) {
    if (!(await cancelForm(ctx))) await ctx.reply({ text: ctx.t('form.nothing_to_cancel') });
  },
};
