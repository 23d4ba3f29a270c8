import type { SaidState } from './statement.ts';

/**
 * What one part of a message says of how things stand. `seen`: done, if nothing else is said;
 * `unfinished`: not done, which "vướng" says as well; `last step`: what ends it is still to come; `not yet`: something is
 * not, or waited for, whatever it is.
 */
export type Claim =
  | SaidState
  | 'unclear'
  | 'promise'
  | 'seen'
  | 'unfinished'
  | 'last step'
  | 'not yet';

/** Claims that give way to any other, the weakest first. */
const WEAK = ['promise', 'unclear', 'seen'] as const;

/** What the claims about one thing come to together; `mixed` where they contradict each other. */
export function settled(
  said: readonly Claim[],
): SaidState | 'unclear' | 'promise' | 'mixed' | undefined {
  const claims = new Set(said);
  // "lắp xong rồi, mai nghiệm thu": not done yet; said alone it is a promise.
  if (claims.delete('last step')) {
    const over = claims.delete('done') || claims.has('seen');
    claims.add(over ? 'in_progress' : 'promise');
  }
  // "xong rồi, mai em gửi": whether that is all is asked.
  if (claims.has('promise') && (claims.has('done') || claims.has('seen'))) return 'mixed';
  if (claims.delete('not yet')) {
    if (claims.has('done') || claims.has('seen')) return 'mixed';
    claims.add('unclear');
  }
  for (const weak of WEAK) if (claims.size > 1) claims.delete(weak);
  if (claims.has('blocked') || claims.has('in_progress')) claims.delete('unfinished');
  if (claims.size > 1) return 'mixed';
  const [claim] = claims;
  switch (claim) {
    case 'seen':
      return 'done';
    case 'unfinished':
      return 'in_progress';
    case 'last step':
      return 'promise';
    case 'not yet':
      return 'unclear';
    default:
      return claim;
  }
}
