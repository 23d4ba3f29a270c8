import { sendSelf } from '../../office/scoring/self-score.ts';
import { entryScores, isWritable } from '../../office/scoring/state.ts';
import { mayAskAgain } from '../../office/scoring/verify.ts';
import { numberText } from '../../views/number.ts';
import { differencesMessage, sendQuestion } from '../../views/scoring/card.ts';
import { criteriaMessage, headingsMessage } from '../../views/scoring/criterion.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { closeDesk, openDesk } from '../forms/stack.ts';
import { entryFor, leafOf, rightsAt, SCORING_DESK, showEntry, speaker } from './entry.ts';
import { ask, refuseClosed, takeQuick } from './score.ts';
import { sendSheet } from './sheets.ts';
import { tellVerifiers } from './tell.ts';

/** The card of an agency. */
export async function card(ctx: LinkedContext, [id]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'view');
  if (state) await showEntry(ctx, state);
}

/** A criterion to score. */
export async function criterion(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'update');
  const one = state && leafOf(state, which);
  if (one) await ask(ctx, state, one);
  else if (state) await showEntry(ctx, state);
}

/** Points by a button. */
export async function quick(ctx: LinkedContext, [id, which, points]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'update');
  const one = state && leafOf(state, which);
  if (one) await takeQuick(ctx, state, one, points);
  else if (state) await showEntry(ctx, state);
}

export async function headings(ctx: LinkedContext, [id]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'update');
  if (!state) return;
  await openDesk(ctx, SCORING_DESK, { entry: state.entry.id, on: 'card' });
  await ctx.answer(headingsMessage(state, ctx.t));
}

export async function page(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'update');
  if (!state) return;
  await openDesk(ctx, SCORING_DESK, { entry: state.entry.id, on: 'card' });
  await ctx.answer(criteriaMessage(state, idArgument(which) ?? 0, ctx.t));
}

export async function sheet(ctx: LinkedContext, [id]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'update');
  if (!state) return;
  if (!isWritable(state)) return refuseClosed(ctx, state);
  await sendSheet(ctx, state);
}

/** Sends the scores, after one question. */
export async function send(ctx: LinkedContext, [id, sure]: string[]): Promise<void> {
  const { t } = ctx;
  const state = await entryFor(ctx, id, 'update');
  if (!state) return;
  if (!isWritable(state)) return refuseClosed(ctx, state);
  const [first] = state.self.left;
  if (first) {
    return ctx.reply({
      text: t('scoring.send.left', {
        count: state.self.left.length,
        list: state.self.left
          .slice(0, 8)
          .map(({ number }) => number)
          .join(', '),
      }),
      choices: [
        [{ id: `cm:q:${state.entry.id}:${first.id}`, label: t.plain('scoring.button.go_on') }],
      ],
    });
  }
  if (sure !== 'yes') return ctx.reply(sendQuestion(state, t));
  const done = await sendSelf(ctx.tx, state.entry.id, speaker(ctx), ctx.now);
  if (done !== 'sent') return refuseClosed(ctx, state);
  await closeDesk(ctx, SCORING_DESK);
  await ctx.answer({
    text: t('scoring.send.done', {
      points: numberText(state.self.points, t),
      max: numberText(state.self.max, t),
    }),
    choices: [
      [{ id: `cm:e:${state.entry.id}`, label: t.plain('scoring.button.card') }],
      [{ id: 'my:0', label: t.plain('form.to_my_work') }],
    ],
  });
  await tellVerifiers(ctx, state, (to) => ({
    text: to('scoring.notice.sent', {
      agency: state.entry.agencyName,
      points: numberText(state.self.points, to),
      max: numberText(state.self.max, to),
    }),
    choices: [[{ id: `cm:v:${state.entry.id}:0`, label: to.plain('scoring.button.verify') }]],
  }));
}

/** What was verified otherwise than scored: for the agency after its closing, for verifiers always. */
export async function differences(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'view');
  if (!state) return;
  const { writes, verifies } = rightsAt(ctx, state);
  const isOver = state.phase === 'verified' && (writes || state.campaign.closedAt !== null);
  if (!verifies && !isOver) return showEntry(ctx, state);
  await ctx.answer(differencesMessage(state, idArgument(which) ?? 0, ctx.t));
}

/** Asks to look at the verified scores again, once. */
export async function again(ctx: LinkedContext, [id]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'update');
  if (!state) return;
  const fresh = (await entryScores(ctx.tx, state.entry.id)) ?? state;
  if (!mayAskAgain(fresh)) return ctx.reply({ text: ctx.t('scoring.again.over') });
  await startForm(ctx, 'score_again', { context: { entry: state.entry.id }, answers: {} });
}
