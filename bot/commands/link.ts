import type { OpenCommand } from '../command.ts';
import { linkByCode } from '../linking.ts';

/** `/lienket <code>`: links this account with the code the office gave. */
export const link: OpenCommand = {
  name: 'lienket',
  words: ['lien ket', 'ma moi'],
  where: 'private',
  access: 'anyone',
  async run(ctx, argument) {
    if (argument === '') return ctx.reply({ text: ctx.t('link.how') });
    await linkByCode(ctx, argument);
  },
};
