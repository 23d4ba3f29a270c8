import { join } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { hasRole } from '../core/people/can.ts';
import type { LinkedContext } from './context.ts';
import { homeChoices } from './home.ts';
import { ENOUGH } from './misses.ts';

/** Somebody was not understood again and again: says sorry and shows every way out. */
export function waysOut(ctx: LinkedContext, words: string): Outgoing {
  const { t } = ctx;
  const owes = hasRole(ctx.actor, 'official', 'head');
  return {
    text: t(owes ? 'lost.official' : 'lost.viewer'),
    choices: [
      homeChoices(ctx),
      ...(owes ? [[{ id: 'sp:step', label: t.plain('lost.step') }]] : []),
      [{ id: 'hp:main', label: t.plain('lost.help') }],
      [{ id: 'sp:ask', label: t.plain('support.button') }],
    ],
    regarding: words,
  };
}

/** What is added to a question of a form that could not take the answers typed to it. */
export function besideTheForm({ conversation, t }: LinkedContext): Choice[][] {
  if (conversation.misses < ENOUGH) return [];
  return [
    [{ id: 'sp:later', label: t.plain('lost.later') }],
    [{ id: 'sp:ask', label: t.plain('support.button') }],
  ];
}

/** The question with the ways out below it. */
export function withWaysOut(ctx: LinkedContext, question: Outgoing, words: string): Outgoing {
  return {
    ...question,
    text: join([question.text, ctx.t('lost.in_form')], '\n\n'),
    choices: [...(question.choices ?? []), ...besideTheForm(ctx)],
    regarding: words,
  };
}
