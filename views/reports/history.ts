import { join, type Markup } from '../../core/messages/markup.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import type { ReportVersion } from '../../office/reports/versions.ts';
import { moment } from '../dates.ts';
import type { Now } from '../obligation.ts';
import { partName } from './heading.ts';

const WORDS = 200;

/** One version of a report: who, when, why, and the coordinator's word. */
export function versionLine(
  version: ReportVersion,
  duty: ReportDuty,
  at: Now,
  t: Translate,
): Markup {
  const kind = version.amendment ? 'amendment' : version.number === 1 ? 'first' : 'again';
  const marks = [
    version.afterDue ? t.plain('report.history.after_due') : '',
    version.afterWindow ? t.plain('report.history.after_window') : '',
    version.standing ? t.plain('report.history.standing') : '',
  ].filter((mark) => mark !== '');
  return join([
    t(`report.history.${kind}`, {
      number: version.number,
      who: version.senderName,
      at: moment(version.submittedAt, at, t),
      marks: marks.length > 0 ? ` (${marks.join(', ')})` : '',
    }),
    version.why ? t('report.history.why', { why: shorten(version.why, WORDS) }) : '',
    ...version.reviews.map(({ verdict, part, reason, reviewerName, at: said }) =>
      t(`report.history.${verdict}`, {
        who: reviewerName,
        at: moment(said, at, t),
        part: part === null ? t.plain('report.whole') : partName(part, duty, t),
        reason: shorten(reason ?? '', WORDS),
      }),
    ),
  ]);
}
