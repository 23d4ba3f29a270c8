import type { Part } from '../reports/narrative.ts';
import { fold } from '../text/fold.ts';
import type { ProposalKind } from './proposal.ts';

/** The part of a report a difficulty or proposal belongs to. */
export function partOf(kind: ProposalKind): Part {
  return kind === 'difficulty' ? 'difficulties' : 'proposals';
}

/** The same words, whatever signs, spaces and capitals stand in them. */
export function sameWords(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
