import type { Logger } from 'pino';
import { z } from 'zod';
import { isCode, type ZaloAnswer, type ZaloApi, type ZaloFailure } from './api.ts';
import type { BotIdentity } from './translate.ts';

const CALL_MS = 15_000;
/** Zalo probes the address before it answers. */
const WEBHOOK_MS = 60_000;

export interface Webhook {
  url: string;
  secret: string;
}

/** A call that did not succeed, for the loop that tries again. */
export class ZaloTrouble extends Error {
  override name = 'ZaloTrouble';
  readonly failure: ZaloFailure;
  constructor(failure: ZaloFailure) {
    super('a Zalo call failed');
    this.failure = failure;
  }
}

const me = z.object({
  id: z.coerce.string(),
  account_name: z.string().optional().catch(undefined),
  display_name: z.string().optional().catch(undefined),
  can_join_groups: z.boolean().optional().catch(undefined),
});

/** Who we are, and whether Zalo lets this bot into groups. Throws ZaloTrouble. */
export async function identify(
  api: ZaloApi,
  signal: AbortSignal,
): Promise<BotIdentity & { groups: boolean }> {
  const answer = await api.call('getMe', {}, { timeoutMs: CALL_MS, signal });
  const read = me.parse(resultOf(answer));
  const names = [read.display_name, read.account_name]
    .flatMap((name) => (name ? [name.normalize('NFC')] : []))
    .sort((a, b) => b.length - a.length);
  return { id: read.id, names, groups: read.can_join_groups === true };
}

/** Makes getUpdates possible: it does not work while a webhook is set. Throws ZaloTrouble. */
export async function unregisterWebhook(api: ZaloApi, signal: AbortSignal): Promise<void> {
  if ((await webhookUrl(api, signal)) === null) return;
  resultOf(await api.call('deleteWebhook', {}, { timeoutMs: CALL_MS, signal }));
}

/**
 * Registers the webhook unless Zalo already has it so: setWebhook is limited a day. Throws
 * ZaloTrouble.
 * @returns false if nothing had to be done; the secret cannot be compared, Zalo never shows it
 */
export async function registerWebhook(
  api: ZaloApi,
  webhook: Webhook,
  parts: { signal: AbortSignal; log: Logger },
): Promise<boolean> {
  if ((await webhookUrl(api, parts.signal)) === webhook.url) return false;
  await setWebhook(api, webhook, parts);
  return true;
}

const probed = z.object({
  verification: z.object({ ok: z.boolean(), outcome: z.string(), hint: z.string().optional() }),
});

/** Throws ZaloTrouble. The address is kept by Zalo even if its probe fails; that is logged. */
export async function setWebhook(
  api: ZaloApi,
  { url, secret }: Webhook,
  { signal, log }: { signal: AbortSignal; log: Logger },
): Promise<void> {
  const body = { url, secret_token: secret };
  const options = { timeoutMs: WEBHOOK_MS, signal };
  const result = resultOf(await api.call('setWebhook', body, options));
  const read = probed.safeParse(result);
  if (read.success && !read.data.verification.ok) {
    const { outcome, hint } = read.data.verification;
    log.warn({ outcome, hint }, 'Zalo could not reach the webhook');
  }
}

const info = z.object({ url: z.string() });

/** Null when no webhook is set, which Zalo says by 404 or by an empty address. */
async function webhookUrl(api: ZaloApi, signal: AbortSignal): Promise<string | null> {
  const answer = await api.call('getWebhookInfo', {}, { timeoutMs: CALL_MS, signal });
  if (!answer.ok && isCode(answer.failure, 404)) return null;
  const read = info.safeParse(resultOf(answer));
  return read.success && read.data.url !== '' ? read.data.url : null;
}

function resultOf(answer: ZaloAnswer): unknown {
  if (!answer.ok) throw new ZaloTrouble(answer.failure);
  return answer.result;
}
