import { can } from '../../core/people/can.ts';
import { lastChoices } from '../../db/queries/offered.ts';
import { entryScores } from '../../office/scoring/state.ts';
import { isStale } from '../forms/stack.ts';
import { leafOf, SCORING_DESK, showEntry } from '../scoring/entry.ts';
import { ask, takeFiles, takeWords } from '../scoring/score.ts';
import { matchLabel } from '../typed-choice.ts';
import type { Desk } from './desk.ts';

/** Where an agency scores itself, criterion by criterion. */
export const scoringDesk: Desk = {
  name: SCORING_DESK,
  async closed(ctx, focus) {
    const state = await entryScores(ctx.tx, Number(focus.entry));
    return state && can(ctx.actor, 'update', state.entry.agencyId)
      ? null
      : ctx.t('scoring.no_longer_yours');
  },
  async show(ctx, focus) {
    const state = await entryScores(ctx.tx, Number(focus.entry));
    if (!state) return;
    const one = focus.on === 'criterion' ? leafOf(state, String(focus.criterion)) : null;
    if (one) await ask(ctx, state, one, { how: 'reply' });
    else await showEntry(ctx, state);
  },
  async text(ctx, focus, text, command) {
    const offered = await lastChoices(ctx.tx, ctx.conversation.id);
    if (matchLabel(text, offered, { numbers: false })) return false;
    const state = await entryScores(ctx.tx, Number(focus.entry));
    const one = state && focus.on === 'criterion' ? leafOf(state, String(focus.criterion)) : null;
    if (!state || !one || command || isStale(ctx, focus)) return false;
    await takeWords(ctx, state, one, text);
    return true;
  },
  async files(ctx, focus, files, caption) {
    const state = await entryScores(ctx.tx, Number(focus.entry));
    const one = state && focus.on === 'criterion' ? leafOf(state, String(focus.criterion)) : null;
    if (!state || !one) {
      await ctx.reply({ text: ctx.t('scoring.file.which') });
      return true;
    }
    const words = caption?.trim();
    await takeFiles(ctx, state, one, { files, ...(words ? { reason: words.slice(0, 1000) } : {}) });
    return true;
  },
  left: (ctx) => ctx.t('scoring.left'),
};
