import { join } from '../../core/messages/markup.ts';
import { can } from '../../core/people/can.ts';
import { campaignById } from '../../db/queries/campaigns.ts';
import { inspectionDetails } from '../../office/inspections/details.ts';
import {
  endCampaign,
  endEntry,
  endFinding,
  openFindings,
  openSteps,
} from '../../office/inspections/team-word.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { noteDecision } from '../decisions.ts';
import { startForm } from '../forms/session.ts';
import { tellAgency } from '../notices.ts';
import { showInspections } from './board.ts';
import { cardChoice, entryFor, inspectionNameOf, refuseEntry, showEntry } from './entry.ts';

type Verb = (ctx: LinkedContext, args: string[]) => Promise<void>;

/** Every button about an agency's inspection: `ki:<verb>:<arguments>`. */
export const VERBS: Readonly<Record<string, Verb>> = {
  /** The agency's card. */
  async e(ctx, [id]) {
    const state = await entryFor(ctx, idArgument(id), 'view');
    if (!state) return refuseEntry(ctx);
    await showEntry(ctx, state);
  },
  /** Something was found. */
  async n(ctx, [id]) {
    const state = await entryFor(ctx, idArgument(id), 'inspect');
    if (!state) return refuseEntry(ctx);
    if (state.entry.closedAt) return ctx.reply({ text: ctx.t('inspection.closed_before') });
    const context = { entry: state.entry.id };
    await startForm(ctx, 'inspection_finding', { context, answers: {} });
  },
  /** The correction was accepted; the finding is over. */
  async x(ctx, [finding, entry]) {
    const findingId = idArgument(finding);
    const state = await entryFor(ctx, idArgument(entry), 'inspect');
    const found = state?.findings.find((one) => one.finding.id === findingId);
    if (!state || !found) return refuseEntry(ctx);
    const done = await endFinding(ctx.tx, state, found.finding.id, speaker(ctx), ctx.now);
    if (done !== 'closed') return ctx.reply({ text: ctx.t(`inspection.finding_${done}`) });
    await noteDecision(ctx, 'inspection', state.entry, 'finding_closed');
    await showAgain(ctx, state.entry.id);
    const { words } = found.finding;
    await tellAgency(ctx, state.entry.agencyId, (t) => ({
      text: t('inspection.notice.finding_closed', { words }),
      choices: [cardChoice(state.entry.id, t)],
    }));
  },
  /** The inspection of the agency is over, after one question. */
  async z(ctx, [id, sure]) {
    const { t } = ctx;
    const state = await entryFor(ctx, idArgument(id), 'inspect');
    if (!state) return refuseEntry(ctx);
    const { entry } = state;
    if (entry.closedAt) return ctx.reply({ text: t('inspection.closed_before') });
    const open = openFindings(state).length;
    if (open > 0) return ctx.reply({ text: t('inspection.findings_open', { count: open }) });
    if (sure !== 'yes') {
      const left = openSteps(state).map(({ product, title }) => `• ${product ?? title}`);
      return ctx.reply({
        text: join([
          t('inspection.close.ask', { agency: entry.agencyName }),
          state.findings.length === 0 ? t('inspection.close.nothing_found') : '',
          left.length > 0 ? t('inspection.close.left', { steps: left.join('\n') }) : '',
        ]),
        choices: [
          [{ id: `ki:z:${entry.id}:yes`, label: t.plain('inspection.button.close_yes') }],
          [{ id: `ki:e:${entry.id}`, label: t.plain('inspection.button.close_no') }],
        ],
      });
    }
    const done = await endEntry(ctx.tx, entry.id, speaker(ctx), ctx.now);
    if (done !== 'closed') return ctx.reply({ text: t('inspection.closed_before') });
    await noteDecision(ctx, 'inspection', entry, 'agency_closed');
    const name = await inspectionNameOf(ctx, state);
    await ctx.answer({
      text: t('inspection.close.done', { agency: entry.agencyName, name }),
      choices: [[{ id: `kt:${entry.campaignId}`, label: t.plain('inspection.button.board') }]],
    });
    await tellAgency(ctx, entry.agencyId, (to) => ({
      text: to('inspection.notice.closed', { name }),
      choices: [cardChoice(entry.id, to)],
    }));
  },
  /** The whole inspection is over. */
  async f(ctx, [id]) {
    const campaign = await campaignById(ctx.tx, idArgument(id) ?? -1);
    const isTheirs =
      campaign?.kind === 'inspection' && can(ctx.actor, 'inspect', campaign.issuerId);
    if (!campaign || !isTheirs) return refuseEntry(ctx);
    const done = await endCampaign(ctx.tx, campaign.id, ctx.now);
    if (done === 'agencies_open') return ctx.reply({ text: ctx.t('inspection.agencies_open') });
    if (done === 'closed') {
      const about = { agencyId: campaign.issuerId, id: campaign.id };
      await noteDecision(ctx, 'inspection', about, 'inspection_closed');
    }
    const { name } = inspectionDetails(campaign);
    const key = done === 'closed' ? 'inspection.ended' : 'inspection.ended_before';
    await ctx.reply({ text: ctx.t(key, { name }) });
    await showInspections(ctx, { campaignId: campaign.id, view: 'main', page: 0 });
  },
};

function speaker(ctx: LinkedContext) {
  return { personId: ctx.actor.personId, channel: ctx.incoming.channel };
}

async function showAgain(ctx: LinkedContext, entryId: number): Promise<void> {
  const state = await entryFor(ctx, entryId, 'view');
  if (state) await showEntry(ctx, state, 'answer');
}
