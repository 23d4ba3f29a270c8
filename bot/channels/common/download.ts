import axios from 'axios';
import { MAX_FILE_BYTES } from '../../../core/files/acceptable.ts';
import { STORED_FILE } from '../../../core/files/upload.ts';

const DOWNLOAD_MS = 60_000;

/**
 * The bytes of a file at Zalo's address (public, of unknown lifetime), or of an uploaded one.
 * Throws when they cannot be had.
 */
export async function download(
  ref: string,
  parts: { readFile(hash: string): Promise<Uint8Array>; plainHttp: boolean },
): Promise<Uint8Array> {
  if (ref.startsWith(STORED_FILE)) return parts.readFile(ref.slice(STORED_FILE.length));
  const { protocol } = new URL(ref);
  if (protocol !== 'https:' && !(parts.plainHttp && protocol === 'http:')) {
    throw new Error('file is not at an https address');
  }
  const response = await axios.get<ArrayBuffer>(ref, {
    responseType: 'arraybuffer',
    maxContentLength: MAX_FILE_BYTES,
    timeout: DOWNLOAD_MS,
    proxy: false,
  });
  return new Uint8Array(response.data);
}
