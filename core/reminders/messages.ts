import type { ReminderStyle } from './ladder.ts';
import type { Digest, DigestItem } from './plan.ts';

/** Messages of their own that one person gets on one morning; the rest comes as one digest. */
export const SINGLES = 5;

/** A message of the morning; `alone` for one piece of work told by itself. */
export interface MorningMessage {
  digest: Digest;
  alone: DigestItem | null;
}

/**
 * What a person is told, as the messages it comes in. In single style the most urgent of their own
 * work comes one by one, what is left and what they only look after as one message.
 */
export function messagesOf(
  digest: Digest,
  style: ReminderStyle,
  isOwn: (item: DigestItem) => boolean,
): MorningMessage[] {
  if (style === 'digest') return [{ digest, alone: null }];
  const { personId } = digest;
  const alone = digest.items.filter(isOwn).slice(0, SINGLES);
  const rest = digest.items.filter((item) => !alone.includes(item));
  return [
    ...alone.map((item) => ({ digest: { personId, items: [item] }, alone: item })),
    ...(rest.length > 0 ? [{ digest: { personId, items: rest }, alone: null }] : []),
  ];
}
