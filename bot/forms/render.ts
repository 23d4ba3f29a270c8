import type { Control } from '../../core/forms/asked.ts';
import type { OpenScreen } from '../../core/forms/engine.ts';
import { type FormState, REVIEW } from '../../core/forms/form.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormHandler } from './handler.ts';

/** Characters of an answer shown on a screen. */
const ANSWER_LIMIT = 600;

/** Draws a question or the review of a form. */
export function renderScreen(
  handler: FormHandler,
  state: FormState,
  screen: OpenScreen,
  heading: Markup,
  t: Translate,
): Outgoing {
  return {
    text:
      screen.kind === 'ask'
        ? questionText(handler, screen, heading, t)
        : reviewText(handler, screen, heading, t),
    choices: choicesOf(handler, state, screen, t),
    ...(takesNumbers(screen) ? { numbered: false } : {}),
  };
}

/** Where words are an answer, a number is one too, and means no choice. */
export function takesNumbers(screen: OpenScreen): boolean {
  return screen.kind === 'ask' && screen.question.parse !== undefined;
}

/** The buttons of a screen, also without the screen: typed words may mean one of them. */
export function choicesOf(
  handler: FormHandler,
  state: FormState,
  screen: OpenScreen,
  t: Translate,
): Choice[][] {
  if (screen.kind === 'ask') {
    const { question, view, controls } = screen;
    const offered = (question.choices?.(view) ?? []).map((value) => ({
      id: `f:${state.nonce}:${question.id}:v:${value}`,
      label: handler.choiceText(question, value, t, view),
    }));
    return [...rowsOf(offered), ...controlRows(state, question.id, controls, t)];
  }
  const corrections = screen.questions.map((question) => ({
    id: `f:${state.nonce}:${REVIEW}:e:${question.id}`,
    label: t.plain('form.correct', {
      name: t.plain(`form.${handler.form.name}.${question.id}.name`),
    }),
  }));
  return [
    ...controlRows(state, REVIEW, ['send'], t),
    ...rowsOf(corrections),
    ...controlRows(state, REVIEW, ['cancel'], t),
  ];
}

function questionText(
  handler: FormHandler,
  { question, view, problem }: Extract<OpenScreen, { kind: 'ask' }>,
  heading: Markup,
  t: Translate,
): Markup {
  const key = `form.${handler.form.name}.${question.id}`;
  const given = view.answers[question.id];
  return join(
    [
      heading,
      problem ? t(`problem.${problem.code}`, problem.params) : '',
      join([
        t(`${key}.ask`),
        t.has(`${key}.example`) ? t('form.example', { example: t.plain(`${key}.example`) }) : '',
        given !== undefined && given !== null
          ? t('form.given', { answer: shortAnswer(handler.answerText(question, given, view, t)) })
          : '',
      ]),
    ],
    '\n\n',
  );
}

function reviewText(
  handler: FormHandler,
  { questions, view, problem }: Extract<OpenScreen, { kind: 'review' }>,
  heading: Markup,
  t: Translate,
): Markup {
  const lines = questions.map((question) => {
    const value = view.answers[question.id];
    return t('form.review_line', {
      name: t.plain(`form.${handler.form.name}.${question.id}.name`),
      answer:
        value === null || value === undefined
          ? t.plain('form.skipped')
          : shortAnswer(handler.answerText(question, value, view, t)),
    });
  });
  return join(
    [
      heading,
      problem ? t(`problem.${problem.code}`, problem.params) : '',
      join([t('form.review'), ...lines]),
    ],
    '\n\n',
  );
}

/** All of a long answer is kept and sent; a screen with several of them must fit one message. */
function shortAnswer(answer: string): string {
  return shorten(answer, ANSWER_LIMIT);
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
