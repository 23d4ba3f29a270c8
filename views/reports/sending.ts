import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import type { JudgedFinding } from '../../core/reports/check-owed-form.ts';
import type { FormStatus } from '../../core/reports/status.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import type { Now } from '../obligation.ts';
import { formMark, formProgress } from './card.ts';
import { cellName } from './cell.ts';
import { findingsText } from './finding.ts';
import { formName, partName, reportHeading } from './heading.ts';
import { toCard } from './narrative.ts';

const FINDINGS = 5;
const SECTIONS = 6;

/** What stands in the way of sending, or what is about to be sent. */
export function sendingText(duty: ReportDuty, at: Now, t: Translate): Markup {
  const { status } = duty;
  const forms = duty.forms.map((owed, index) => {
    const its = status.forms[index];
    if (!its) return '' as Markup;
    const line = t('report.card.form', {
      mark: formMark(its),
      name: formName(owed),
      progress: formProgress(its, t),
    });
    const unreadable = its.check.unreadable.slice(0, FINDINGS).map((cell) =>
      t('report.send.unreadable', {
        cell: cellName(namesOf(cell, owed), t),
        text: shorten(cell.text, 40),
      }),
    );
    const open = openFindingsOf(its);
    return join([
      line,
      ...unreadable,
      open.length > 0 ? findingsText(open, owed.form, t, { limit: FINDINGS }) : '',
    ]);
  });
  return join([
    reportHeading(duty, at, t),
    GAP,
    t(
      status.ready
        ? 'report.send.ready'
        : status.empty
          ? 'report.send.empty'
          : 'report.send.not_ready',
    ),
    ...forms,
    sectionsLine(duty, t),
    status.ready && status.sectionsMissing.length > 0 ? t('report.send.may_send') : '',
    status.ready && duty.pastDue ? t('report.send.late') : '',
    status.ready && duty.windowClosed ? t('report.send.after_window') : '',
  ]);
}

/** What keeps a form from being sent: errors, and oddities without an explanation. */
function openFindingsOf({ check }: FormStatus): JudgedFinding[] {
  return check.findings.filter(
    ({ severity, explanation }) => severity === 'error' || explanation === null,
  );
}

/** Which sections of the narrative a reader would miss. */
export function sectionsLine(duty: ReportDuty, t: Translate): Markup {
  const { sectionsMissing: missing } = duty.status;
  if (missing.length === 0) return t('report.send.sections_told');
  const names = missing.slice(0, SECTIONS).map((key) => partName(key, duty, t));
  const more = missing.length - names.length;
  return t(more > 0 ? 'report.send.sections_missing_more' : 'report.send.sections_missing', {
    names: names.join('; '),
    more,
  });
}

function namesOf(
  { row, column }: { row: string; column: string },
  { rows, form }: ReportDuty['forms'][number],
) {
  return {
    rowLabel: rows.find(({ key }) => key === row)?.label ?? row,
    columnLabel: form.columns.find(({ key }) => key === column)?.path ?? [column],
  };
}

/** To what stands in the way, or the one button that sends. */
export function sendingChoices(duty: ReportDuty, t: Translate): Choice[][] {
  const { status, obligation } = duty;
  const to = (verb: string) => `bc:${obligation.id}:${verb}`;
  if (status.ready) {
    return [[{ id: to('go'), label: t.plain('report.button.go') }], toCard(duty, t)];
  }
  const rows: Choice[][] = [];
  for (const [index, owed] of duty.forms.entries()) {
    const its = status.forms[index];
    const name = shorten(formName(owed), 30);
    if (!its) continue;
    if (its.progress === 'blank') {
      rows.push([{ id: to(`f:${index}`), label: t.plain('report.button.fill', { name }) }]);
      rows.push([{ id: to(`no0:${index}`), label: t.plain('report.button.nothing', { name }) }]);
    } else if (its.check.errors + its.check.unreadable.length > 0) {
      rows.push([{ id: to(`w:${index}`), label: t.plain('report.button.correct', { name }) }]);
    }
    const count = openFindingsOf(its).length;
    if (count > FINDINGS) {
      rows.push([{ id: to(`l:${index}`), label: t.plain('stated.button.slips', { count }) }]);
    }
  }
  if (status.unexplained > 0) {
    rows.push([{ id: to('e'), label: t.plain('report.button.explain') }]);
  }
  if (status.empty) rows.push([{ id: to('n'), label: t.plain('report.button.narrative') }]);
  return [...rows, toCard(duty, t)];
}
