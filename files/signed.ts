import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and reads tokens that stand in links: anybody can read them, nobody can make one. */
export interface Signer {
  /** A token for a purpose, good until `expires`; letters, digits, `_`, `-` and one dot. */
  seal(purpose: string, payload: unknown, expires: Date): string;
  /** The payload; null when it is not ours, of another purpose, or over. */
  open(purpose: string, token: string, now: Date): unknown;
}

/** HMAC-SHA-256 over purpose, payload and end, cut to 160 bits. */
export function signer(secret: string): Signer {
  const mac = (purpose: string, body: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${body}`).digest().subarray(0, 20);
  return {
    seal(purpose, payload, expires) {
      const text = JSON.stringify([Math.floor(expires.getTime() / 1000), payload]);
      const body = Buffer.from(text).toString('base64url');
      return `${body}.${mac(purpose, body).toString('base64url')}`;
    },
    open(purpose, token, now) {
      const [body = '', given = ''] = token.split('.');
      const signature = Buffer.from(given, 'base64url');
      const expected = mac(purpose, body);
      if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
        return null;
      const [end, payload] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        number,
        unknown,
      ];
      return now.getTime() < end * 1000 ? payload : null;
    },
  };
}
