import { z } from 'zod';
import { namelessKey } from '../common/nameless-key.ts';

const text = z.string().optional().catch(undefined);

/** What we read of an update; everything else in it is left alone. */
const update = z.object({
  event_name: z.string(),
  message: z.object({
    /** A number is no id of Zalo's, and still tells messages apart. */
    message_id: z
      .union([z.string(), z.number().transform(String)])
      .optional()
      .catch(undefined),
    date: z.unknown().optional(),
    from: z.object({
      id: z.string(),
      display_name: text,
      is_bot: z.boolean().optional().catch(undefined),
    }),
    chat: z.object({ id: z.string(), chat_type: text }),
    text,
    caption: text,
    /** The real name of a picture's address, and the documented one. */
    photo_url: text,
    photo: text,
  }),
});

export type ZaloUpdate = z.infer<typeof update>;

const wrapped = z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) });

/**
 * The update in a webhook's body: real ones are flat, documented ones are wrapped as the answers of
 * getUpdates are. Null when it is none.
 */
export function updateIn(body: unknown): ZaloUpdate | null {
  const inside = wrapped.safeParse(body);
  const read = update.safeParse(inside.success ? inside.data.result : body);
  return read.success ? read.data : null;
}

/** The same for a repeated delivery. Without an id, what was said at another moment is another. */
export function updateKey({ event_name, message }: ZaloUpdate): string {
  return message.message_id ? message.message_id : namelessKey([event_name, message]);
}
