import { join } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import type { Translate } from '../../locales/index.ts';
import { fullDate } from '../dates.ts';
import { documentText } from '../obligation.ts';
import { namesText, windowLine } from './collection-lines.ts';

/** A report that was asked for once. */
export interface AskedReportView {
  period: ReportPeriodRow;
  /** The document that asks for it. */
  documentNumber: string;
  documentDate: LocalDate | null;
  formNames: readonly string[];
}

/** What an agency is told of it; `report` is the one it owes. */
export function adHocNotice(
  { period, formNames, ...document }: AskedReportView,
  report: { id: number; name: string },
  t: Translate,
): Outgoing {
  const forms = formNames.join(', ');
  return {
    text: join([
      t('collection.asked.title', { name: period.name }),
      t('collection.asked.document', { document: documentText(document, t) }),
      windowLine({ period }, t),
      forms === '' ? '' : t('collection.asked.forms', { forms }),
      t('collection.asked.agency', { agency: report.name }),
    ]),
    choices: [[{ id: `ob:${report.id}`, label: t.plain('obligation.open') }]],
  };
}

/** What the coordinator is told; `silent` are the agencies in which nobody can be written to. */
export function adHocThanks(
  { period }: AskedReportView,
  count: number,
  silent: readonly string[],
  t: Translate,
): Outgoing {
  return {
    text: join([
      t('collection.asked.thanks', { name: period.name, due: fullDate(period.dueOn), count }),
      silent.length > 0 ? t('collection.asked.silent', { names: namesText(silent, t, 20) }) : '',
    ]),
    choices: [[{ id: `tb:main:${period.id}`, label: t.plain('collection.due.open_main') }]],
  };
}
