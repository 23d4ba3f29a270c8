import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';

/** A JSON file by its path, or one that was sent. */
export type JsonSource = string | { name: string; bytes: Uint8Array };

export type JsonProblem =
  | { code: 'unreadable'; name: string; reason: string }
  | { code: 'not_json'; name: string };

/** What a JSON file holds, unchecked. Never throws for what the file contains. */
export async function readJson(
  source: JsonSource,
): Promise<{ ok: true; json: unknown } | { ok: false; problem: JsonProblem }> {
  const name = typeof source === 'string' ? basename(source) : source.name;
  let content: string;
  try {
    const bytes = typeof source === 'string' ? await readFile(source) : source.bytes;
    content = new TextDecoder().decode(bytes);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { ok: false, problem: { code: 'unreadable', name, reason } };
  }
  try {
    return { ok: true, json: JSON.parse(content) };
  } catch {
    return { ok: false, problem: { code: 'not_json', name } };
  }
}

/** The first thing that is wrong in a paper's shape; `path` points into the file: `windows.0.form`. */
export interface InvalidJson {
  code: 'invalid';
  path: string;
  reason: string;
}

export function invalidJson({ issues: [issue] }: z.ZodError): InvalidJson {
  return { code: 'invalid', path: issue?.path.join('.') ?? '', reason: issue?.message ?? '' };
}
