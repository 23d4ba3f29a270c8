import { groupBy } from '../../core/collections/group-by.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import { daysLeft } from '../../core/reminders/ladder.ts';
import type { Countable, ReportTally, Tally } from '../../core/summary/summarise.ts';
import { shorten } from '../../core/text/shorten.ts';
import { daysBetween } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import type { Translate } from '../../locales/index.ts';
import type { SummaryPage } from '../../office/summary.ts';
import { fullDate, shortDate } from '../dates.ts';
import { dueText, type Now, obligationName, unblockerText } from '../obligation.ts';
import { percentText } from '../percent.ts';

/** @param withRate also the share done on time, where few are held beside each other */
export function tallyLine(name: string, tally: Tally, t: Translate, withRate = false): Markup {
  const marks = [
    tally.by.late > 0 ? t.plain('tiendo.mark.late', { count: tally.by.late }) : '',
    tally.by.blocked > 0 ? t.plain('tiendo.mark.blocked', { count: tally.by.blocked }) : '',
    withRate && tally.onTimeRate !== null
      ? t.plain('tiendo.mark.rate', { rate: percentText(tally.onTimeRate, t) })
      : '',
  ].filter((mark) => mark !== '');
  return t('tiendo.tally_line', {
    name: shorten(name, 46),
    done: tally.by.done_on_time + tally.by.done_late,
    total: tally.total - tally.by.not_applicable,
    marks: marks.length > 0 ? ` · ${marks.join(' · ')}` : '',
  });
}

export function lateLine(
  item: Countable,
  source: SummaryPage,
  at: Now,
  t: Translate,
  max: number,
): Markup {
  const obligation = source.obligations.get(item.id);
  if (!obligation || item.dueOn === null) return '' as Markup;
  return t('tiendo.late_line', {
    agency: agencyPrefix(obligation, source),
    name: obligationName(obligation, t, max),
    count: -daysLeft(item.dueOn, at.today),
    state: t.plain(`state.${item.state}`),
  });
}

/** A line about work that is neither late nor blocked: what it is and when it was or is due. */
export function workLine(item: Countable, source: SummaryPage, at: Now, t: Translate): Markup {
  const obligation = source.obligations.get(item.id);
  if (!obligation) return '' as Markup;
  return t('tiendo.work_line', {
    agency: agencyPrefix(obligation, source),
    name: obligationName(obligation, t, 80),
    due: dueText(obligation, at, t),
    state: t.plain(`state.${item.state}`),
  });
}

/** "Phòng Tư pháp: "; nothing where all the figures are one agency's. */
function agencyPrefix({ agencyShortName }: ObligationView, { summary }: SummaryPage): string {
  return summary.agencies.length > 1 ? `${agencyShortName}: ` : '';
}

function silenceText(at: Date | undefined, now: Now, t: Translate): string {
  if (!at) return t.plain('tiendo.never_said');
  const days = daysBetween(localDateAt(at, now.timeZone), now.today);
  const date = dayOf(at, now);
  return days >= SILENT_DAYS
    ? t.plain('tiendo.silent_since', { date, count: days })
    : t.plain('tiendo.said_on', { date });
}

/** Under a late line: the reason the agency gave, and since when it has said nothing. */
export function silenceLine(
  { id }: Countable,
  { lastSaid }: SummaryPage,
  at: Now,
  t: Translate,
): Markup {
  const said = lastSaid.get(id);
  const reason = said?.reason?.trim() ?? '';
  return t('tiendo.silence_line', {
    reason: reason === '' ? '' : t.plain('tiendo.reason_given', { reason: shorten(reason, 60) }),
    silence: silenceText(said?.at, at, t),
  });
}

/** From so many days on an agency that says nothing is silent. */
const SILENT_DAYS = 7;

function dayOf(instant: Date, { today, timeZone }: Now): string {
  return shortDate(localDateAt(instant, timeZone), today);
}

export function blockedLine(item: Countable, source: SummaryPage, at: Now, t: Translate): Markup {
  const obligation = source.obligations.get(item.id);
  if (!obligation) return '' as Markup;
  const said = source.lastSaid.get(item.id);
  return t('tiendo.blocked_line', {
    agency: agencyPrefix(obligation, source),
    name: obligationName(obligation, t, 80),
    reason: shorten(obligation.reason ?? '', 80),
    who: obligation.unblocker ? unblockerText(obligation.unblocker, t) : '',
    since: said ? t.plain('tiendo.blocked_since', { date: dayOf(said.at, at) }) : '',
  });
}

/** Work by its due day, alike work of several agencies in one line; what is overdue says so. */
export function nextLines(
  items: readonly Countable[],
  { summary, everything }: SummaryPage,
  at: Now,
  t: Translate,
): Markup[] {
  const wanted = new Set(items.map(({ id }) => id));
  const obligations = new Map(
    everything.filter(({ id }) => wanted.has(id)).map((item) => [item.id, item]),
  );
  const alike = groupBy(items, (item) => {
    const obligation = obligations.get(item.id);
    const name = obligation ? obligationName(obligation, t, 80) : '';
    return `${item.dueOn}\n${name}`;
  });
  return [...alike].map(([key, group]) => {
    const name = key.slice(key.indexOf('\n') + 1);
    const first = group[0];
    const agency = first ? obligations.get(first.id)?.agencyShortName : undefined;
    const who =
      group.length > 1 ? t.plain('tiendo.agencies_count', { count: group.length }) : agency;
    const isOver = first?.dueOn && first.dueOn < at.today;
    return t(isOver ? 'tiendo.over_line' : 'tiendo.next_line', {
      date: first?.dueOn ? shortDate(first.dueOn, at.today) : '',
      name,
      // The title names the only agency already.
      who: who && summary.agencies.length > 1 ? ` (${who})` : '',
    });
  });
}

export function reportLine(
  report: ReportTally,
  source: SummaryPage,
  at: Now,
  t: Translate,
): Markup {
  const sample = [...source.obligations.values()].find((item) => item.periodId === report.periodId);
  const overdue = report.dueOn !== null && report.dueOn < at.today;
  const names = report.missing.map((id) => source.agencyNames.get(id) ?? '');
  // Who asks about one period asks who is missing; beside others a few names must do.
  const most = source.period ? 30 : 6;
  const shown = names.slice(0, most).join(', ');
  return join([
    t('tiendo.reports.line', {
      name: sample?.periodName ?? '',
      received: report.received,
      due: report.due,
      on_time: report.onTime,
      date: report.dueOn ? fullDate(report.dueOn) : '',
    }),
    sample?.dataFrom && sample.dataTo
      ? t('tiendo.main.window', { from: fullDate(sample.dataFrom), to: fullDate(sample.dataTo) })
      : '',
    overdue && names.length > 0
      ? t('tiendo.reports.missing', {
          names: names.length > most ? `${shown}…` : shown,
          count: names.length,
        })
      : '',
  ]);
}
