import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import { agencyNames } from '../../core/summary/agency-names.ts';
import { samePeriod } from '../../core/summary/asked-period.ts';
import { MOST_NAMED, type SummaryGroup } from '../../core/summary/group-token.ts';
import { type Question, readQuestion } from '../../core/summary/question.ts';
import type { Meant } from '../../core/summary/question-matches.ts';
import type { NamedWork } from '../../core/summary/work-words.ts';
import { allAgencies, subtreeIds } from '../../db/queries/agencies.ts';
import { areasOf } from '../../db/queries/areas.ts';
import { reportPeriods } from '../../db/queries/reports.ts';
import { loadDirectory } from '../../office/directory.ts';
import type { CountedPeriod } from '../../office/summary.ts';
import { idArgument } from '../command.ts';
import type { BotContext } from '../context.ts';
import type { ViewScope } from '../scope.ts';
import { worksMeant } from './work.ts';

/** What a board is to show. */
export interface Wanted {
  view: string;
  page: number;
  /** Null: the widest the asker may see. */
  agencyId: number | null;
  period: CountedPeriod | null;
  area: string | null;
  group: SummaryGroup | null;
  fromAreas: boolean;
}

/** A question with what it means among the agencies that may be seen here. */
export interface Asked {
  question: Question;
  wanted: Wanted;
  /** Each with the board it opens. */
  choices: { name: string; wanted: Wanted }[];
  /** Pieces of work that the words name; at most five. */
  works: readonly NamedWork[];
}

/** Reads the words after `/tiendo`, or those of a leader's question. */
export async function readAsked(ctx: BotContext, text: string, scope: ViewScope): Promise<Asked> {
  const periods = await reportPeriods(ctx.tx);
  const directory = await loadDirectory(ctx.tx, { day: ctx.today, within: scope.rootId });
  const question = readQuestion(text, {
    today: ctx.today,
    names: agencyNames(await allAgencies(ctx.tx), directory),
    areas: await areasOf(ctx.tx, scope.visible),
    periods,
  });
  const wanted: Wanted = {
    view: question.view,
    page: 0,
    agencyId: question.agencies[0] ?? null,
    period: periodAsked(question, periods),
    area: question.area?.no ?? null,
    group: await groupOf(ctx, question),
    fromAreas: false,
  };
  if (question.agencies.length > 1) wanted.agencyId = null;
  // Names of agencies that may not be looked at here lead nowhere.
  const meant = question.choose.filter((one) => one.kind !== 'agency' || scope.visible.has(one.id));
  const choices = meant.map((one) => ({ name: one.name, wanted: { ...wanted, ...chosen(one) } }));
  // Where only one of several may be seen, that one is meant.
  const [only] = choices;
  const settled = choices.length === 1 && question.choose.length > 1 && only;
  const works =
    question.unknown === '' || choices.length > 0
      ? []
      : await worksMeant(ctx, scope, question.unknown, text);
  return settled
    ? { question, wanted: only.wanted, choices: [], works }
    : { question, wanted, choices, works };
}

function chosen(meant: Meant): Partial<Wanted> {
  switch (meant.kind) {
    case 'agency':
      return { agencyId: meant.id, group: null };
    case 'set':
      return { group: { kind: 'set', id: meant.id } };
    case 'area':
      return { area: meant.no };
  }
}

async function groupOf(ctx: BotContext, question: Question): Promise<SummaryGroup | null> {
  const { agencies, set, group } = question;
  const [only, ...others] = agencies;
  if (others.length > 0) return { kind: 'agencies', ids: agencies.slice(0, MOST_NAMED) };
  const kind: SummaryGroup | null =
    set !== null ? { kind: 'set', id: set } : group ? { kind: 'kind', group } : null;
  if (only === undefined || kind === null) return kind;
  // "các xã huyện A" are those below it; an agency with none below is simply named.
  return (await subtreeIds(ctx.tx, only)).length > 1 ? kind : null;
}

function periodAsked(question: Question, periods: readonly Period[]): CountedPeriod | null {
  const { period, against } = question;
  if (period === null) return null;
  return { ...countedPeriod(period, periods), ...(against === null ? {} : { against }) };
}

type Period = CountedPeriod & { id: number };

/** The reports' own period of that code where there is one, otherwise that part of a year. */
function countedPeriod(code: string, periods: readonly Period[]): CountedPeriod {
  return (
    periods.find((one) => one.code === code) ??
    periods.find((one) => samePeriod(one.code, code)) ?? { id: null, code, name: code }
  );
}

/** The period that a button says, by number or code; null for none or a forged one. */
export async function periodOfToken(
  ctx: BotContext,
  token: string | undefined,
): Promise<CountedPeriod | null> {
  const [own, other] = (token ?? '-').split('~');
  if (own === undefined || own === '-') return null;
  const named = other !== undefined && calendarPeriod(other) ? { against: other } : {};
  const id = idArgument(own);
  if (id === null) return calendarPeriod(own) ? { id: null, code: own, name: own, ...named } : null;
  const found = (await reportPeriods(ctx.tx)).find((one) => one.id === id);
  return found ? { ...found, ...named } : null;
}
