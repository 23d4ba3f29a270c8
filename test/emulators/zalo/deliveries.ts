/** What Zalo hands over: to getUpdates one by one, or to the webhook. */
export interface Deliveries {
  /** Address and secret; null = polling. */
  webhook(): { url: string; secret: string; updatedAt: number } | null;
  setWebhook(webhook: { url: string; secret: string; updatedAt: number } | null): void;
  push(update: unknown): void;
  /** The next update, handed over for good; null after `seconds` without one. */
  next(seconds: number, gone: AbortSignal): Promise<unknown>;
  waiting(): number;
  close(): void;
}

/**
 * No offset and no confirmation: what getUpdates gave is gone. A refused webhook call is made again
 * after `retryMs`; whether Zalo does so is not documented, so tests must not rely on it.
 */
export function deliveries(options: { wrapped: boolean; retryMs: number | null }): Deliveries {
  const queue: unknown[] = [];
  let hook: ReturnType<Deliveries['webhook']> = null;
  let wake: (() => void) | null = null;
  let posting = false;
  let closed = false;

  async function post(): Promise<void> {
    if (posting) return;
    posting = true;
    while (hook && queue.length > 0 && !closed) {
      const update = queue[0];
      const body = JSON.stringify(options.wrapped ? { ok: true, result: update } : update);
      const status = await fetch(hook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': hook.secret },
        body,
      }).then(
        (response) => response.status,
        () => 0,
      );
      const taken = status >= 200 && status < 300;
      if (taken || options.retryMs === null) queue.shift();
      else await new Promise((resolve) => setTimeout(resolve, options.retryMs ?? 0));
    }
    posting = false;
  }

  return {
    webhook: () => hook,
    setWebhook(next) {
      hook = next;
      void post();
    },
    push(update) {
      queue.push(update);
      wake?.();
      if (hook) void post();
    },
    async next(seconds, gone) {
      if (queue.length === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, seconds * 1000);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          gone.addEventListener('abort', () => wake?.());
        });
        wake = null;
      }
      return gone.aborted ? null : (queue.shift() ?? null);
    },
    waiting: () => queue.length,
    close() {
      closed = true;
      wake?.();
    },
  };
}
