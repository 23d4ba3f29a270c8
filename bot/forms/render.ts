import type { Control, FormScreen } from '../../core/forms/engine.ts';
import { type FormState, REVIEW } from '../../core/forms/form.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormHandler } from './handler.ts';

type OpenScreen = Extract<FormScreen, { kind: 'ask' | 'review' }>;

/** Draws a question or the review of a form. */
export function renderScreen(
  handler: FormHandler,
  state: FormState,
  screen: OpenScreen,
  heading: Markup,
  t: Translate,
): Outgoing {
  return screen.kind === 'ask'
    ? renderQuestion(handler, state, screen, heading, t)
    : renderReview(handler, state, screen, heading, t);
}

function renderQuestion(
  handler: FormHandler,
  state: FormState,
  screen: Extract<FormScreen, { kind: 'ask' }>,
  heading: Markup,
  t: Translate,
): Outgoing {
  const { question, view } = screen;
  const key = `form.${handler.form.name}.${question.id}`;
  const given = view.answers[question.id];
  const text = join(
    [
      heading,
      screen.problem ? t(`problem.${screen.problem.code}`, screen.problem.params) : '',
      join([
        t(`${key}.ask`),
        t.has(`${key}.example`) ? t('form.example', { example: t.plain(`${key}.example`) }) : '',
        given !== undefined && given !== null
          ? t('form.given', { answer: handler.answerText(question, given, view, t) })
          : '',
      ]),
    ],
    '\n\n',
  );
  const offered = (question.choices?.(view) ?? []).map((value) => ({
    id: `f:${state.nonce}:${question.id}:v:${value}`,
    label: handler.choiceText(question, value, t),
  }));
  return {
    text,
    choices: [...rowsOf(offered), ...controlRows(state, question.id, screen.controls, t)],
  };
}

function renderReview(
  handler: FormHandler,
  state: FormState,
  screen: Extract<FormScreen, { kind: 'review' }>,
  heading: Markup,
  t: Translate,
): Outgoing {
  const lines = screen.questions.map((question) => {
    const value = screen.view.answers[question.id];
    return t('form.review_line', {
      name: t.plain(`form.${handler.form.name}.${question.id}.name`),
      answer:
        value === null || value === undefined
          ? t.plain('form.skipped')
          : handler.answerText(question, value, screen.view, t),
    });
  });
  const corrections = screen.questions.map((question) => ({
    id: `f:${state.nonce}:${REVIEW}:e:${question.id}`,
    label: t.plain('form.correct', {
      name: t.plain(`form.${handler.form.name}.${question.id}.name`),
    }),
  }));
  return {
    text: join(
      [
        heading,
        screen.problem ? t(`problem.${screen.problem.code}`, screen.problem.params) : '',
        join([t('form.review'), ...lines]),
      ],
      '\n\n',
    ),
    choices: [
      ...controlRows(state, REVIEW, ['send'], t),
      ...rowsOf(corrections),
      ...controlRows(state, REVIEW, ['cancel'], t),
    ],
  };
}

function controlRows(
  state: FormState,
  at: string,
  controls: readonly Control[],
  t: Translate,
): Choice[][] {
  const choice = (control: Control): Choice => ({
    id: `f:${state.nonce}:${at}:c:${control}`,
    label: t.plain(`form.control.${control}`),
  });
  const forward = controls.filter((control) => control !== 'back' && control !== 'cancel');
  const away = controls.filter((control) => control === 'back' || control === 'cancel');
  return [...forward.map((control) => [choice(control)]), away.map(choice)].filter(
    (row) => row.length > 0,
  );
}

/** Two short labels stand side by side, a long one has a row to itself. */
function rowsOf(choices: readonly Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  for (const choice of choices) {
    const last = rows.at(-1);
    const fits = last?.length === 1 && last.every((one) => one.label.length <= 18);
    if (last && fits && choice.label.length <= 18) last.push(choice);
    else rows.push([choice]);
  }
  return rows;
}
