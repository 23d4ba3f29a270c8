import type { OutgoingFile } from '../../../core/messages/message.ts';

/** Makes the addresses for one chat, by its native id; null where the server has no public address. */
export type LinksOf = ((chat: string) => FileLinks) | null;

/** Addresses under which files of ours can be had, as long as that chat may have them. */
export interface FileLinks {
  /** An address a network can fetch the picture from, again and again for days. */
  picture(file: OutgoingFile): string;
  /** An address a person opens to save the file. */
  download(file: OutgoingFile): string;
}
