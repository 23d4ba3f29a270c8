import type { LocalDate } from '../time/local-date.ts';
import {
  type Answers,
  type Form,
  type FormContext,
  type FormState,
  type FormView,
  type Problem,
  type Question,
  REVIEW,
  type StoredFile,
} from './form.ts';

/** What the person did, already free of anything a channel adds. */
export type FormInput =
  | { type: 'text'; text: string }
  | { type: 'files'; files: readonly StoredFile[] }
  /** A choice offered at question `at`. */
  | { type: 'choice'; at: string; value: string }
  | { type: 'control'; control: Control; at: string }
  | { type: 'correct'; question: string };

/**
 * `back` to the question before, `skip` an optional one, `keep` the answer already given,
 * `finish` = skip all that is optional, `files_done`, `send` at the review, `cancel`.
 */
export const CONTROLS = ['back', 'skip', 'keep', 'finish', 'files_done', 'send', 'cancel'] as const;

export type Control = (typeof CONTROLS)[number];

/** What is to be shown now. */
export type FormScreen =
  | {
      kind: 'ask';
      question: Question;
      controls: Control[];
      problem: Problem | null;
      view: FormView;
    }
  | { kind: 'review'; questions: Question[]; view: FormView; problem: Problem | null }
  | { kind: 'cancelled' }
  | { kind: 'submitted'; answers: Answers; context: FormContext };

export interface Step {
  /** Null when the form is over. */
  state: FormState | null;
  screen: FormScreen;
}

/** Opens a form; `answers` may hold what is known already (a one-tap state). */
export function openForm(
  form: Form,
  opening: Pick<FormState, 'nonce' | 'context' | 'answers' | 'parked'>,
  today: LocalDate,
): Step {
  const state: FormState = {
    form: form.name,
    version: form.version,
    nonce: opening.nonce,
    context: opening.context,
    answers: opening.answers,
    at: REVIEW,
    touched: false,
    parked: opening.parked,
  };
  return advance(form, state, today);
}

/**
 * Fits a stored state to the form as it is today: answers that no longer fit are asked again, all
 * others are kept. Returns the state unchanged when nothing had to be done.
 */
export function migrateState(form: Form, state: FormState): FormState {
  const answers: Record<string, unknown> = {};
  for (const question of form.questions) {
    const answer = state.answers[question.id];
    if (answer === undefined) continue;
    if (answer === null ? question.optional : question.schema.safeParse(answer).success) {
      answers[question.id] = answer;
    }
  }
  const at = form.questions.some((question) => question.id === state.at) ? state.at : REVIEW;
  return { ...state, version: form.version, answers, at };
}

/** Shows where the form stands, without changing it. */
export function currentScreen(form: Form, state: FormState, today: LocalDate): FormScreen {
  return screenOf(form, state, today, null);
}

/** One answer in, the next screen out. Pure: `(form, state, input, today) → (state, screen)`. */
export function stepForm(form: Form, state: FormState, input: FormInput, today: LocalDate): Step {
  const view = viewOf(state, today);
  if (input.type === 'control' && input.control === 'cancel') {
    return { state: null, screen: { kind: 'cancelled' } };
  }
  if (input.type === 'correct') return correct(form, state, input.question, today);
  if (state.at === REVIEW) return atReview(form, state, input, today);

  const question = form.questions.find((candidate) => candidate.id === state.at);
  if (!question) return advance(form, state, today);
  // A button of another question than the one waiting: show what is waiting.
  if ((input.type === 'choice' || input.type === 'control') && input.at !== state.at) {
    return stay(form, state, today, { code: 'old_button' });
  }
  switch (input.type) {
    case 'control':
      return control(form, state, question, input.control, today);
    case 'choice': {
      const offered = question.choices?.(view) ?? [];
      if (!offered.includes(input.value)) return stay(form, state, today, { code: 'old_button' });
      return answer(form, state, question, input.value, today);
    }
    case 'files': {
      if (!question.files) return stay(form, state, today, { code: 'no_files_here' });
      return addFiles(form, state, question, question.files.max, input.files, today);
    }
    case 'text': {
      const parsed = question.parse?.(input.text, view);
      if (!parsed) {
        return stay(form, state, today, { code: question.files ? 'files_wanted' : 'choose_one' });
      }
      if (!parsed.ok) return stay(form, state, today, parsed.problem);
      return answer(form, state, question, parsed.value, today);
    }
  }
}

function atReview(form: Form, state: FormState, input: FormInput, today: LocalDate): Step {
  if (input.type === 'control' && input.at === REVIEW) {
    if (input.control === 'send') {
      const answers = visibleAnswers(form, state, today);
      return {
        state: null,
        screen: { kind: 'submitted', answers, context: state.context },
      };
    }
    if (input.control === 'back') {
      const last = visible(form, state, today).at(-1);
      if (last) return correct(form, state, last.id, today);
    }
  }
  const old = input.type === 'choice' || input.type === 'control';
  return stay(form, state, today, { code: old ? 'old_button' : 'send_or_correct' });
}

