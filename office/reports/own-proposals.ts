import { partOf, sameWords } from '../../core/proposals/window.ts';
import { GENERAL, type Section } from '../../core/reports/narrative.ts';
import type { Tx } from '../../db/client.ts';
import type { ProposalView } from '../../db/queries/proposals.ts';
import { proposalsInWindow } from '../proposals/in-window.ts';
import type { ReportDuty } from './duty.ts';
import { addNarrative, type NarrativeSet } from './narrative.ts';
import type { At } from './report.ts';
import type { Writer } from './writing.ts';

/** A difficulty or proposal that could stand in the report, and where. */
export interface OwnProposal {
  proposal: ProposalView;
  /** Key of the section it belongs to. */
  section: string;
}

/**
 * What the agency sent in the report's data window and has not put into it yet; the general section
 * takes what belongs to an area the report does not tell about. Nothing for reports on a field.
 */
export async function ownProposals(
  tx: Tx,
  { duty, obligation, period, content, sections }: ReportDuty,
  timeZone: string,
): Promise<OwnProposal[]> {
  if (duty !== 'own') return [];
  const told = Object.values(content.narrative).flat();
  const sent = await proposalsInWindow(tx, [obligation.agencyId], period, timeZone);
  return sent
    .filter(({ words }) => !told.some(({ text }) => sameWords(text, words)))
    .map((proposal) => {
      const own = `${proposal.area}.${partOf(proposal.kind)}`;
      const known = sections.some(({ key }) => key === own);
      return { proposal, section: known ? own : `${GENERAL}.${partOf(proposal.kind)}` };
    });
}

/** Those that may stand in a section: its own, in the general one all of its part. */
export function fittingIn(section: Section, proposals: readonly OwnProposal[]): OwnProposal[] {
  return proposals.filter((one) =>
    section.area === GENERAL
      ? partOf(one.proposal.kind) === section.part
      : one.section === section.key,
  );
}

/** Puts proposals into the report, each as one paragraph; the first refusal ends it. */
export async function takeProposals(
  tx: Tx,
  obligationId: number,
  proposals: readonly OwnProposal[],
  writer: Writer,
  at: At,
): Promise<Extract<NarrativeSet, { ok: false }> | null> {
  for (const { proposal, section } of proposals) {
    // Blank lines part paragraphs, and a proposal is one.
    const text = proposal.words.replace(/\n\s*\n/g, '\n');
    const set = await addNarrative(tx, obligationId, section, text, writer, at);
    if (!set.ok) return set;
  }
  return null;
}
