import type { Action } from '../../core/people/can.ts';
import type { LinkedContext } from '../context.ts';
import * as agency from './agency-verbs.ts';
import * as office from './office-verbs.ts';

export interface ScoringVerb {
  /** What it needs at the agency it is about, or where the list was issued. */
  right: Extract<Action, 'view' | 'update' | 'verify_scores'>;
  run(ctx: LinkedContext, args: string[]): Promise<void>;
}

/** Every button of a scoring: `cm:<verb>:<arguments>`. */
export const VERBS: Readonly<Record<string, ScoringVerb>> = {
  /** The card of an agency. */
  e: { right: 'view', run: agency.card },
  /** A criterion to score, points for it, headings, a page of criteria. */
  q: { right: 'update', run: agency.criterion },
  s: { right: 'update', run: agency.quick },
  h: { right: 'update', run: agency.headings },
  p: { right: 'update', run: agency.page },
  /** The worksheet, sending, what was verified otherwise, asking to look again. */
  x: { right: 'update', run: agency.sheet },
  g: { right: 'update', run: agency.send },
  d: { right: 'view', run: agency.differences },
  n: { right: 'update', run: agency.again },
  /** All agencies, and the result. */
  b: { right: 'view', run: office.board },
  r: { right: 'view', run: office.result },
  f: { right: 'view', run: office.resultFile },
  /** Verifying: the list, a criterion, its files, as it is, another score, all the rest, the end. */
  v: { right: 'verify_scores', run: office.list },
  k: { right: 'verify_scores', run: office.criterion },
  t: { right: 'verify_scores', run: office.files },
  o: { right: 'verify_scores', run: office.acceptOne },
  c: { right: 'verify_scores', run: office.change },
  a: { right: 'verify_scores', run: office.acceptRest },
  z: { right: 'verify_scores', run: office.close },
  u: { right: 'verify_scores', run: office.publishResult },
};
