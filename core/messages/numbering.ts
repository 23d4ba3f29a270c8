import type { Outgoing } from './message.ts';

/** A label that is a number of its own ("1", "2 xong"), not one that tells of one ("6 tháng đầu năm"). */
export function bearsNumber(label: string): boolean {
  return /^\d{1,3}(?:\s\p{L}+)?$/u.test(label.trim());
}

/**
 * Whether a typed number means one of the message's choices by its place. Not where a number is an
 * answer of its own, nor where labels bear numbers ("1 xong", "2 xong").
 */
export function isNumbered({ choices = [], numbered }: Outgoing): boolean {
  return numbered !== false && !choices.flat().some(({ label }) => bearsNumber(label));
}
