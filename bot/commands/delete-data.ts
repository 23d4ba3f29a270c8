import type { LinkedCommand } from '../command.ts';
import { askDeletion, deleteNow } from '../privacy/deletion.ts';

/**
 * `/xoadulieu`: has what is kept about oneself deleted, after a question. `xl:yes:<person>:<day>`
 * counts only on the day it was asked, and only from the one who was asked.
 */
export const deleteData: LinkedCommand = {
  name: 'xoadulieu',
  words: ['xoa du lieu', 'xoa du lieu cua toi', 'rut lai dong y', 'huy lien ket'],
  where: 'private',
  access: 'linked',
  run: (ctx) => askDeletion(ctx),
  choices: {
    async xl(ctx, [what, person, day]) {
      if (what === 'no') return ctx.answer({ text: ctx.t('privacy.kept') });
      const isAsked = what === 'yes' && person === String(ctx.person.id) && day === ctx.today;
      await (isAsked ? deleteNow(ctx) : askDeletion(ctx));
    },
  },
};
