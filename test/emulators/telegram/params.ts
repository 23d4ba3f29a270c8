import { ApiError, badRequest } from './api-error.ts';

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

/** The parameters of one call, however they were sent. */
export interface Params {
  fields: Record<string, unknown>;
  /** Uploads of a multipart body, by part name. */
  uploads: Map<string, UploadedFile>;
}

export function textParam(params: Params, key: string): string | undefined {
  const value = params.fields[key];
  return value === undefined || value === null ? undefined : String(value);
}

export function numberParam(params: Params, key: string): number | undefined {
  const text = textParam(params, key);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) throw badRequest(`invalid parameter "${key}"`);
  return value;
}

/** A structured parameter: itself in a JSON body, serialised in a multipart one. */
export function jsonParam(params: Params, key: string): unknown {
  const value = params.fields[key];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${key} JSON object`);
  }
}

/** A file given as attach://part, or uploaded under the parameter's own name. */
export function uploadParam(params: Params, key: string): UploadedFile {
  const reference = textParam(params, key);
  const part = reference?.startsWith('attach://') ? reference.slice('attach://'.length) : key;
  const upload = params.uploads.get(part);
  if (!upload) throw badRequest(`there is no ${key} in the request`);
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
  if (upload.bytes.length > 50 * 1024 * 1024) throw new ApiError(413, 'Request Entity Too Large');
  return upload;
}

/** Reads a multipart/form-data body (RFC 7578), as far as Bot API clients write it. */
export function parseMultipart(body: Buffer, contentType: string): Params {
  const params: Params = { fields: {}, uploads: new Map() };
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw badRequest('multipart body without boundary');
  for (const part of partsOf(body, Buffer.from(`--${boundary}`))) {
    const headEnd = part.indexOf('\r\n\r\n');
    if (headEnd < 0) continue;
    const head = part.subarray(0, headEnd).toString();
    const content = part.subarray(headEnd + 4);
    const name = parameter(head, 'name');
    const fileName = parameter(head, 'filename');
    if (name === undefined) continue;
    if (fileName === undefined) params.fields[name] = content.toString();
    else params.uploads.set(name, { name: fileName, bytes: Buffer.from(content) });
  }
  return params;
}

/** What lies between the delimiters, without the line break before each. */
function partsOf(body: Buffer, delimiter: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length + 2;
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), from - 2);
    if (end < 0) break;
    parts.push(body.subarray(from, end));
    start = end + 2;
  }
  return parts;
}

/** A parameter of the content-disposition header, quoted or not. */
function parameter(head: string, name: string): string | undefined {
  const line = head.split('\r\n').find((header) => /^content-disposition:/i.test(header)) ?? '';
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;]*))`, 'i').exec(line);
  return match?.[1] ?? match?.[2];
}
