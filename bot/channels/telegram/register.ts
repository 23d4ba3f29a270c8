import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';
import type { BotIdentity } from './addressing.ts';
import { apiSignal } from './api-signal.ts';
import { ALLOWED_UPDATES } from './translate.ts';

const CALL_MS = 15_000;
/** Telegram keeps the order within a chat by itself; a small office needs no more at once. */
const MAX_CONNECTIONS = 10;

export interface Webhook {
  url: string;
  secret: string;
}

export interface CommandLists {
  private: { command: string; description: string }[];
  group: { command: string; description: string }[];
}

/** Who we are. Throws as the call does. */
export async function identify(api: Api, signal: AbortSignal): Promise<BotIdentity> {
  const me = await api.getMe(within(signal));
  if (typeof me?.id !== 'number' || typeof me.username !== 'string') {
    throw new Error('getMe: an answer of unknown shape');
  }
  return { id: me.id, username: me.username };
}

/** Makes getUpdates possible; what is waiting at Telegram stays there. */
export async function unregisterWebhook(api: Api, signal: AbortSignal): Promise<void> {
  await api.deleteWebhook({ drop_pending_updates: false }, within(signal));
}

/**
 * Registers the webhook unless Telegram already has it so.
 * @returns false if nothing had to be done; the secret cannot be compared, Telegram never shows it
 */
export async function registerWebhook(
  api: Api,
  webhook: Webhook,
  signal: AbortSignal,
): Promise<boolean> {
  const known = await api.getWebhookInfo(within(signal));
  const asked = new Set<string>(ALLOWED_UPDATES);
  const same =
    known.url === webhook.url &&
    known.max_connections === MAX_CONNECTIONS &&
    known.allowed_updates?.length === asked.size &&
    known.allowed_updates.every((kind) => asked.has(kind));
  if (!same) await setWebhook(api, webhook, signal);
  return !same;
}

export async function setWebhook(api: Api, webhook: Webhook, signal: AbortSignal): Promise<void> {
  await api.setWebhook(
    webhook.url,
    {
      secret_token: webhook.secret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: MAX_CONNECTIONS,
    },
    within(signal),
  );
}

/** Fills the command menus: Vietnamese for everybody, English where the app is set to English. */
export async function registerCommands(
  api: Api,
  commands: (locale: 'vi' | 'en') => CommandLists,
  signal: AbortSignal,
): Promise<void> {
  for (const locale of ['vi', 'en'] as const) {
    const lists = commands(locale);
    const language = locale === 'vi' ? {} : { language_code: locale };
    const menus: [readonly BotCommand[], 'all_private_chats' | 'all_group_chats'][] = [
      [lists.private, 'all_private_chats'],
      [lists.group, 'all_group_chats'],
    ];
    for (const [list, type] of menus) {
      await api.setMyCommands(list, { scope: { type }, ...language }, within(signal));
    }
  }
}

function within(signal: AbortSignal) {
  return apiSignal(AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]));
}
