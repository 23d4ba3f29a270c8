import { type Actor, scopeOf } from '../core/people/can.ts';
import type { Queryable } from '../db/client.ts';
import { type DeadLetter, deadLetters } from '../db/queries/dead-letters.ts';

/** What is older is no news to anybody. */
const LISTED_MS = 30 * 24 * 60 * 60 * 1000;

export interface Undelivered extends DeadLetter {
  /**
   * `resend`: it can be sent now. `unreachable`: no chat of theirs can be written to. `renewed`: a
   * morning's reminder, of which a fresh one comes by itself.
   */
  way: 'resend' | 'unreachable' | 'renewed';
  /** The agency of the asker's scope by which it is theirs to see. */
  agency: string;
}

/** Messages nobody got, for people and groups of the agencies the actor looks after; newest first. */
export async function undelivered(
  tx: Queryable,
  actor: Actor,
  options: { now: Date; channels?: readonly string[] },
): Promise<Undelivered[]> {
  const since = listedSince(options.now);
  const { channels } = options;
  const all = await deadLetters(tx, channels ? { since, channels } : { since });
  return undeliveredFor(all, actor);
}

/** The part of them that is this actor's business. */
export function undeliveredFor(all: readonly DeadLetter[], actor: Actor): Undelivered[] {
  const scope = scopeOf(actor, 'resend');
  return all.flatMap((letter) => {
    const agency = letter.agencies.find(({ id }) => scope.has(id));
    return agency ? [{ ...letter, agency: agency.name, way: wayOf(letter) }] : [];
  });
}

function wayOf(letter: DeadLetter): Undelivered['way'] {
  if (letter.kind === 'digest') return 'renewed';
  return letter.nextChat === null ? 'unreachable' : 'resend';
}

/** Since when messages are listed. */
export function listedSince(now: Date): Date {
  return new Date(now.getTime() - LISTED_MS);
}
