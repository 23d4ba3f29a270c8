import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { hasRole, scopeOf } from '../../core/people/can.ts';
import type { ProposalState } from '../../core/proposals/proposal.ts';
import { shorten } from '../../core/text/shorten.ts';
import {
  areasOfProposals,
  listProposals,
  type ProposalFilter,
  type ProposalView,
} from '../../db/queries/proposals.ts';
import { loadProposalAreas } from '../../office/proposals/areas.ts';
import { pager } from '../../views/pager.ts';
import { proposalArea } from '../../views/proposal.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';

const LISTED = 8;

/** `o`: sent by the person's agencies; `f`: passed on to them; `a`: of all whom they look after. */
type List = 'o' | 'f' | 'a';

const STATES: readonly ProposalState[] = ['open', 'forwarded', 'answered'];
const ANY = '-';
/** So much of an area's key stands in a button. */
const AREA = 24;

/** What a list's button says: `<list>:<area>:<state>`. */
interface Wanted {
  list: List;
  area: string | null;
  state: ProposalState | null;
}

/** The list a person begins with; null where there is none for them. */
export function firstList(ctx: LinkedContext): List | null {
  if (scopeOf(ctx.actor, 'review').size > 0) return 'a';
  if (scopeOf(ctx.actor, 'propose').size > 0) return 'o';
  return scopeOf(ctx.actor, 'view').size > 0 ? 'a' : null;
}

/** `kn:l:<list>[:<area>:<state>:<page>]`; a page number turns the message it stands on. */
export async function showList(ctx: LinkedContext, args: readonly string[]): Promise<void> {
  const wanted = wantedIn(args);
  if (!wanted) return ctx.reply({ text: ctx.t('refused.old_button') });
  const { t } = ctx;
  const page = idArgument(args[3]);
  const filter = filterOf(ctx, wanted);
  const first = await listProposals(ctx.tx, filter, {
    limit: LISTED,
    offset: (page ?? 0) * LISTED,
  });
  const pages = Math.max(1, Math.ceil(first.total / LISTED));
  const current = Math.min(page ?? 0, pages - 1);
  const { proposals, total } =
    current === (page ?? 0)
      ? first
      : await listProposals(ctx.tx, filter, { limit: LISTED, offset: current * LISTED });
  const text = join([
    t(`proposal.list.title.${wanted.list}`, { count: total }),
    await filterLine(ctx, wanted),
    t(total === 0 ? `proposal.list.none.${wanted.list}` : 'proposal.list.pick'),
    pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
  ]);
  const manyAgencies = new Set(filter.agencyIds).size > 1 || wanted.list !== 'o';
  await ctx[page === null ? 'reply' : 'answer']({
    text,
    choices: [
      ...(wanted.list === 'o' ? await ownChoices(ctx) : []),
      ...proposals.map((one) => [itemChoice(one, manyAgencies, t)]),
      ...pager((other) => `kn:l:${spelled(wanted)}:${other}`, current, pages, t),
      ...(wanted.list === 'a' ? filterChoices(ctx, wanted) : []),
    ],
  });
}

/** `kn:g:<what>:<list>:<area>:<state>`: by which area or state the list is narrowed down. */
export async function showFilter(
  ctx: LinkedContext,
  [what, ...args]: readonly string[],
): Promise<void> {
  const wanted = wantedIn(args);
  if (!wanted) return ctx.reply({ text: ctx.t('refused.old_button') });
  const { t } = ctx;
  const to = (changed: Partial<Wanted>) => `kn:l:${spelled({ ...wanted, ...changed })}:0`;
  const all: Choice[] = [
    {
      id: to(what === 's' ? { state: null } : { area: null }),
      label: t.plain('proposal.list.all'),
    },
  ];
  if (what === 's') {
    const states = STATES.map((state): Choice[] => {
      const mark = t.plain(`proposal.mark.${state}`);
      return [{ id: to({ state }), label: `${mark} ${t.plain(`proposal.state.${state}`)}` }];
    });
    return ctx.answer({ text: t('proposal.list.by_state'), choices: [...states, all] });
  }
  const keys = await areasOfProposals(ctx.tx, filterOf(ctx, { ...wanted, area: null }));
  const areas = await loadProposalAreas(ctx.tx, ctx.today);
  const choices = keys.map((key): Choice[] => [
    { id: to({ area: key }), label: shorten(proposalArea(key, areas, t), 45) },
  ]);
  await ctx.answer({ text: t('proposal.list.by_area'), choices: [...choices, all] });
}

