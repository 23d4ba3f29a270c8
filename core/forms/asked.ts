import type { LocalDate } from '../time/local-date.ts';
import {
  type Answers,
  type Form,
  type FormState,
  type FormView,
  type Question,
  REVIEW,
  type StoredFile,
} from './form.ts';

/**
 * `back` to the question before, `skip` an optional one, `keep` the answer already given, `clear`
 * it, `finish` = skip all that is optional, `files_done`, `send` at the review, `cancel`.
 */
export const CONTROLS = [
  'back',
  'skip',
  'keep',
  'clear',
  'finish',
  'files_done',
  'send',
  'cancel',
] as const;

export type Control = (typeof CONTROLS)[number];

/** What may be done at a question besides answering it, in the order shown. */
export function controlsOf(
  form: Form,
  state: FormState,
  question: Question,
  today: LocalDate,
): Control[] {
  const controls: Control[] = [];
  const given = state.answers[question.id];
  const hasFiles = question.files && filesOf(given).length > 0;
  if (hasFiles) controls.push('files_done');
  else if (given !== undefined && given !== null) controls.push('keep');
  else if (question.optional) controls.push('skip');
  if (question.optional && given !== undefined && given !== null) controls.push('clear');
  const open = visible(form, state, today).filter((one) => state.answers[one.id] === undefined);
  if (open.length > 1 && open.every((one) => one.optional)) controls.push('finish');
  if (previous(form, state, question, today)) controls.push('back');
  controls.push('cancel');
  return controls;
}

/** The visible question before this one. */
export function previous(
  form: Form,
  state: FormState,
  question: Question,
  today: LocalDate,
): Question | undefined {
  const all = visible(form, state, today);
  return all[all.findIndex((candidate) => candidate.id === question.id) - 1];
}

/** The questions that are asked, as the answers stand. */
export function visible(form: Form, state: FormState, today: LocalDate): Question[] {
  const view = viewOf(state, today);
  return form.questions.filter((question) => question.when?.(view) ?? true);
}

/** Answers to what is asked; others may be kept for a change of mind, but are not sent. */
export function visibleAnswers(form: Form, state: FormState, today: LocalDate): Answers {
  const shown = visible(form, state, today).map((question) => question.id);
  return Object.fromEntries(shown.map((id) => [id, state.answers[id] ?? null]));
}

export function viewOf(state: FormState, today: LocalDate): FormView {
  return { answers: state.answers, context: state.context, today };
}

/** The first visible question without an answer, or the review. */
export function nextOf(form: Form, state: FormState, today: LocalDate): string {
  const open = visible(form, state, today).find(({ id }) => state.answers[id] === undefined);
  return open?.id ?? REVIEW;
}

export function filesOf(answerGiven: unknown): StoredFile[] {
  return Array.isArray(answerGiven) ? answerGiven : [];
}
