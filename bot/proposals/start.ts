import { isSettled } from '../../core/obligations/obligation.ts';
import { scopeOf } from '../../core/people/can.ts';
import { shorten } from '../../core/text/shorten.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import { obligationsOf } from '../../db/queries/obligations.ts';
import { loadProposalAreas } from '../../office/proposals/areas.ts';
import { obligationName } from '../../views/obligation.ts';
import { proposalArea } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { buttonKey, type ProposalNames } from '../forms/proposal.ts';
import { startForm } from '../forms/session.ts';

/** Open work offered to be named: what is due next. */
const WORK = 10;

/** What is known of a proposal before the first question. */
export interface ProposalBegun {
  /** The agency in whose name it is sent, where that is certain. */
  agencyId?: number;
  /** The work it came up with. */
  obligationId?: number | null;
  /** The earlier one it follows. */
  follows?: number;
  kind?: string;
  area?: string | null;
  words?: string;
}

/** Opens the form for a difficulty or proposal with what is known filled in. */
export async function startProposal(ctx: LinkedContext, begun: ProposalBegun): Promise<void> {
  const areas = await loadProposalAreas(ctx.tx, ctx.today);
  const own = scopeOf(ctx.actor, 'propose');
  const ids = begun.agencyId === undefined ? own : [begun.agencyId];
  const obligation = begun.obligationId ?? null;
  const { area, kind, words } = begun;
  await startForm(ctx, 'proposal', {
    context: {
      obligation,
      proposal: begun.follows ?? null,
      areas: areas.map(({ key }) => key).join(' '),
      names: JSON.stringify({
        agencies: [...(await agenciesById(ctx.tx, ids)).values()].map(({ id, shortName }) => {
          return { id: String(id), label: shortName };
        }),
        areas: areas.map(({ key }) => {
          return { id: buttonKey(key), label: shorten(proposalArea(key, areas, ctx.t), 45) };
        }),
        work: obligation === null ? await openWork(ctx, ids) : [],
      } satisfies ProposalNames),
    },
    answers: {
      ...(kind === undefined ? {} : { kind }),
      ...(area ? { area: buttonKey(area) } : {}),
      ...(words === undefined ? {} : { words }),
    },
  });
}

async function openWork(
  ctx: LinkedContext,
  agencyIds: Iterable<number>,
): Promise<ProposalNames['work']> {
  const open = (await obligationsOf(ctx.tx, agencyIds)).filter(({ state }) => !isSettled(state));
  const taken = new Map<number, number>();
  return open.flatMap((item) => {
    const count = (taken.get(item.agencyId) ?? 0) + 1;
    taken.set(item.agencyId, count);
    if (count > WORK) return [];
    const label = obligationName(item, ctx.t, 48);
    return [{ id: String(item.id), agency: String(item.agencyId), label }];
  });
}
