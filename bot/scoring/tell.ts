import type { Outgoing } from '../../core/messages/message.ts';
import type { Translate } from '../../locales/index.ts';
import type { EntryScores } from '../../office/scoring/state.ts';
import type { LinkedContext } from '../context.ts';
import { tellCoordinators } from '../notices.ts';

/** Tells those who verify: the coordinators of the committee that issued the list. */
export async function tellVerifiers(
  ctx: LinkedContext,
  { campaign }: EntryScores,
  messageFor: (t: Translate) => Outgoing,
): Promise<void> {
  await tellCoordinators(ctx, { agencyId: campaign.issuerId }, messageFor);
}
