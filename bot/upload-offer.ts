import { UPLOAD_HOURS } from '../core/files/upload.ts';
import type { Markup } from '../core/messages/markup.ts';
import type { BotContext } from './context.ts';

/** How files can be sent where the chat takes none: by a page, or as pictures; '' where it does. */
export function uploadOffer(ctx: BotContext): Markup | '' {
  if (ctx.filesIn || ctx.conversation.kind !== 'private') return '';
  const link = ctx.uploadLink();
  if (link === null) return ctx.t('upload.photos_only');
  return ctx.t('upload.offer', { link, hours: UPLOAD_HOURS });
}
