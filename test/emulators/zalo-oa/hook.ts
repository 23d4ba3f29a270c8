import { createHash } from 'node:crypto';

export interface SigningOptions {
  /** "mac=" before the hash. */
  prefix: boolean;
  /** Which timestamp is signed; with `header` the body bears another one. */
  timestamp: 'body' | 'header';
  /** Whose id is signed. */
  id: 'app' | 'oa';
}

export interface HookParts {
  appId: string;
  oaId: string;
  /** The OASecretKey. */
  secret: string;
  signing: SigningOptions;
  /** Makes a refused call again after so long; null = retries are switched off. */
  retryMs: number | null;
}

/** The webhook of the app: events go out signed, one after another. */
export function hook(parts: HookParts) {
  const { appId, oaId, secret, signing, retryMs } = parts;
  const queue: Record<string, unknown>[] = [];
  const statuses: number[] = [];
  let url: string | null = null;
  let posting = false;
  let closed = false;

  function post(body: string, headers: Record<string, string>): Promise<number> {
    return fetch(url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }).then(
      (response) => response.status,
      () => 0,
    );
  }

  /** An event as it goes over the wire. */
  function signed(event: Record<string, unknown>) {
    const body = JSON.stringify({ app_id: appId, ...event });
    const inHeader = String(Number(event.timestamp) + 7);
    const timestamp = signing.timestamp === 'body' ? String(event.timestamp) : inHeader;
    const id = signing.id === 'app' ? appId : oaId;
    const mac = createHash('sha256').update(`${id}${body}${timestamp}${secret}`).digest('hex');
    return {
      body,
      headers: {
        'x-zevent-signature': `${signing.prefix ? 'mac=' : ''}${mac}`,
        ...(signing.timestamp === 'header' ? { 'x-zevent-timestamp': inHeader } : {}),
      },
    };
  }

  async function deliver(): Promise<void> {
    if (posting) return;
    posting = true;
    for (let event = queue[0]; event && url && !closed; event = queue[0]) {
      const { body, headers } = signed(event);
      const status = await post(body, headers);
      statuses.push(status);
      if (status === 200 || retryMs === null) queue.shift();
      else await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    posting = false;
  }

  return {
    signed,
    /** Saves the address as the app's page does: it must answer an unsigned `{}` with 200. */
    async save(address: string): Promise<boolean> {
      url = address;
      const ok = (await post('{}', {})) === 200;
      if (!ok) url = null;
      else void deliver();
      return ok;
    },
    push(event: Record<string, unknown>): void {
      queue.push(event);
      void deliver();
    },
    /** What the events were answered with. */
    statuses: (): readonly number[] => statuses,
    waiting: () => queue.length,
    close() {
      closed = true;
    },
  };
}