function control(
  form: Form,
  state: FormState,
  question: Question,
  which: Control,
  today: LocalDate,
): Step {
  const allowed = controlsOf(form, state, question, today);
  if (!allowed.includes(which)) return stay(form, state, today, { code: 'old_button' });
  switch (which) {
    case 'skip':
      return answer(form, state, question, null, today);
    case 'keep':
    case 'files_done':
      return advance(form, state, today);
    case 'finish': {
      const answers = { ...state.answers };
      for (const open of visible(form, state, today)) {
        if (open.optional && answers[open.id] === undefined) answers[open.id] = null;
      }
      return advance(form, { ...state, answers }, today);
    }
    case 'back': {
      const before = previous(form, state, question, today);
      return before ? correct(form, state, before.id, today) : stay(form, state, today, null);
    }
    default:
      return stay(form, state, today, { code: 'old_button' });
  }
}

function addFiles(
  form: Form,
  state: FormState,
  question: Question,
  max: number,
  files: readonly StoredFile[],
  today: LocalDate,
): Step {
  const held = filesOf(state.answers[question.id]);
  const fresh = files.filter((file) => !held.some((other) => other.hash === file.hash));
  const all = [...held, ...fresh].slice(0, max);
  const next = { ...state, touched: true, answers: { ...state.answers, [question.id]: all } };
  const full = held.length + fresh.length > max;
  return stay(form, next, today, full ? { code: 'too_many_files', params: { max } } : null);
}

function filesOf(answerGiven: unknown): StoredFile[] {
  return Array.isArray(answerGiven) ? answerGiven : [];
}

function answer(
  form: Form,
  state: FormState,
  question: Question,
  value: unknown,
  today: LocalDate,
): Step {
  const answers = { ...state.answers, [question.id]: value };
  return advance(form, { ...state, touched: true, answers }, today);
}

function correct(form: Form, state: FormState, id: string, today: LocalDate): Step {
  const asked = visible(form, state, today).some((question) => question.id === id);
  if (!asked) return stay(form, state, today, { code: 'old_button' });
  return stay(form, { ...state, at: id }, today, null);
}

/** To the first visible question without an answer, or to the review. */
function advance(form: Form, state: FormState, today: LocalDate): Step {
  const next = visible(form, state, today).find(
    (question) => state.answers[question.id] === undefined,
  );
  return stay(form, { ...state, at: next?.id ?? REVIEW }, today, null);
}

function stay(form: Form, state: FormState, today: LocalDate, problem: Problem | null): Step {
  return { state, screen: screenOf(form, state, today, problem) };
}

function screenOf(
  form: Form,
  state: FormState,
  today: LocalDate,
  problem: Problem | null,
): FormScreen {
  const view = viewOf(state, today);
  const question = form.questions.find((candidate) => candidate.id === state.at);
  if (!question) {
    return { kind: 'review', questions: visible(form, state, today), view, problem };
  }
  return {
    kind: 'ask',
    question,
    controls: controlsOf(form, state, question, today),
    problem,
    view,
  };
}

function controlsOf(form: Form, state: FormState, question: Question, today: LocalDate): Control[] {
  const controls: Control[] = [];
  const given = state.answers[question.id];
  const hasFiles = question.files && filesOf(given).length > 0;
  if (hasFiles) controls.push('files_done');
  else if (given !== undefined && given !== null) controls.push('keep');
  else if (question.optional) controls.push('skip');
  const open = visible(form, state, today).filter((one) => state.answers[one.id] === undefined);
  if (open.length > 1 && open.every((one) => one.optional)) controls.push('finish');
  if (previous(form, state, question, today)) controls.push('back');
  controls.push('cancel');
  return controls;
}

function previous(
  form: Form,
  state: FormState,
  question: Question,
  today: LocalDate,
): Question | undefined {
  const all = visible(form, state, today);
  return all[all.findIndex((candidate) => candidate.id === question.id) - 1];
}

function visible(form: Form, state: FormState, today: LocalDate): Question[] {
  const view = viewOf(state, today);
  return form.questions.filter((question) => question.when?.(view) ?? true);
}

function visibleAnswers(form: Form, state: FormState, today: LocalDate): Answers {
  const shown = visible(form, state, today).map((question) => question.id);
  return Object.fromEntries(shown.map((id) => [id, state.answers[id] ?? null]));
}

function viewOf(state: FormState, today: LocalDate): FormView {
  return { answers: state.answers, context: state.context, today };
}
