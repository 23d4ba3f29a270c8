import { z } from 'zod';
import { namelessKey } from '../common/nameless-key.ts';

const text = z.string().optional().catch(undefined);
const party = z.object({ id: z.string().min(1) });

const attachment = z.object({
  type: text,
  payload: z.object({ url: text, name: text, size: z.coerce.number().optional().catch(undefined) }),
});

/** What we read of an event; everything else in it is left alone. */
const event = z.object({
  event_name: z.string(),
  sender: party,
  recipient: party.optional().catch(undefined),
  message: z
    .object({
      msg_id: text,
      text,
      quote_msg_id: text,
      attachments: z.array(attachment).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export type OaEvent = z.infer<typeof event>;

const stamped = z.object({ timestamp: z.union([z.string(), z.number()]).transform(String) });

const bearer = z.object({
  app_id: text,
  oa_id: text,
  recipient: party.optional().catch(undefined),
});

/** Whose ids may stand in a signature, as the body names them: the app's and the account's. */
export function idsIn(body: unknown): string[] {
  const read = bearer.safeParse(body);
  const { app_id: app, oa_id: account, recipient } = read.success ? read.data : {};
  return [app, account, recipient?.id].filter((id) => id !== undefined);
}

/** The event in a webhook's body; null when it is none. */
export function eventIn(body: unknown): OaEvent | null {
  const read = event.safeParse(body);
  return read.success ? read.data : null;
}

/** The timestamp of a body, as it stands there. */
export function timestampIn(body: unknown): string | undefined {
  const read = stamped.safeParse(body);
  return read.success ? read.data.timestamp : undefined;
}

/** The same for a repeated delivery. `body`: the whole event. */
export function updateKey(read: OaEvent, body: unknown): string {
  return read.message?.msg_id || namelessKey(body);
}
