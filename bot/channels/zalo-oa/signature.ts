import { createHash, timingSafeEqual } from 'node:crypto';

export interface SignedCall {
  /** The body, byte by byte. */
  raw: Uint8Array;
  /** The header X-ZEvent-Signature. */
  signature: string | undefined;
  /** Of the body and of the header X-ZEvent-Timestamp: which one was signed is not settled. */
  timestamps: readonly (string | undefined)[];
}

/**
 * Whether Zalo signed this call: SHA-256 of id + body + timestamp + secret, as hex, with or without
 * "mac=" before it. `ids`: the app's, and where known the account's, which some services saw signed
 * in its place. All combinations are compared, in constant time.
 */
export function isSigned(call: SignedCall, ids: Iterable<string>, secret: string): boolean {
  const given = /^(?:mac=)?([0-9a-f]{64})$/i.exec(call.signature?.trim() ?? '')?.[1];
  if (given === undefined) return false;
  const mac = Buffer.from(given, 'hex');
  let fits = false;
  for (const id of ids) {
    for (const timestamp of call.timestamps) {
      if (timestamp === undefined) continue;
      const hash = createHash('sha256').update(id).update(call.raw).update(timestamp);
      if (timingSafeEqual(hash.update(secret).digest(), mac)) fits = true;
    }
  }
  return fits;
}
