import { partOf, sameWords } from '../../core/proposals/window.ts';
import type { ProposalOutcome, ToldParagraph } from '../../core/reports/consolidated.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import { type ReplyView, repliesTo } from '../../db/queries/proposals.ts';
import { proposalsInWindow } from '../proposals/in-window.ts';

/**
 * What the agencies told, and the difficulties and proposals they sent by themselves in the data
 * window with what became of them. Words an agency put into its report too stand once, there.
 */
export async function withProposals(
  tx: Tx,
  told: readonly ToldParagraph[],
  {
    agencyIds,
    ...window
  }: { agencyIds: readonly number[]; dataFrom: LocalDate; dataTo: LocalDate },
  timeZone: string,
): Promise<ToldParagraph[]> {
  const sent = await proposalsInWindow(tx, agencyIds, window, timeZone);
  const replies = await repliesTo(
    tx,
    sent.map(({ id }) => id),
  );
  const all = [...told];
  for (const { id, agencyName: agency, words, kind, area } of sent) {
    const outcome = outcomeOf(replies.get(id) ?? [], timeZone);
    const same = all.findIndex((one) => one.agency === agency && sameWords(one.text, words));
    const there = all[same];
    // Sent twice: what became of it the first time still holds while the second waits.
    const kept = outcome.state === 'open' ? (there?.outcome ?? outcome) : outcome;
    if (there) all[same] = { ...there, outcome: kept };
    else all.push({ area, part: partOf(kind), duty: 'own', agency, text: words, outcome });
  }
  return all;
}

function outcomeOf(replies: readonly ReplyView[], timeZone: string): ProposalOutcome {
  const last = replies.at(-1);
  if (!last) return { state: 'open' };
  const on = localDateAt(last.at, timeZone);
  return last.kind === 'answered'
    ? { state: 'answered', on, words: last.words }
    : { state: 'forwarded', on, to: last.to ?? '' };
}
