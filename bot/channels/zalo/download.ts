import axios from 'axios';
import { MAX_FILE_BYTES } from '../../../core/files/acceptable.ts';

const DOWNLOAD_MS = 60_000;

/** Marks a file that came through the upload page and lies in our own store. */
export const STORED = 'stored:';

/**
 * The bytes of a picture at Zalo's address (public, of unknown lifetime), or of an uploaded file.
 * Throws when they cannot be had.
 */
export async function download(
  ref: string,
  parts: { readFile(hash: string): Promise<Uint8Array>; plainHttp: boolean },
): Promise<Uint8Array> {
  if (ref.startsWith(STORED)) return parts.readFile(ref.slice(STORED.length));
  const { protocol } = new URL(ref);
  if (protocol !== 'https:' && !(parts.plainHttp && protocol === 'http:')) {
    throw new Error('picture is not at an https address');
  }
  const response = await axios.get<ArrayBuffer>(ref, {
    responseType: 'arraybuffer',
    maxContentLength: MAX_FILE_BYTES,
    timeout: DOWNLOAD_MS,
    proxy: false,
  });
  return new Uint8Array(response.data);
}
