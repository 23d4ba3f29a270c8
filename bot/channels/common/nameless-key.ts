import { createHash } from 'node:crypto';

/** A key for an update that bears none: the same for a repeated delivery. */
export function namelessKey(update: unknown): string {
  const seen = createHash('sha256').update(JSON.stringify(update));
  return `unnamed:${seen.digest('hex').slice(0, 32)}`;
}
