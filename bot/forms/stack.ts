import type { FormContext, FormState } from '../../core/forms/form.ts';
import { saveForm } from '../../db/queries/conversations.ts';
import type { LinkedContext } from '../context.ts';

/** What takes typed words in this chat now, with what waits below it. */
export async function setState(ctx: LinkedContext, state: FormState | null): Promise<void> {
  ctx.conversation.form = state;
  await saveForm(ctx.tx, ctx.conversation.id, state);
}

/** Puts a desk on top, where it is looked at `focus`; forms with answers wait below it. */
export async function openDesk(
  ctx: LinkedContext,
  name: string,
  focus: FormContext,
): Promise<void> {
  const parked = without(ctx.conversation.form, name, true);
  const state = { form: name, version: 1, nonce: '', answers: {}, at: '', touched: true, parked };
  await setState(ctx, { ...state, context: { ...focus, since: ctx.now.toISOString() } });
}

/** Takes a desk away; what waited below it is on top again. */
export async function closeDesk(ctx: LinkedContext, name: string): Promise<void> {
  const rest = without(ctx.conversation.form, name, false);
  if (rest !== ctx.conversation.form) await setState(ctx, rest);
}

/** Where the desk is looked at, if it is on top. */
export function focusOf(ctx: LinkedContext, name: string): FormContext | null {
  const state = ctx.conversation.form;
  return state?.form === name ? state.context : null;
}

/** A question that was put so long ago is no longer what words are an answer to. */
const STALE_MS = 3 * 60 * 60 * 1000;

/** Nobody has worked at the desk for hours. */
export function isStale(ctx: LinkedContext, focus: FormContext): boolean {
  const since = Date.parse(String(focus.since ?? ''));
  return Number.isNaN(since) || ctx.now.getTime() - since > STALE_MS;
}

function without(state: FormState | null, name: string, tidy: boolean): FormState | null {
  if (!state) return null;
  const below = without(state.parked, name, tidy);
  // An untouched form is worth nothing once something else is opened.
  if (state.form === name || (tidy && !state.touched)) return below;
  return below === state.parked ? state : { ...state, parked: below };
}
