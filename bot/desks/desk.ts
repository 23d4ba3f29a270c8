import type { FormContext, StoredFile } from '../../core/forms/form.ts';
import type { Markup } from '../../core/messages/markup.ts';
import type { LinkedContext } from '../context.ts';

/**
 * A place where somebody works for a while and everything is kept at once in the books: a report.
 * Its buttons say by themselves what they mean; the chat remembers only where typed words and files
 * go, the focus.
 */
export interface Desk {
  name: string;
  /** Why nothing can be done here any more, in words; null when it can. */
  closed(ctx: LinkedContext, focus: FormContext): Promise<Markup | null>;
  /** Shows where it stands. */
  show(ctx: LinkedContext, focus: FormContext): Promise<void>;
  /** Takes typed words; false when they are not meant for it. `command`: they also read as one. */
  text(ctx: LinkedContext, focus: FormContext, text: string, command: boolean): Promise<boolean>;
  /** Takes files that nothing else recognised; false when they are not for it. */
  files(
    ctx: LinkedContext,
    focus: FormContext,
    files: readonly StoredFile[],
    caption: string | null,
  ): Promise<boolean>;
  /** What is said to whoever leaves it: that nothing is lost, and the way back. */
  left(ctx: LinkedContext): Markup;
}