function filterOf(ctx: LinkedContext, { list, area, state }: Wanted): ProposalFilter {
  const { actor } = ctx;
  const coordinated = scopeOf(actor, 'review');
  const scopes = {
    o: () => scopeOf(actor, 'propose'),
    f: () => scopeOf(actor, 'respond'),
    a: () => (coordinated.size > 0 ? coordinated : scopeOf(actor, 'view')),
  };
  const agencyIds = scopes[list]();
  return { agencyIds, whose: list === 'f' ? 'forwarded' : 'sent', area, state };
}

function wantedIn([list, area, state]: readonly string[]): Wanted | null {
  if (list !== 'o' && list !== 'f' && list !== 'a') return null;
  return {
    list,
    area: area && /^[a-z0-9_]{1,24}$/.test(area) ? area : null,
    state: STATES.find((one) => one === state) ?? null,
  };
}

function spelled({ list, area, state }: Wanted): string {
  return `${list}:${area?.slice(0, AREA) ?? ANY}:${state ?? ANY}`;
}

function itemChoice(proposal: ProposalView, withAgency: boolean, t: LinkedContext['t']): Choice {
  const mark = t.plain(`proposal.mark.${proposal.state}`);
  const agency = withAgency ? `${proposal.agencyShortName}: ` : '';
  const label = `${mark} ${t.plain('proposal.number', { number: proposal.id })} ${agency}`;
  return { id: `kn:c:${proposal.id}`, label: `${label}${shorten(proposal.words, 32)}` };
}

async function ownChoices(ctx: LinkedContext): Promise<Choice[][]> {
  const { t } = ctx;
  const passed = { agencyIds: scopeOf(ctx.actor, 'respond'), whose: 'forwarded' as const };
  const { total } = await listProposals(ctx.tx, passed, { limit: 1, offset: 0 });
  const label = t.plain('proposal.button.passed_on', { count: total });
  return [
    [{ id: 'kn:n', label: t.plain('proposal.button.new') }],
    ...(total > 0 ? [[{ id: 'kn:l:f', label }]] : []),
  ];
}

function filterChoices(ctx: LinkedContext, wanted: Wanted): Choice[][] {
  const { t } = ctx;
  const spelling = spelled(wanted);
  return [
    [
      { id: `kn:g:a:${spelling}`, label: t.plain('proposal.button.by_area') },
      { id: `kn:g:s:${spelling}`, label: t.plain('proposal.button.by_state') },
    ],
    // Who coordinates may serve an agency besides.
    ...(hasRole(ctx.actor, 'official', 'head')
      ? [[{ id: 'kn:l:o', label: t.plain('proposal.button.ours') }]]
      : []),
  ];
}

async function filterLine(ctx: LinkedContext, { area, state }: Wanted): Promise<Markup | ''> {
  const { t } = ctx;
  if (area === null && state === null) return '';
  const areas = await loadProposalAreas(ctx.tx, ctx.today);
  const key = areas.find((one) => area !== null && one.key.startsWith(area))?.key ?? area;
  const names = [
    key === null ? '' : proposalArea(key, areas, t),
    state === null ? '' : t.plain(`proposal.state.${state}`),
  ].filter((name) => name !== '');
  return t('proposal.list.only', { names: names.join('; ') });
}
