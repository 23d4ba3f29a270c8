import type { z } from 'zod';
import type { LocalDate } from '../time/local-date.ts';

/** A file kept in the file store. */
export interface StoredFile {
  hash: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
}

/** Answers by question id. `null` = skipped on purpose; absent = not asked yet. */
export type Answers = Readonly<Record<string, unknown>>;

/** What a form is about; stored with its state, so JSON only. */
export type FormContext = Readonly<Record<string, string | number | boolean | null>>;

/** What rules may look at while a form is filled in. */
export interface FormView {
  answers: Answers;
  context: FormContext;
  /** Local day of the message being handled. */
  today: LocalDate;
}

/** Why an answer was not taken: a key below `problems` in the translations, with its values. */
export interface Problem {
  code: string;
  params?: Record<string, string | number>;
}

/** `but`: taken, though not all of it; said above the next question. */
export type Parsed = { ok: true; value: unknown; but?: Problem } | { ok: false; problem: Problem };

/** One question. Its wording, help and example stand in the translations under its id. */
export interface Question {
  id: string;
  /** What a stored answer looks like; an answer that no longer fits is asked again. */
  schema: z.ZodType;
  /** May be skipped. */
  optional?: boolean;
  /** Asked only when true; without it always. */
  when?: (view: FormView) => boolean;
  /** Values offered to choose from; also allowed where text is accepted. */
  choices?: (view: FormView) => readonly string[];
  /** Reads a typed answer. Without it only the choices (or files) are accepted. */
  parse?: (text: string, view: FormView) => Parsed;
  /** Accepts files, collected until the person says that is all. */
  files?: { max: number };
  /** Takes the words written under a file. */
  takesCaptions?: true;
}

/** A conversation as data; the engine does the rest. */
export interface Form {
  name: string;
  /** Goes up when stored answers change meaning. */
  version: number;
  questions: readonly Question[];
}

/** Everything needed to go on later, on any machine: plain JSON. */
export interface FormState {
  form: string;
  version: number;
  /** Stands in every button of this filling-in, so that old buttons are recognised. */
  nonce: string;
  context: Record<string, string | number | boolean | null>;
  answers: Record<string, unknown>;
  /** The question waiting for an answer, or `review`. */
  at: string;
  /** Something was answered since it was opened: worth keeping when another form comes between. */
  touched: boolean;
  /** The form that was open before this one; it comes back when this one is over. */
  parked: FormState | null;
}

export const REVIEW = 'review';
