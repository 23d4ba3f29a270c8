import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Choice, Outgoing, OutgoingFile } from '../../../core/messages/message.ts';
import { splitMarkup, visibleLength } from './split.ts';

/** Longest text and longest caption of Telegram, in visible UTF-16 units. */
export const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;

/** One native call; a message that is too long or carries files may need several. */
export type Step =
  | { type: 'text'; html: string; keyboard: InlineKeyboardMarkup | null; edits: number | null }
  | {
      type: 'file';
      as: 'photo' | 'document';
      file: OutgoingFile;
      caption: Caption | null;
      edits: number | null;
    };

export interface Caption {
  html: string;
  keyboard: InlineKeyboardMarkup | null;
}

/**
 * The native calls of one message, in order. Choices go to the last one. A text too long for a
 * caption follows its file. A message with files never edits: Telegram cannot turn a text into a
 * file, so it is sent anew.
 */
export function draw(message: Outgoing): Step[] {
  const keyboard = keyboardOf(message.choices ?? []);
  const files: Step[] = [];
  const sent = { type: 'file', caption: null, edits: null } as const;
  if (message.image) files.push({ ...sent, as: 'photo', file: message.image });
  if (message.document) files.push({ ...sent, as: 'document', file: message.document });
  const last = files.at(-1);
  if (last?.type === 'file' && visibleLength(message.text) <= CAPTION_LIMIT) {
    const caption = { html: message.text, keyboard };
    const edits =
      files.length === 1 && last.as === 'photo' ? messageNumber(message.replaces) : null;
    return [...files.slice(0, -1), { ...last, caption, edits }];
  }
  const pieces = splitMarkup(message.text, TEXT_LIMIT);
  const edits = files.length === 0 ? messageNumber(message.replaces) : null;
  const texts = pieces.map(
    (html, index): Step => ({
      type: 'text',
      html,
      keyboard: index === pieces.length - 1 ? keyboard : null,
      edits: index === 0 ? edits : null,
    }),
  );
  return [...files, ...texts];
}

function keyboardOf(choices: readonly (readonly Choice[])[]): InlineKeyboardMarkup | null {
  const rows = choices.filter((row) => row.length > 0);
  if (rows.length === 0) return null;
  return {
    inline_keyboard: rows.map((row) =>
      row.map((choice) => ({ text: choice.label, callback_data: choice.id })),
    ),
  };
}

function messageNumber(id: string | undefined): number | null {
  return id !== undefined && /^[1-9]\d*$/.test(id) ? Number(id) : null;
}
