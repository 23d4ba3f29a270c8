import {
  type AgencyTally,
  byAttention,
  type Tally,
  tallyOf,
} from '../../core/summary/summarise.ts';
import { trendOf } from '../../core/summary/trend.ts';
import { shortAgency } from '../../core/text/short-agency.ts';
import { localDateAt } from '../../core/time/zone.ts';
import {
  type Bar,
  type Counted,
  type ProgressPicture,
  SEGMENTS,
  type Segment,
} from '../../exports/pictures/picture.ts';
import type { Translate } from '../../locales/index.ts';
import { clockTime, fullDate, periodText, shortDate } from '../dates.ts';
import { numberText } from '../number.ts';
import { percentText } from '../percent.ts';
import { areaText, type Board, hidesLate, wholeText } from './board.ts';
import { currentReport } from './main.ts';

/** What the bars stand for. */
export type BarsBy = 'areas' | 'agencies';

/** More bars than this become one bar of all the others, so that a phone still shows them. */
const MOST_BARS = 8;
/** So few agencies tell less than the areas of their work. */
const FEW_AGENCIES = 3;

/**
 * The values and words of a picture of progress, from the same figures as every other place. Where
 * late agencies are not to be named, the bars are always areas.
 * @param by areas where the scope is few agencies, agencies where they are many, if not said
 */
export function progressPicture(board: Board, by?: BarsBy): ProgressPicture {
  const { source, at, t } = board;
  const { period, summary } = source;
  const many = summary.agencies.length > FEW_AGENCIES;
  const kind = hidesLate(board) ? 'areas' : (by ?? (many ? 'agencies' : 'areas'));
  const subject = period
    ? t.plain('picture.subject_in_period', {
        period: periodText(period.code, t) ?? period.name,
      })
    : t.plain('picture.subject');
  const day = fullDate(localDateAt(at.now, at.timeZone));
  const rows = kind === 'agencies' ? agencyBars(source, t) : areaBars(source, at.now, t);
  return {
    title: wholeText(source, t),
    // Whose agencies they are, and of which work, where not everything is counted.
    lines: [
      ...(source.group ? [source.scope.name] : []),
      ...(source.area ? [areaText(source.area, t)] : []),
      subject,
      t.plain('picture.at', { time: clockTime(at.now, at.timeZone), date: day }),
    ],
    ...headlineOf(source, t),
    notes: notesOf({ source, at, t }),
    bars: {
      title: t.plain(kind === 'agencies' ? 'picture.by_agencies' : 'picture.by_areas'),
      note: t.plain('picture.note'),
      rows,
    },
    legend: Object.fromEntries(
      SEGMENTS.map((segment) => [segment, t.plain(`picture.segment.${segment}`)]),
    ) as Record<Segment, string>,
    trend: trendIn({ source, at, t }),
  };
}

function headlineOf(
  { summary }: Board['source'],
  t: Translate,
): Pick<ProgressPicture, 'headline' | 'figures'> {
  const { tally, late } = summary;
  const number = (value: number) => numberText(value, t);
  const rate = { value: percentText(tally.onTimeRate, t), words: t.plain('picture.on_time') };
  const done = { value: doneText(tally, t), words: t.plain('picture.done') };
  if (tally.total === 0) {
    const words = t.plain('picture.nothing');
    return { headline: { value: number(0), words, mood: 'calm' }, figures: [] };
  }
  if (late.length > 0) {
    const agencies = number(new Set(late.map((item) => item.agencyId)).size);
    const words =
      summary.agencies.length > 1
        ? t.plain('picture.late_at', { agencies })
        : t.plain('picture.late_here');
    return { headline: { value: number(late.length), words, mood: 'late' }, figures: [rate, done] };
  }
  const open = { value: number(tally.by.open), words: t.plain('picture.open') };
  if (tally.onTimeRate === null) {
    const words = t.plain('picture.none_late');
    return { headline: { value: number(0), words, mood: 'calm' }, figures: [open, done] };
  }
  if (tally.by.done_late > 0) {
    const value = number(tally.by.done_late);
    const words = t.plain('picture.caught_up');
    return { headline: { value, words, mood: 'calm' }, figures: [rate, done] };
  }
  const words = t.plain('picture.fine');
  return { headline: { value: rate.value, words, mood: 'good' }, figures: [done, open] };
}

