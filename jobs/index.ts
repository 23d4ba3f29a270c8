import { dueMoves } from './due-moves.ts';
import { handovers } from './handovers.ts';
import { housekeeping } from './housekeeping.ts';
import type { Job } from './job.ts';
import { owners } from './owners.ts';
import { regimes } from './regimes.ts';
import { reminders } from './reminders.ts';
import { reportsDue } from './reports-due.ts';
import { retention } from './retention.ts';
import { summaries } from './summaries.ts';
import { undelivered } from './undelivered.ts';

/** Every job, in the order they run at the same tick; a new one is a new file and a line here. */
export const JOBS: readonly Job[] = [
  handovers,
  regimes,
  dueMoves,
  reminders,
  reportsDue,
  owners,
  undelivered,
  summaries,
  housekeeping,
  retention,
];
