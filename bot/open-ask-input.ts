import { workingDaysAfter } from '../core/obligations/proposed-dates.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { loadCalendar } from '../office/calendar.ts';
import type { LinkedContext } from './context.ts';
import type { EVERYBODY } from './forms/ask-input.ts';
import { startForm } from './forms/session.ts';

/** Working days that are offered for answering. */
const DAYS = [3, 5, 10];

/** Opens the form for asking one agency for its input, or everybody the plan names. */
export async function openAskInput(
  ctx: LinkedContext,
  item: ObligationView,
  whom: number | typeof EVERYBODY,
): Promise<void> {
  const calendar = await loadCalendar(ctx.tx);
  const days = DAYS.map((count) => workingDaysAfter(ctx.today, count, calendar)).join(' ');
  await startForm(ctx, 'ask_input', { context: { obligation: item.id, whom, days }, answers: {} });
}
