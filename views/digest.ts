import { groupBy } from '../core/collections/group-by.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { Digest, DigestItem } from '../core/reminders/plan.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { distance, longDate, shortDate } from './dates.ts';
import { leaderPart } from './leader-lines.ts';
import { answerChoices, type Now, obligationName, stateText } from './obligation.ts';
import { pauseChoices } from './pauses.ts';

/** Items with buttons of their own: more would not fit two phone screens. */
const OWN_LIMIT = 6;
const AGENCY_LIMIT = 8;

export interface DigestSource {
  digest: Digest;
  obligations: ReadonlyMap<number, ObligationView>;
  /** Agencies for which the person reports; what is late elsewhere is only told, not asked. */
  own: ReadonlySet<number>;
  /** Agency whose /tiendo opens from the escalations, if the person looks after any. */
  seatId: number | null;
  /** The committee of each agency in what a leader is told of. */
  committees: ReadonlyMap<number, { id: number; name: string }>;
}

/** The morning message: own work with one-tap answers first, then what is late elsewhere. */
export function digestMessage(source: DigestSource, at: Now, t: Translate): Outgoing {
  const items = source.digest.items.flatMap((item) => {
    const obligation = source.obligations.get(item.obligationId);
    return obligation ? [{ ...item, obligation }] : [];
  });
  const own = items.filter((item) => source.own.has(item.agencyId) && item.rung.kind !== 'leader');
  const elsewhere = items.filter(
    (item) => !source.own.has(item.agencyId) && item.rung.kind !== 'leader',
  );
  const led = items.filter((item) => item.rung.kind === 'leader');
  const choices: Choice[][] = [];
  const parts: Markup[] = [t('digest.title', { date: longDate(at.today, t) })];
  if (own.length > 0) {
    parts.push(ownPart(own, at, t));
    choices.push(...ownChoices(own, t));
  }
  if (elsewhere.length > 0) {
    parts.push(elsewherePart(elsewhere, t));
    if (source.seatId !== null) {
      choices.push([{ id: `td:late:${source.seatId}`, label: t.plain('digest.see_late') }]);
    }
  }
  if (led.length > 0) {
    parts.push(leaderPart(led, source.committees, at, t));
    choices.push([{ id: 'td:main', label: t.plain('help.see_progress') }]);
  }
  return { text: join(parts, '\n\n'), choices };
}

type Line = DigestItem & { obligation: ObligationView };

function ownPart(items: Line[], at: Now, t: Translate): Markup {
  const shown = items.slice(0, OWN_LIMIT);
  const manyAgencies = new Set(items.map((item) => item.agencyId)).size > 1;
  const lines = [t('digest.intro', { count: items.length })];
  let section = '';
  for (const [index, item] of shown.entries()) {
    const heading = item.daysLeft < 0 ? 'digest.overdue' : 'digest.soon';
    if (heading !== section) lines.push(t(heading));
    section = heading;
    lines.push(ownLine(item, index + 1, manyAgencies, at, t));
  }
  if (items.length > shown.length) {
    lines.push(t('digest.more', { count: items.length - shown.length }));
  }
  lines.push(t(items.length === 1 ? 'digest.tap_one' : 'digest.tap_many'));
  return join(lines);
}

function ownLine(item: Line, number: number, withAgency: boolean, at: Now, t: Translate): Markup {
  const { obligation } = item;
  const state = obligation.state === 'not_started' ? '' : `, ${stateText(obligation, t)}`;
  return t('digest.line', {
    number,
    agency: withAgency ? `${obligation.agencyShortName}: ` : '',
    name: obligationName(obligation, t),
    due: obligation.dueOn ? shortDate(obligation.dueOn, at.today) : '',
    distance: distance(item.daysLeft, t),
    state,
  });
}

function ownChoices(items: Line[], t: Translate): Choice[][] {
  const only = items.length === 1 ? items[0] : undefined;
  if (only) return [...answerChoices(only.obligation, t), ...pauseChoices(only.obligation, t)];
  const rows = items.slice(0, OWN_LIMIT).map(({ obligation }, index) => {
    const choice = (id: string, answer: string): Choice => ({
      id,
      label: t.plain('digest.short_answer', {
        number: index + 1,
        answer: t.plain(`answer.short.${answer}`),
      }),
    });
    if (obligation.sourceKind === 'input') {
      return [
        choice(`up:${obligation.id}`, 'input'),
        choice(`in:none:${obligation.id}`, 'no_opinion'),
      ];
    }
    return [
      choice(`up:${obligation.id}:done`, 'done'),
      choice(`up:${obligation.id}:in_progress`, 'in_progress'),
      choice(`up:${obligation.id}:blocked`, 'blocked'),
      choice(`ex:${obligation.id}`, 'extension'),
    ];
  });
  const later = { id: 'hn:list:0', label: t.plain('reminding.button.later') };
  const all = { id: 'my:0', label: t.plain('digest.see_all') };
  rows.push(items.length > OWN_LIMIT ? [later, all] : [later]);
  return rows;
}

function elsewherePart(items: Line[], t: Translate): Markup {
  const byAgency = [...groupBy(items, (item) => item.agencyId).values()]
    .map((group) => ({
      name: group[0]?.obligation.agencyShortName ?? '',
      count: group.length,
      days: Math.max(...group.map((item) => -item.daysLeft)),
    }))
    .sort((a, b) => b.days - a.days || b.count - a.count);
  const lines = byAgency.slice(0, AGENCY_LIMIT).map((agency) => t('digest.agency_line', agency));
  return join([
    t('digest.elsewhere', { count: items.length, agencies: byAgency.length }),
    ...lines,
    byAgency.length > AGENCY_LIMIT
      ? t('digest.more_agencies', { count: byAgency.length - AGENCY_LIMIT })
      : '',
  ]);
}
