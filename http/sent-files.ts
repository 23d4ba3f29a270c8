import { fileName } from '../core/files/name.ts';

/** A file of a multipart form. */
export interface SentFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** The files of a multipart/form-data body; a malformed one has none, nor have empty fields. */
export async function sentFiles(body: unknown, contentType: string): Promise<SentFile[]> {
  if (!Buffer.isBuffer(body)) return [];
  const headers = { 'content-type': contentType };
  const form = await new Response(Uint8Array.from(body), { headers }).formData().catch(() => null);
  const files: SentFile[] = [];
  for (const [, part] of form ?? []) {
    if (typeof part === 'string' || (part.name === '' && part.size === 0)) continue;
    const name = fileName(part.name);
    const mime = part.type || 'application/octet-stream';
    files.push({ name, mime, bytes: new Uint8Array(await part.arrayBuffer()) });
  }
  return files;
}
