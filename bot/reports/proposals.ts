import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import type { Section } from '../../core/reports/narrative.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { fittingIn, type OwnProposal, ownProposals } from '../../office/reports/own-proposals.ts';
import { partName } from '../../views/reports/heading.ts';
import type { LinkedContext } from '../context.ts';

/** Characters of a proposal shown before it is taken into a report. */
const SHOWN = 300;

/** What the agency sent already and could stand here, in words and as a button; empty for none. */
export interface ProposalsOffer {
  text: Markup | '';
  choices: Choice[][];
}

/** Offers what belongs into a section: shown in full words, taken in by one tap. */
export async function offerForSection(
  ctx: LinkedContext,
  duty: ReportDuty,
  section: Section,
): Promise<ProposalsOffer> {
  const found = fittingIn(section, await ownProposals(ctx.tx, duty, ctx.timeZone));
  const index = duty.sections.findIndex(({ key }) => key === section.key);
  return offer(ctx, duty, found, String(index));
}

/** Says above the areas how many there are; the button leads to them. */
export async function offerForAreas(ctx: LinkedContext, duty: ReportDuty): Promise<ProposalsOffer> {
  const { t } = ctx;
  const count = (await ownProposals(ctx.tx, duty, ctx.timeZone)).length;
  if (count === 0) return { text: '', choices: [] };
  const label = t.plain('proposal.report.see', { count });
  return {
    text: t('proposal.report.hint', { count }),
    choices: [[{ id: `bc:${duty.obligation.id}:np:all`, label }]],
  };
}

/** Shows them with the section each belongs to, and a button that takes them in. */
export function offer(
  ctx: LinkedContext,
  duty: ReportDuty,
  found: readonly OwnProposal[],
  which: string,
): ProposalsOffer {
  const { t } = ctx;
  const count = found.length;
  if (count === 0) return { text: '', choices: [] };
  const lines = found.map(({ proposal, section }) =>
    t('proposal.report.line', {
      number: proposal.id,
      section: partName(section, duty, t),
      words: shorten(proposal.words, SHOWN),
    }),
  );
  const label = t.plain('proposal.report.take', { count });
  return {
    text: join([t('proposal.report.title', { count }), ...lines]),
    choices: [[{ id: `bc:${duty.obligation.id}:np:${which}:${count}`, label }]],
  };
}
