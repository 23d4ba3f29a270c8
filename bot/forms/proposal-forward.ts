import { z } from 'zod';
import type { Answers, Form, FormContext } from '../../core/forms/form.ts';
import { join } from '../../core/messages/markup.ts';
import { can } from '../../core/people/can.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { addReply } from '../../db/queries/proposals.ts';
import { openChoice, proposalHeading, proposalName, replyLine } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { lastReply, matterOf, refuseMatter } from '../proposals/matter.ts';
import { reachesAgency, tellForwarded } from '../proposals/tell.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { reopen } from './reopen.ts';

const finished = z.object({ note: z.string().max(1000).nullish() });

/** The coordinator passes a difficulty or proposal on to who can deal with it. */
const form: Form = {
  name: 'proposal_forward',
  version: 1,
  questions: [{ id: 'note', schema: z.string().max(1000), optional: true, parse: freeText(2) }],
};

export const proposalForwardForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const matter = await matterOf(ctx, Number(context.proposal));
    return matter?.as === 'review' ? null : ctx.t('proposal.no_longer_yours');
  },
  async heading(ctx, context) {
    const matter = await matterOf(ctx, Number(context.proposal));
    if (!matter) return ctx.t('refused.not_found');
    const last = matter.replies.at(-1);
    const { agency, to } = await placeIn(ctx, context);
    return join([
      ctx.t(agency ? 'form.proposal_forward.heading' : 'form.proposal_forward.heading_outside', {
        to,
      }),
      proposalHeading(matter.proposal, ctx.t),
      last ? replyLine(last, ctx, ctx.t) : '',
    ]);
  },
  choiceText: (_question, value) => value,
  answerText: (_question, value) => String(value),
  submit,
};

async function submit(ctx: LinkedContext, answers: Answers, context: FormContext): Promise<void> {
  const { t } = ctx;
  const note = finished.parse(answers).note ?? '';
  const matter = await matterOf(ctx, Number(context.proposal), 'lock');
  if (!matter || !can(ctx.actor, 'review', matter.proposal.agencyId)) return refuseMatter(ctx);
  const { proposal } = matter;
  if (lastReply(matter) !== context.seen) {
    await ctx.reply({ text: t('proposal.newer', { name: proposalName(proposal, t) }) });
    return reopen(ctx, form, { ...context, seen: lastReply(matter) }, answers);
  }
  const { agency, to } = await placeIn(ctx, context);
  const { personId } = ctx.actor;
  await addReply(ctx.tx, {
    proposalId: proposal.id,
    kind: 'forwarded',
    words: note,
    toAgencyId: agency?.id ?? null,
    toName: agency ? null : to,
    personId,
    channel: ctx.incoming.channel,
    at: ctx.now,
  });
  const silent = agency !== null && !(await reachesAgency(ctx, agency.id));
  const name = proposalName(proposal, t);
  await ctx.answer({
    text: join([
      t('form.proposal_forward.thanks', { name, to, agency: proposal.agencyName }),
      agency === null ? t('form.proposal_forward.outside') : '',
      silent ? t('form.proposal_forward.silent', { to }) : '',
    ]),
    choices: [
      [openChoice(proposal, t)],
      [{ id: 'kn:l:a', label: t.plain('proposal.button.list') }],
    ],
  });
  await tellForwarded(ctx, proposal, { to, toAgencyId: agency?.id ?? null, note });
}

/** Where it goes: an agency of ours, or a place by its name. */
async function placeIn(ctx: LinkedContext, context: FormContext) {
  const agency =
    typeof context.agency === 'number' ? await agencyById(ctx.tx, context.agency) : null;
  return { agency, to: agency?.name ?? String(context.place) };
}
