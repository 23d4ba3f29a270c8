import type { LinkedCommand } from '../command.ts';
import { uploadOffer } from '../upload-offer.ts';

/** `/guitep`: a fresh link for sending files, where the chat takes none. */
export const upload: LinkedCommand = {
  name: 'guitep',
  words: ['gui tep', 'nop tep', 'tai tep len'],
  where: 'private',
  hidden: true,
  access: 'linked',
  async run(ctx) {
    const offer = uploadOffer(ctx);
    await ctx.reply({ text: offer === '' ? ctx.t('upload.attach') : offer });
  },
};
