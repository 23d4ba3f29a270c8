import type { OutgoingFile } from '../../../core/messages/message.ts';

/** Addresses under which files of ours can be had; null where the server has no public address. */
export interface FileLinks {
  /** An address a network can fetch the picture from, again and again for days. */
  picture(file: OutgoingFile): string;
  /** An address a person opens to save the file. */
  download(file: OutgoingFile): string;
}
