import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time; the hashes make both sides equally long. */
export function isSecret(given: string | undefined, expected: string): boolean {
  return timingSafeEqual(digest(given ?? ''), digest(expected)) && given !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
