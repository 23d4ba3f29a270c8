import { join, type Markup } from '../../core/messages/markup.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { daysLeft } from '../../core/reminders/ladder.ts';
import type { ReportStatus } from '../../core/reports/status.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { CollectedReport, Collection } from '../../office/reports/collection.ts';
import type { CollectedForm, LabelledDifference } from '../../office/reports/collection-figures.ts';
import { distance, fullDate, moment, shortDate } from '../dates.ts';
import { type Now, unblockerText } from '../obligation.ts';
import { percentText } from '../percent.ts';

/** Characters of a reason on a line. */
const REASON = 90;
/** Names of agencies in one sentence. */
export const NAMES = 60;

/** "UBND xã Lâm Kiết", "Phòng Tư pháp (lĩnh vực)". */
export function reporterName({ obligation, duty }: CollectedReport, t: Translate): string {
  const name = obligation.agencyShortName;
  return duty === 'field' ? t.plain('collection.field', { name }) : name;
}

/** "a, b, c"; those beyond `max` are counted. */
export function namesText(names: readonly string[], t: Translate, max = NAMES): string {
  const shown = names.slice(0, max).join(', ');
  const more = names.length - max;
  return more > 0 ? t.plain('collection.and_more', { names: shown, count: more }) : shown;
}

/** The days its figures cover and the last day to send it. */
export function windowLine({ period }: Pick<Collection, 'period'>, t: Translate): Markup {
  const { dataFrom, dataTo, dueOn } = period;
  const params = { from: fullDate(dataFrom), to: fullDate(dataTo), due: fullDate(dueOn) };
  return t(dataFrom === dataTo ? 'collection.window_day' : 'collection.window', params);
}

/** How many are expected, sent and not sent, and the two rates. */
export function countLines({ rate }: Pick<Collection, 'rate'>, t: Translate): Markup {
  const { expected, received, onTime } = rate;
  return join([
    t('collection.counts', {
      expected,
      on_time: onTime,
      late: received - onTime,
      missing: expected - received,
    }),
    t('collection.totals', {
      completeness: percentText(rate.completeness, t),
      timeliness: percentText(rate.timeliness, t),
    }),
  ]);
}

export function blockedText({ obligation }: CollectedReport, t: Translate): string {
  const reason = shorten(obligation.reason ?? '', REASON);
  const who = obligation.unblocker ? shorten(unblockerText(obligation.unblocker, t), REASON) : '';
  return who === '' ? reason : `${reason} → ${who}`;
}

/** A report that has not come: how late it is and what keeps it. */
export function missingLine(report: CollectedReport, at: Now, t: Translate): Markup {
  const { stage, daysLate, extendedTo } = report;
  const mark = daysLate > 0 ? '🔴' : stage === 'blocked' ? '⛔' : extendedTo === null ? '⬜' : '⏳';
  const notes = [
    extendedTo === null
      ? ''
      : t.plain('collection.extended_to', { date: shortDate(extendedTo, at.today) }),
    stage === 'blocked' ? t.plain('collection.blocked', { why: blockedText(report, t) }) : '',
  ];
  return t('collection.line.missing', {
    mark,
    name: reporterName(report, t),
    when: whenText(report, at, t),
    notes: notesText(notes),
  });
}

/** A report being written: how far, and what is missing. Without figures, what the agency said. */
export function writingLine(
  report: CollectedReport,
  status: ReportStatus | null,
  formNames: ReadonlyMap<string, string>,
  at: Now,
  t: Translate,
): Markup {
  const { percent } = report.obligation;
  const written = report.hasDraft ? status : null;
  const rate = written && written.owed > 0 ? written.given / written.owed : null;
  const progress =
    rate !== null
      ? t.plain('collection.draft', { percent: percentText(rate, t) })
      : written
        ? t.plain('collection.draft_words')
        : percent === null
          ? t.plain('state.in_progress')
          : t.plain('collection.said', { percent });
  const lacking = written ? lackingText(written, formNames, t) : '';
  return t('collection.line.writing', {
    mark: report.daysLate > 0 ? '🔴' : '📝',
    name: reporterName(report, t),
    when: whenText(report, at, t),
    progress,
    lacking: lacking === '' ? '' : t.plain('collection.lacking', { lacking }),
  });
}

function lackingText(
  { formsMissing, unreadable, errors, unexplained, sectionsMissing }: ReportStatus,
  formNames: ReadonlyMap<string, string>,
  t: Translate,
): string {
  const counted = (key: string, count: number) =>
    count > 0 ? t.plain(`collection.lack.${key}`, { count }) : '';
  const names = formsMissing.map((code) => formNames.get(code) ?? code).join(', ');
  return [
    names === '' ? '' : t.plain('collection.lack.forms', { names }),
    counted('errors', errors + unreadable),
    counted('unexplained', unexplained),
    counted('sections', sectionsMissing.length),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** A report that was sent. */
export function sentLine(report: CollectedReport, at: Now, t: Translate): Markup {
  const { stage, daysLate, onTime, sentAt, afterWindow } = report;
  return t('collection.line.sent', {
    mark: stage === 'accepted' ? '✅' : '📨',
    name: reporterName(report, t),
    at: sentAt ? moment(sentAt, at, t) : '',
    timely: onTime
      ? t.plain('collection.on_time')
      : t.plain('collection.late', { count: daysLate }),
    notes: notesText([afterWindow ? t.plain('collection.after_window') : '']),
  });
}

export function returnedLine(report: CollectedReport, at: Now, t: Translate): Markup {
  return t('collection.line.returned', {
    name: reporterName(report, t),
    when: whenText(report, at, t),
    reason: shorten(report.obligation.reason ?? '', REASON),
  });
}

/** What a form adds up to, who is in the sum and who is not. */
export function formLines(
  { form, totals, key }: CollectedForm,
  names: ReadonlyMap<number, string>,
  t: Translate,
): Markup {
  const missing = totals.missing.map(({ agencyId }) => names.get(agencyId) ?? '');
  const figures = key.map(({ row, column, value }) =>
    t.plain('collection.figure', {
      what: [row, column].filter((part) => part !== '').join(', '),
      value: formatNumber(value),
    }),
  );
  return join([
    t('collection.form.title', {
      name: form.name,
      included: totals.included.length,
      expected: totals.included.length + missing.length,
    }),
    figures.length > 0 ? t('collection.form.figures', { figures: figures.join('; ') }) : '',
    missing.length > 0
      ? t('collection.form.missing', { names: namesText([...new Set(missing)], t, 20) })
      : '',
  ]);
}

export function differenceLine(
  { agencyId, formName, row, column, stated, sum }: LabelledDifference,
  names: ReadonlyMap<number, string>,
  t: Translate,
): Markup {
  return t('collection.line.difference', {
    agency: names.get(agencyId) ?? '',
    form: formName,
    what: [row, column].filter((part) => part !== '').join(', '),
    stated: formatNumber(stated),
    sum: formatNumber(sum),
  });
}

function whenText({ obligation: { dueOn } }: CollectedReport, at: Now, t: Translate): string {
  return dueOn === null ? t.plain('obligation.no_date') : distance(daysLeft(dueOn, at.today), t);
}

function notesText(notes: readonly string[]): string {
  const said = notes.filter((note) => note !== '');
  return said.length > 0 ? ` · ${said.join(' · ')}` : '';
}
