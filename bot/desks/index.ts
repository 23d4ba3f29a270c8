import type { Desk } from './desk.ts';
import { laterDesk } from './later.ts';
import { proposalPlaceDesk } from './proposal-place.ts';
import { reportDesk } from './report.ts';
import { returnDesk } from './report-return.ts';
import { scoringDesk } from './scoring.ts';
import { statementDesk } from './statement.ts';

/** Every desk; a new one is a new file and a line here. */
export const DESKS: readonly Desk[] = [
  reportDesk,
  returnDesk,
  scoringDesk,
  statementDesk,
  proposalPlaceDesk,
  laterDesk,
];

export function deskNamed(name: string): Desk | null {
  return DESKS.find((desk) => desk.name === name) ?? null;
}
