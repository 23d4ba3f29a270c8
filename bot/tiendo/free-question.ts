import { hasRole } from '../../core/people/can.ts';
import type { Command } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { viewScope } from '../scope.ts';
import { answerQuestion } from './answer.ts';
import { readAsked } from './ask.ts';

/** Commands whose names also begin questions of people who owe nothing: "việc nào trễ". */
const OWN_WORK: ReadonlySet<string> = new Set(['viec', 'han', 'baocao', 'kiennghi']);

/**
 * Answers a question about progress that somebody who looks after others wrote without a command
 * ("xã nào chậm?"). False where the words ask nothing of the kind, or too few of them were
 * understood; what officials write about their own work is read as a statement before.
 */
export async function answersQuestion(ctx: LinkedContext, text: string): Promise<boolean> {
  if (!hasRole(ctx.actor, 'leader', 'coordinator', 'admin')) return false;
  const scope = await viewScope(ctx);
  if (!scope) return false;
  const { question, works } = await readAsked(ctx, text, scope);
  const isLost = !question.asks || tooMuchUnknown(question.unknown, text);
  if (works.length === 0 && isLost) return false;
  await answerQuestion(ctx, text);
  return true;
}

/** A word or two among others that were understood may be passed over; the answer says so. */
function tooMuchUnknown(unknown: string, text: string): boolean {
  const count = (words: string) => words.split(/\s+/).filter(Boolean).length;
  const lost = count(unknown);
  return lost > MOST_LOST || lost * 3 > count(text);
}

const MOST_LOST = 2;

/** May these words, which begin like a command, be a question of somebody who owes nothing? */
export function mayAsk({ actor }: LinkedContext, command: Command, argument: string): boolean {
  if (argument === '' || !OWN_WORK.has(command.name)) return false;
  return !hasRole(actor, 'official', 'head');
}
