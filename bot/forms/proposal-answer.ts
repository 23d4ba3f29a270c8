import { z } from 'zod';
import type { Form } from '../../core/forms/form.ts';
import { join } from '../../core/messages/markup.ts';
import { addReply } from '../../db/queries/proposals.ts';
import { openChoice, proposalHeading, proposalName, replyLine } from '../../views/proposal.ts';
import { lastReply, matterOf, refuseMatter } from '../proposals/matter.ts';
import { tellAnswered } from '../proposals/tell.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { LONGEST } from './proposal.ts';
import { reopen } from './reopen.ts';

const finished = z.object({ words: z.string().min(2).max(LONGEST) });

/** The coordinator, or the agency it was passed on to, answers a difficulty or proposal. */
const form: Form = {
  name: 'proposal_answer',
  version: 1,
  questions: [{ id: 'words', schema: finished.shape.words, parse: freeText(2, LONGEST) }],
};

export const proposalAnswerForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const matter = await matterOf(ctx, Number(context.proposal));
    return matter?.as ? null : ctx.t('proposal.no_longer_yours');
  },
  async heading(ctx, context) {
    const matter = await matterOf(ctx, Number(context.proposal));
    if (!matter) return ctx.t('refused.not_found');
    const last = matter.replies.at(-1);
    return join([
      ctx.t('form.proposal_answer.heading'),
      proposalHeading(matter.proposal, ctx.t),
      last ? replyLine(last, ctx, ctx.t) : '',
    ]);
  },
  choiceText: (_question, value) => value,
  answerText: (_question, value) => String(value),
  async submit(ctx, answers, context) {
    const { words } = finished.parse(answers);
    const matter = await matterOf(ctx, Number(context.proposal), 'lock');
    if (!matter?.as) return refuseMatter(ctx);
    const { proposal, as } = matter;
    if (lastReply(matter) !== context.seen) {
      // Somebody else answered meanwhile: their words are seen before others are added.
      await ctx.reply({ text: ctx.t('proposal.newer', { name: proposalName(proposal, ctx.t) }) });
      return reopen(ctx, form, { ...context, seen: lastReply(matter) }, answers);
    }
    const { personId } = ctx.actor;
    const { channel } = ctx.incoming;
    const reply = { proposalId: proposal.id, kind: 'answered' as const, words };
    await addReply(ctx.tx, { ...reply, personId, channel, at: ctx.now });
    await ctx.answer({
      text: ctx.t('form.proposal_answer.thanks', {
        name: proposalName(proposal, ctx.t),
        agency: proposal.agencyName,
      }),
      choices: [
        [openChoice(proposal, ctx.t)],
        [
          {
            id: as === 'review' ? 'kn:l:a' : 'kn:l:f',
            label: ctx.t.plain('proposal.button.list'),
          },
        ],
      ],
    });
    await tellAnswered(ctx, proposal, { answer: words, as });
  },
};
