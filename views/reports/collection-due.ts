import { join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import {
  type CollectedReport,
  type Collection,
  dueGroups,
  listed,
} from '../../office/reports/collection.ts';
import { fullDate, shortDate } from '../dates.ts';
import type { Now } from '../obligation.ts';
import {
  blockedText,
  countLines,
  NAMES,
  namesText,
  reporterName,
  windowLine,
} from './collection-lines.ts';

/** Characters of the reason for which a report was returned. */
const REASON = 60;

/** What the coordinator reads on the morning after a report's due day. */
export function reportsDueMessage(collection: Collection, at: Now, t: Translate): Outgoing {
  const { period, rate } = collection;
  const choice = (view: 'main' | 'missing') => ({
    id: `tb:${view}:${period.id}`,
    label: t.plain(`collection.due.open_${view}`),
  });
  if (rate.received === rate.expected) {
    const text = t('collection.due.all_sent', {
      name: period.name,
      due: fullDate(period.dueOn),
      count: rate.expected,
      on_time: rate.onTime,
      late: rate.received - rate.onTime,
    });
    return { text, choices: [[choice('main')]] };
  }
  const { missing, extended, returned, blocked, late } = dueGroups(collection.reports);
  const text = join(
    [
      join([t('collection.due.title', { name: period.name }), windowLine(collection, t)]),
      countLines(collection, t),
      group('missing', missing, t, (report) => reporterName(report, t)),
      group('extended', extended, t, (report) =>
        withNote(report, report.extendedTo ? shortDate(report.extendedTo, at.today) : '', t),
      ),
      group('returned', returned, t, (report) =>
        withNote(report, shorten(report.obligation.reason ?? '', REASON), t),
      ),
      group('blocked', blocked, t, (report) => withNote(report, blockedText(report, t), t)),
      group('late', late, t, (report) => reporterName(report, t)),
    ],
    '\n\n',
  );
  const names = listed(collection, 'missing').length > 0 ? [choice('missing')] : [];
  return { text, choices: [[choice('main'), ...names]] };
}

function group(
  key: 'missing' | 'extended' | 'returned' | 'blocked' | 'late',
  reports: readonly CollectedReport[],
  t: Translate,
  nameOf: (report: CollectedReport) => string,
): Markup {
  if (reports.length === 0) return '' as Markup;
  return t(`collection.due.${key}`, {
    count: reports.length,
    names: namesText(reports.map(nameOf), t, key === 'missing' ? NAMES : NAMES / 4),
  });
}

function withNote(report: CollectedReport, note: string, t: Translate): string {
  const name = reporterName(report, t);
  return note === '' ? name : t.plain('collection.noted', { name, note });
}
