import type { Choice } from '../core/messages/message.ts';
import { keepTextOnly, wantsTextOnly } from '../office/text-only.ts';
import type { PictureStore } from '../views/tiendo/post.ts';
import type { BotContext } from './context.ts';

/** Where a picture for this chat is kept; null where the channel or the reader takes none. */
export async function pictureStore(ctx: BotContext): Promise<PictureStore | null> {
  if (!ctx.images) return null;
  return (await isInWords(ctx)) ? null : ctx.store;
}

/** The button that changes between a picture and words, in a private chat that shows pictures. */
export async function lookChoices(
  ctx: BotContext,
  /** Id of the button that opens the board it stands below. */
  opens: string,
): Promise<Choice[][]> {
  if (!ctx.images || !ctx.person || ctx.conversation.kind !== 'private') return [];
  const look = (await isInWords(ctx)) ? 'picture' : 'words';
  const id = opens.replace('td:main:', `tp:${look}:`);
  return [[{ id, label: ctx.t.plain(`picture.button.${look}`) }]];
}

/** Keeps what the person chose; false where there is nothing to choose here. */
export async function chooseLook(ctx: BotContext, look: string | undefined): Promise<boolean> {
  if (look !== 'picture' && look !== 'words') return false;
  if (!ctx.person || ctx.conversation.kind !== 'private') return false;
  await keepTextOnly(ctx.tx, ctx.person.id, look === 'words');
  return true;
}

/** A group sees one thing, whoever asks. */
async function isInWords({ tx, person, conversation }: BotContext): Promise<boolean> {
  return conversation.kind === 'private' && person !== null && wantsTextOnly(tx, person.id);
}
