import type { LocalDate } from '../time/local-date.ts';
import {
  type Control,
  controlsOf,
  filesOf,
  nextOf,
  previous,
  viewOf,
  visible,
  visibleAnswers,
} from './asked.ts';
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
  /** Files with the words under them, if any. */
  | { type: 'files'; files: readonly StoredFile[]; caption?: string | null }
  /** A choice offered at question `at`. */
  | { type: 'choice'; at: string; value: string }
  | { type: 'control'; control: Control; at: string }
  | { type: 'correct'; question: string };

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

/** The screens of a form that is not over. */
export type OpenScreen = Extract<FormScreen, { kind: 'ask' | 'review' }>;

export interface Step {
  /** Null when the form is over. */
  state: FormState | null;
  screen: FormScreen;
}

/** Opens a form; `answers` may hold what is known already (a one-tap state), if it fits. */
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
    answers: {},
    at: REVIEW,
    touched: false,
    parked: opening.parked,
  };
  for (const question of form.questions) {
    const known = opening.answers[question.id];
    if (known === undefined || !mayBegin(question, known, viewOf(state, today))) continue;
    state.answers[question.id] = known;
    state.touched = true;
  }
  return advance(form, state, today);
}

/** Whether a form may be opened with this answer: buttons can be forged, so it must be offered. */
function mayBegin(question: Question, value: unknown, view: FormView): boolean {
  if (value === null) return question.optional === true;
  const offered = question.parse ? undefined : question.choices?.(view);
  if (offered && !offered.some((choice) => choice === value)) return false;
  return question.schema.safeParse(value).success;
}

/**
 * Fits a stored state to the form as it is today: answers that no longer fit are asked again, all
 * others are kept.
 */
export function migrateState(form: Form, state: FormState, today: LocalDate): FormState {
  const answers: Record<string, unknown> = {};
  for (const question of form.questions) {
    const answer = state.answers[question.id];
    if (answer === undefined) continue;
    if (answer === null ? question.optional : question.schema.safeParse(answer).success) {
      answers[question.id] = answer;
    }
  }
  const fitted = { ...state, version: form.version, answers };
  const asked = visible(form, fitted, today).some((question) => question.id === state.at);
  return asked ? fitted : { ...fitted, at: nextOf(form, fitted, today) };
}

/** Shows where the form stands, without changing it. */
export function currentScreen(form: Form, state: FormState, today: LocalDate): OpenScreen {
  return screenOf(form, state, today, null);
}

/** One answer in, the next screen out. Pure: `(form, state, input, today) → (state, screen)`. */
export function stepForm(form: Form, state: FormState, input: FormInput, today: LocalDate): Step {
  const view = viewOf(state, today);
  if (input.type === 'control' && input.control === 'cancel') {
    return { state: null, screen: { kind: 'cancelled' } };
  }
  if (input.type === 'correct') return correct(form, state, input.question, today);
  if (input.type === 'files') return addFiles(form, state, input, today);
  if (state.at === REVIEW) return atReview(form, state, input, today);

  const question = visible(form, state, today).find((candidate) => candidate.id === state.at);
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
      return answer(form, state, question, chosenValue(question, input.value, view), today);
    }
    case 'text': {
      const parsed = question.parse?.(input.text, view);
      if (!parsed) {
        return stay(form, state, today, { code: question.files ? 'files_wanted' : 'choose_one' });
      }
      if (!parsed.ok) return stay(form, state, today, parsed.problem);
      return answer(form, state, question, parsed.value, today, parsed.but);
    }
  }
}

/** A choice is the answer itself where the schema takes it, otherwise what it means when typed. */
function chosenValue(question: Question, choice: string, view: FormView): unknown {
  if (question.schema.safeParse(choice).success) return choice;
  const parsed = question.parse?.(choice, view);
  return parsed?.ok ? parsed.value : choice;
}

function atReview(form: Form, state: FormState, input: FormInput, today: LocalDate): Step {
  if (input.type === 'control' && input.at === REVIEW) {
    if (input.control === 'send') {
      // What must be asked may have changed since the review was shown.
      if (nextOf(form, state, today) !== REVIEW) return advance(form, state, today);
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
    case 'clear': {
      const { [question.id]: _, ...answers } = state.answers;
      return stay(form, { ...state, answers }, today, null);
    }
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

/** Files are welcome at any step: they wait under the question that asks for them. */
function addFiles(
  form: Form,
  state: FormState,
  input: Extract<FormInput, { type: 'files' }>,
  today: LocalDate,
): Step {
  const shown = visible(form, state, today);
  const question =
    shown.find(({ id, files }) => files && id === state.at) ?? shown.find(isForFiles);
  if (!question?.files) return stay(form, state, today, { code: 'no_files_here' });
  const { max } = question.files;
  const held = filesOf(state.answers[question.id]);
  const fresh = input.files.filter((file) => !held.some((other) => other.hash === file.hash));
  const all = [...held, ...fresh].slice(0, max);
  const answers = { ...state.answers, [question.id]: all };
  const next = withCaption(form, { ...state, touched: true, answers }, input.caption, today);
  if (held.length + fresh.length > max) {
    return stay(form, next, today, { code: 'too_many_files', params: { max } });
  }
  const here = question.id === state.at;
  return stay(
    form,
    next,
    today,
    here ? null : { code: 'files_kept', params: { count: all.length } },
  );
}

function isForFiles(question: Question): boolean {
  return question.files !== undefined;
}

/** The words under a file go to the question that takes remarks, after those already there. */
function withCaption(
  form: Form,
  state: FormState,
  caption: string | null | undefined,
  today: LocalDate,
): FormState {
  const question = visible(form, state, today).find(({ takesCaptions }) => takesCaptions);
  if (!question?.parse || !caption?.trim()) return state;
  const held = state.answers[question.id];
  const words = typeof held === 'string' ? `${held}\n${caption}` : caption;
  const parsed = question.parse(words, viewOf(state, today));
  if (!parsed.ok) return state;
  return { ...state, answers: { ...state.answers, [question.id]: parsed.value } };
}

function answer(
  form: Form,
  state: FormState,
  question: Question,
  value: unknown,
  today: LocalDate,
  but: Problem | null = null,
): Step {
  const answers = { ...state.answers, [question.id]: value };
  return advance(form, { ...state, touched: true, answers }, today, but);
}

function correct(form: Form, state: FormState, id: string, today: LocalDate): Step {
  const asked = visible(form, state, today).some((question) => question.id === id);
  if (!asked) return stay(form, state, today, { code: 'old_button' });
  return stay(form, { ...state, at: id }, today, null);
}

function advance(
  form: Form,
  state: FormState,
  today: LocalDate,
  problem: Problem | null = null,
): Step {
  return stay(form, { ...state, at: nextOf(form, state, today) }, today, problem);
}

function stay(form: Form, state: FormState, today: LocalDate, problem: Problem | null): Step {
  return { state, screen: screenOf(form, state, today, problem) };
}

function screenOf(
  form: Form,
  state: FormState,
  today: LocalDate,
  problem: Problem | null,
): OpenScreen {
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
