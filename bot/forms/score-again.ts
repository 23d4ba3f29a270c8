import { z } from 'zod';
import type { Form } from '../../core/forms/form.ts';
import { can } from '../../core/people/can.ts';
import { entryScores } from '../../office/scoring/state.ts';
import { askAgain, mayAskAgain } from '../../office/scoring/verify.ts';
import { noteDecision } from '../decisions.ts';
import { speaker } from '../scoring/entry.ts';
import { tellVerifiers } from '../scoring/tell.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';

const finished = z.object({ words: z.string().min(10).max(1000) });

/** An agency asks, once, to look at its verified scores again, and says at which and why. */
const form: Form = {
  name: 'score_again',
  version: 1,
  questions: [{ id: 'words', schema: finished.shape.words, parse: freeText(10) }],
};

export const scoreAgainForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const state = await entryScores(ctx.tx, Number(context.entry));
    if (!state || !can(ctx.actor, 'update', state.entry.agencyId)) {
      return ctx.t('scoring.no_longer_yours');
    }
    return mayAskAgain(state) ? null : ctx.t('scoring.again.over');
  },
  async heading(ctx, context) {
    const state = await entryScores(ctx.tx, Number(context.entry));
    if (!state) return ctx.t('refused.not_found');
    return ctx.t('form.score_again.heading', { name: state.details.name });
  },
  choiceText: (_question, value) => value,
  answerText: (_question, value) => String(value),
  async submit(ctx, answers, context) {
    const { words } = finished.parse(answers);
    const id = Number(context.entry);
    const state = await entryScores(ctx.tx, id);
    if (!state || !can(ctx.actor, 'update', state.entry.agencyId)) {
      return ctx.answer({ text: ctx.t('scoring.no_longer_yours') });
    }
    if (!(await askAgain(ctx.tx, id, words, speaker(ctx), ctx.now))) {
      return ctx.answer({ text: ctx.t('scoring.again.over') });
    }
    await noteDecision(ctx, 'scoring', state.entry, 'asked_again');
    await ctx.answer({ text: ctx.t('form.score_again.thanks') });
    await tellVerifiers(ctx, state, (to) => ({
      text: to('scoring.notice.asked_again', { agency: state.entry.agencyName, words }),
      choices: [[{ id: `cm:v:${id}:0`, label: to.plain('scoring.button.verify') }]],
    }));
  },
};
