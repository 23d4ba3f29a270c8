import axios from 'axios';
import type { Api } from 'grammy';
import type { Scrub } from '../common/scrub.ts';
import { failureOf, reasonOf } from './failure.ts';

/** Largest file a bot may download. Source: core.telegram.org/bots/api#getfile */
const DOWNLOAD_LIMIT_BYTES = 20 * 1024 * 1024;
const DOWNLOAD_MS = 120_000;

/**
 * The bytes behind a file id. Throws an error whose message says why and holds no secret: unknown
 * or expired id, more than 20 MB, network trouble.
 */
export async function download(
  parts: { api: Api; apiRoot: string; token: string; scrub: Scrub },
  file: { ref: string; size: number | null },
): Promise<Uint8Array> {
  if ((file.size ?? 0) > DOWNLOAD_LIMIT_BYTES) throw new Error('file is larger than 20 MB');
  const path = await filePath(parts, file.ref);
  const url = `${parts.apiRoot}/file/bot${parts.token}/${encodeURI(path)}`;
  try {
    const response = await axios.get<ArrayBuffer>(url, {
      responseType: 'arraybuffer',
      maxContentLength: DOWNLOAD_LIMIT_BYTES,
      timeout: DOWNLOAD_MS,
      // As the API calls: straight to the API root.
      proxy: false,
    });
    return new Uint8Array(response.data);
  } catch (error) {
    // Not passed on as a cause: axios keeps the URL, and with it the token, in its errors.
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`file cannot be downloaded: ${parts.scrub(detail)}`);
  }
}

async function filePath(parts: { api: Api; scrub: Scrub }, ref: string): Promise<string> {
  try {
    const { file_path: path } = await parts.api.getFile(ref);
    if (path !== undefined) return path;
  } catch (error) {
    throw new Error(`file cannot be had: ${reasonOf(failureOf(error, parts.scrub))}`);
  }
  throw new Error('file cannot be had: Telegram names no path');
}
