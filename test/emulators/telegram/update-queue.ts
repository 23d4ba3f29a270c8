import type { Update, WebhookInfo } from 'grammy/types';
import { ApiError, badRequest } from './api-error.ts';

export interface UpdateQueue {
  /** Queues an update unless the bot did not ask for its kind. */
  push(content: Omit<Update, 'update_id'>): number;
  /** Not yet confirmed (polling) or not yet accepted (webhook). */
  pending(): readonly Update[];
  /** Long poll; `gone` tells that the caller hung up. */
  poll(query: PollQuery, gone: AbortSignal): Promise<Update[]>;
  setWebhook(hook: Hook | null, dropPending: boolean): void;
  info(): WebhookInfo;
  close(): void;
}

export interface PollQuery {
  offset: number;
  limit: number;
  timeoutS: number;
  allowed: readonly string[] | null;
}

export interface Hook {
  url: string;
  secret: string | null;
  maxConnections: number;
  allowed: readonly string[] | null;
}

/**
 * Updates on their way to the bot: kept until confirmed by a higher offset, or until the webhook
 * answers 2xx. Source: core.telegram.org/bots/api#getting-updates
 */
export function updateQueue(options: { webhookRetryMs: number }): UpdateQueue {
  let queue: Update[] = [];
  let nextId = 100_000_001;
  let allowed: readonly string[] | null = null;
  let hook: Hook | null = null;
  let lastError: { date: number; message: string } | null = null;
  let waiting: { wake(): void; replace(): void } | null = null;
  let pumping = false;
  let closed = false;

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    while (hook && queue[0] && !closed) {
      const update = queue[0];
      const problem = await post(hook, update);
      if (problem === null) {
        queue = queue.filter((other) => other !== update);
      } else {
        lastError = { date: 1_700_000_000, message: problem };
        await new Promise((resolve) => setTimeout(resolve, options.webhookRetryMs));
      }
    }
    pumping = false;
  }

  function waitForUpdate(timeoutS: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => () => {
        clearTimeout(timer);
        if (waiting === mine) waiting = null;
        settle();
      };
      const timer = setTimeout(
        finish(() => resolve()),
        timeoutS * 1000,
      );
      const mine = {
        wake: finish(() => resolve()),
        replace: finish(() =>
          reject(
            new ApiError(
              409,
              'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
            ),
          ),
        ),
      };
      waiting = mine;
      gone.addEventListener(
        'abort',
        finish(() => resolve()),
      );
    });
  }

  return {
    push(content) {
      const update: Update = { update_id: nextId++, ...content };
      const kind = Object.keys(content)[0] ?? '';
      const wanted = !allowed || allowed.length === 0 || allowed.includes(kind);
      if (wanted) queue.push(update);
      waiting?.wake();
      void pump();
      return update.update_id;
    },
    pending: () => queue,
    async poll(query, gone) {
      if (hook) {
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      waiting?.replace();
      if (query.allowed) allowed = query.allowed;
      if (query.offset > 0) queue = queue.filter((update) => update.update_id >= query.offset);
      if (query.offset < 0) queue = queue.slice(query.offset);
      if (queue.length === 0 && query.timeoutS > 0) await waitForUpdate(query.timeoutS, gone);
      return queue.slice(0, query.limit);
    },
    setWebhook(next, dropPending) {
      if (next?.allowed) allowed = next.allowed;
      if (dropPending) queue = [];
      hook = next;
      lastError = null;
      void pump();
    },
    info() {
      const state: WebhookInfo = {
        url: hook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: queue.length,
      };
      if (hook) state.max_connections = hook.maxConnections;
      if (allowed && allowed.length > 0) {
        state.allowed_updates = [...allowed] as NonNullable<WebhookInfo['allowed_updates']>;
      }
      if (lastError) {
        state.last_error_date = lastError.date;
        state.last_error_message = lastError.message;
      }
      return state;
    },
    close() {
      closed = true;
      waiting?.wake();
    },
  };
}

/** Checks what setWebhook checks. Plain http is let through: it stays on this machine. */
export function checkHook(hook: Hook): void {
  if (!/^https?:\/\/\S+$/.test(hook.url)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (hook.secret !== null && !/^[A-Za-z0-9_-]{1,256}$/.test(hook.secret)) {
    throw badRequest('secret token contains unallowed characters');
  }
}

/** @returns null if accepted, otherwise what Telegram would report as last_error_message */
async function post(hook: Hook, update: Update): Promise<string | null> {
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(hook.secret === null ? {} : { 'x-telegram-bot-api-secret-token': hook.secret }),
      },
      body: JSON.stringify(update),
    });
    await response.arrayBuffer();
    if (response.ok) return null;
    return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return 'Connection refused';
  }
}
