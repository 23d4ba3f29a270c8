import type { Outgoing } from './message.ts';

/**
 * Whether a typed number means one of the message's choices by its place. Not where a number is an
 * answer of its own, nor where labels bear numbers ("1 xong", "2 xong").
 */
export function isNumbered({ choices = [], numbered }: Outgoing): boolean {
  return numbered !== false && !choices.flat().some(({ label }) => /^\d/.test(label.trim()));
}
