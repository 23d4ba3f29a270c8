import { scopeOf } from '../../core/people/can.ts';
import type { Queryable } from '../../db/client.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { conversationById } from '../../db/queries/conversations.ts';
import { actorOf, personById } from '../../db/queries/people.ts';

/** Whom a link to the dashboard was made for. */
export type Holder = { person: number } | { group: number };

/** Whoever opens the page, with what they may see now, whatever it was when the link was made. */
export interface Visitor {
  personId: number | null;
  conversationId: number | null;
  locale: string;
  visible: ReadonlySet<number>;
  /** Single cards, evidence and files to take away: for people, not for whoever is in a group. */
  withCards: boolean;
}

/** Null when the holder may see nothing any more. */
export async function visitorOf(tx: Queryable, holder: Holder): Promise<Visitor | null> {
  if ('person' in holder) {
    const person = await personById(tx, holder.person);
    if (!person || person.deletedAt) return null;
    const visible = scopeOf(await actorOf(tx, person), 'view');
    if (visible.size === 0) return null;
    const { id: personId, locale } = person;
    return { personId, conversationId: null, locale, visible, withCards: true };
  }
  const group = await conversationById(tx, holder.group);
  if (!group || group.scopeAgencyId === null || group.unreachableSince) return null;
  return {
    personId: null,
    conversationId: group.id,
    locale: 'vi',
    visible: new Set(await subtreeIds(tx, group.scopeAgencyId)),
    withCards: false,
  };
}
