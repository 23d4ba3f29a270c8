import { can, scopeOf } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { areaOfWork } from '../../office/proposals/areas.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { LONGEST, SHORTEST } from '../forms/proposal.ts';
import { cancelForm, startForm } from '../forms/session.ts';
import { focusOf } from '../forms/stack.ts';
import { showProposal } from '../proposals/card.ts';
import { choosePlace } from '../proposals/forward.ts';
import { firstList, showFilter, showList } from '../proposals/list.ts';
import { lastReply, matterOf, refuseMatter } from '../proposals/matter.ts';
import { askPlace, PLACE_DESK } from '../proposals/place.ts';
import { startProposal } from '../proposals/start.ts';
import { withoutScope } from '../scope.ts';

/**
 * `/kiennghi [words]`: an agency's difficulties and proposals; the coordinator answers them or
 * passes them on. Every button is `kn:<verb>:<arguments>`.
 */
export const proposal: LinkedCommand = {
  name: 'kiennghi',
  words: ['kien nghi', 'de xuat', 'vuong mac', 'kho khan'],
  where: 'private',
  roles: ['official', 'head', 'coordinator', 'leader'],
  access: 'linked',
  async run(ctx, argument) {
    const words = argument.trim();
    const proposes = scopeOf(ctx.actor, 'propose').size > 0;
    if (words !== '' && proposes) return begin(ctx, words);
    const list = firstList(ctx);
    if (list === null) return withoutScope(ctx);
    await showList(ctx, [list]);
  },
  choices: {
    async kn(ctx, [verb = '', ...args]) {
      const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
      if (!run) return ctx.reply({ text: ctx.t('refused.old_button') });
      await run(ctx, args);
    },
  },
};

type Verb = (ctx: LinkedContext, args: string[]) => Promise<void>;

/** Every button of a proposal: `kn:<verb>:<arguments>`. */
export const VERBS: Readonly<Record<string, Verb>> = {
  l: showList,
  g: showFilter,
  c: (ctx, [id]) => showProposal(ctx, idArgument(id)),
  async n(ctx) {
    if (scopeOf(ctx.actor, 'propose').size === 0) return refuseMatter(ctx);
    await startProposal(ctx, {});
  },
  /** With what was reported as blocked. */
  async b(ctx, [id]) {
    const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
    if (!item || item.withdrawnAt || !can(ctx.actor, 'propose', item.agencyId)) {
      return refuseMatter(ctx);
    }
    await startProposal(ctx, {
      agencyId: item.agencyId,
      obligationId: item.id,
      area: await areaOfWork(ctx.tx, item),
      ...(item.reason === null ? {} : { words: item.reason }),
    });
  },
  /** One more that follows an earlier one. */
  async f(ctx, [id]) {
    const matter = await matterOf(ctx, idArgument(id));
    if (!matter || !can(ctx.actor, 'propose', matter.proposal.agencyId)) return refuseMatter(ctx);
    const { agencyId, obligationId, kind, area, id: follows } = matter.proposal;
    await startProposal(ctx, { agencyId, obligationId, kind, area, follows });
  },
  async a(ctx, [id]) {
    const matter = await matterOf(ctx, idArgument(id));
    if (!matter?.as) return refuseMatter(ctx);
    const context = { proposal: matter.proposal.id, seen: lastReply(matter) };
    await startForm(ctx, 'proposal_answer', { context, answers: {} });
  },
  w: (ctx, [id]) => askPlace(ctx, idArgument(id)),
  p: (ctx, [id, which]) => choosePlace(ctx, idArgument(id), which),
  async q(ctx) {
    if (focusOf(ctx, PLACE_DESK)) await cancelForm(ctx);
    else await ctx.reply({ text: ctx.t('refused.old_button') });
  },
};

/** Words that came with the command are filled in, unless they are too many or too few. */
async function begin(ctx: LinkedContext, words: string): Promise<void> {
  if (words.length > LONGEST) {
    return ctx.reply({ text: ctx.t('problem.too_long', { max: LONGEST }) });
  }
  await startProposal(ctx, words.length < SHORTEST ? {} : { words });
}