/** The period in hand and its data window. */
function notesOf({ source, at, t }: Board): string[] {
  const report = currentReport(source.summary.reports, at);
  if (!report) return [];
  const sample = [...source.obligations.values()].find((item) => item.periodId === report.periodId);
  const window = sample?.dataFrom && sample.dataTo ? [sample.dataFrom, sample.dataTo] : null;
  const [from, to] = window ?? [];
  return [
    t.plain('picture.report', {
      name: sample?.periodName ?? '',
      received: numberText(report.received, t),
      due: numberText(report.due, t),
      date: report.dueOn ? shortDate(report.dueOn, at.today) : '',
    }),
    ...(from && to ? [t.plain('picture.window', { from: fullDate(from), to: fullDate(to) })] : []),
  ];
}

function agencyBars({ summary, agencyNames }: Board['source'], t: Translate): Bar[] {
  const named = summary.agencies.map((agency: AgencyTally) => ({
    name: shortAgency(agencyNames.get(agency.agencyId) ?? ''),
    tally: agency,
  }));
  return barsOf(named, 'picture.others', t);
}

/** Plan work by area, and one bar for everything else, so that all bars together are the whole. */
function areaBars({ summary, obligations }: Board['source'], now: Date, t: Translate): Bar[] {
  const named: Named[] = summary.areas.map((area) => ({
    name: area.area || area.areaNo,
    tally: area,
  }));
  const others = [...obligations.values()].filter((item) => item.sourceKind !== 'plan');
  if (others.length > 0) {
    named.push({ name: t.plain('picture.reports'), tally: tallyOf(others, now) });
  }
  named.sort((a, b) => byAttention(a.tally, b.tally));
  return barsOf(named, 'picture.other_areas', t);
}

interface Named {
  name: string;
  tally: Tally;
}

function barsOf(all: readonly Named[], rest: string, t: Translate): Bar[] {
  const counted = all.filter(({ tally }) => tally.total > tally.by.not_applicable);
  const shown = counted.length <= MOST_BARS ? counted : counted.slice(0, MOST_BARS - 1);
  const others = counted.slice(shown.length);
  const bars = shown.map(({ name, tally }) => barOf(name, partsOf(tally), t));
  if (others.length === 0) return bars;
  const sum = Object.fromEntries(
    SEGMENTS.map((segment) => [
      segment,
      others.reduce((total, { tally }) => total + tally.by[segment], 0),
    ]),
  ) as Bar['parts'];
  const number = numberText(others.length, t);
  return [...bars, barOf(t.plain(rest, { number }), sum, t)];
}

function partsOf({ by }: Tally): Bar['parts'] {
  return Object.fromEntries(SEGMENTS.map((segment) => [segment, by[segment]])) as Bar['parts'];
}

function barOf(name: string, parts: Bar['parts'], t: Translate): Bar {
  const total = SEGMENTS.reduce((sum, segment) => sum + parts[segment], 0);
  const done = parts.done_on_time + parts.done_late;
  const counted = (key: string, count: number): Counted | null => {
    const number = numberText(count, t);
    return count > 0 ? { full: t.plain(key, { number }), short: number } : null;
  };
  return {
    name,
    parts,
    late: counted('picture.late', parts.late),
    blocked: counted('picture.blocked', parts.blocked),
    done: `${numberText(done, t)}/${numberText(total, t)}`,
  };
}

function doneText({ by, total }: Tally, t: Translate): string {
  const done = by.done_on_time + by.done_late;
  return `${numberText(done, t)}/${numberText(total - by.not_applicable, t)}`;
}

/** Quarters in which nothing was judged are gaps; null where there are not two to compare. */
function trendIn({ source, at, t }: Board): ProgressPicture['trend'] {
  const points = trendOf(source.everything, at.today, at.now);
  if (points.filter(({ onTimeRate }) => onTimeRate !== null).length < 2) return null;
  return {
    title: t.plain('picture.trend'),
    columns: points.map(({ code, onTimeRate: rate, by }) => ({
      label: quarterText(code, t),
      rate,
      text: rate === null ? t.plain('picture.gap') : percentText(rate, t),
      // A hundred per cent of one piece of work is not that of a hundred.
      below: rate === null ? '' : t.plain('picture.judged', { number: numberText(judged(by), t) }),
    })),
  };
}

/** What a rate is a share of. */
function judged(by: Tally['by']): number {
  return by.done_on_time + by.done_late + by.late;
}

/** "III/2023", below a title that says that these are quarters. */
function quarterText(code: string, t: Translate): string {
  const [year = '', part = ''] = code.split('-');
  return t.plain(`picture.quarter.${part}`, { year });
}
