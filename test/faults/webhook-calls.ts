import { type Agent, request } from 'node:http';
import { expect } from 'vitest';

/** One update as a network posts it. */
export interface WebhookCall {
  path: string;
  body: string;
  headers: Record<string, string>;
}

/** As a network does that delivers again: until it is taken, by whichever replica is asked then. */
export async function deliver(
  call: WebhookCall,
  address: (attempt: number) => string,
  agent?: Agent,
): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    // A killed replica does not answer at all.
    const status = await post(address(attempt) + call.path, call, agent).catch(() => 0);
    if (status === 200) return;
    if (status !== 0) expect(status).toBeGreaterThanOrEqual(500);
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('an update was never taken');
}

function post(address: string, { body, headers }: WebhookCall, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(address, {
      method: 'POST',
      ...(agent ? { agent } : {}),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    });
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
