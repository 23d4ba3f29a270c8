import type { Outgoing } from '../../core/messages/message.ts';
import { fold } from '../../core/text/fold.ts';
import type { Board } from './board.ts';
import { caption } from './caption.ts';
import { mainChoices, mainMessage } from './main.ts';
import { type BarsBy, progressPicture } from './picture.ts';

/** Where a picture is kept until it is sent: gives the hash of its content. */
export interface PictureStore {
  put(bytes: Uint8Array): Promise<string>;
}

/** Dots across: three for each of a phone's 360, and enough for a projector. */
const PIXELS = 1080;

/**
 * How things stand: a picture with a short text below it, or the longer text where there is no
 * `store`, since the channel or the reader takes no pictures. Asked and posted answers are the same.
 */
export async function tiendoPost(
  board: Board,
  store: PictureStore | null,
  by?: BarsBy,
): Promise<Outgoing> {
  if (!store || board.source.summary.tally.total === 0) return mainMessage(board);
  const { at, source, t } = board;
  const hash = await store.put(await tiendoPicture(board, by));
  const name = `${fold(`${t.plain('picture.file')} ${source.scope.name}`).replace(/[^a-z0-9]+/g, '-')}-${at.today}.png`;
  return {
    text: caption(board),
    image: { name, mime: 'image/png', hash },
    choices: mainChoices(board),
  };
}

/** The picture alone, as PNG. */
export async function tiendoPicture(board: Board, by?: BarsBy): Promise<Uint8Array> {
  // Large libraries that most messages never need.
  const { progressPng } = await import('../../exports/pictures/png.ts');
  return progressPng(progressPicture(board, by), PIXELS);
}
