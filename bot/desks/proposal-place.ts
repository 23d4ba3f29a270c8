import { lastChoices } from '../../db/queries/offered.ts';
import { isStale } from '../forms/stack.ts';
import { matterOf } from '../proposals/matter.ts';
import { askPlace, PLACE_DESK, takePlace } from '../proposals/place.ts';
import { matchLabel } from '../typed-choice.ts';
import type { Desk } from './desk.ts';

/** Where a coordinator says to whom a proposal is passed on. */
export const proposalPlaceDesk: Desk = {
  name: PLACE_DESK,
  async closed(ctx, focus) {
    const matter = await matterOf(ctx, Number(focus.proposal));
    return matter?.as === 'review' ? null : ctx.t('proposal.no_longer_yours');
  },
  show: (ctx, focus) => askPlace(ctx, Number(focus.proposal)),
  async text(ctx, focus, text, command) {
    const offered = await lastChoices(ctx.tx, ctx.conversation.id);
    if (command || isStale(ctx, focus) || matchLabel(text, offered, { numbers: true }))
      return false;
    await takePlace(ctx, Number(focus.proposal), text);
    return true;
  },
  files: async () => false,
  left: (ctx) => ctx.t('proposal.place.left'),
};
