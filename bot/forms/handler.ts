import type { Answers, Form, FormContext, FormView, Question } from '../../core/forms/form.ts';
import type { Markup } from '../../core/messages/markup.ts';
import type { Translate } from '../../locales/index.ts';
import type { LinkedContext } from '../context.ts';

/** A form with what only the bot knows: who may fill it in, how it looks, what sending does. */
export interface FormHandler {
  form: Form;
  /**
   * Why the form cannot be filled in, in words; null when it can. Asked before every step: rights
   * may have ended, or somebody else have settled the matter, since it was opened.
   */
  closed(ctx: LinkedContext, context: FormContext): Promise<Markup | null>;
  /** What the form is about, above every question. */
  heading(ctx: LinkedContext, context: FormContext): Promise<Markup>;
  /** An answer in words, for the review. */
  answerText(question: Question, value: unknown, view: FormView, t: Translate): string;
  /** A button's words for one of a question's choices. */
  choiceText(question: Question, value: string, t: Translate, view: FormView): string;
  /** Stores the answers and says so; runs in the message's transaction. */
  submit(ctx: LinkedContext, answers: Answers, context: FormContext): Promise<void>;
}
