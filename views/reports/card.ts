import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import type { Sending } from '../../core/reports/sending.ts';
import type { FormStatus } from '../../core/reports/status.ts';
import { shorten } from '../../core/text/shorten.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Translate } from '../../locales/index.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { fullDate, moment } from '../dates.ts';
import type { Now } from '../obligation.ts';
import { stateText } from '../obligation.ts';
import { formName, isSent, partName, reportHeading } from './heading.ts';

/** What the person in front of the card may do. */
export interface CardRights {
  write: boolean;
  review: boolean;
}

/** How far a report is, part by part, and what was said about it. */
export function reportCard(duty: ReportDuty, sending: Sending, at: Now, t: Translate): Markup {
  return join([
    reportHeading(duty, at, t),
    stateLine(duty, sending, at, t),
    ...remarks(duty, t),
    GAP,
    ...duty.forms.map((owed, index) => {
      const status = duty.status.forms[index];
      return t('report.card.form', {
        mark: status ? formMark(status) : '⬜',
        name: formName(owed),
        progress: status ? formProgress(status, t) : '',
      });
    }),
    narrativeLine(duty, t),
  ]);
}

function stateLine(duty: ReportDuty, sending: Sending, at: Now, t: Translate): Markup {
  const { obligation, draft, versions } = duty;
  const last = versions.at(-1);
  const lines = [t('report.card.state', { state: stateText(obligation, t) })];
  if (sending.firstAt) {
    lines.push(
      t(sending.late ? 'report.card.sent_late' : 'report.card.sent', {
        at: moment(sending.firstAt, at, t),
      }),
    );
  }
  if (last && last.number > 1) {
    lines.push(
      t('report.card.again', { number: last.number, at: moment(last.submittedAt, at, t) }),
    );
  }
  if (last?.afterWindow) {
    const day = fullDate(localDateAt(duty.windowClosesAt, at.timeZone));
    lines.push(t('report.card.after_window', { day }));
  }
  if (draft) lines.push(t('report.card.draft', { at: moment(draft.updatedAt, at, t) }));
  return join(lines);
}

function remarks(duty: ReportDuty, t: Translate): Markup[] {
  const last = duty.versions.at(-1);
  if (last?.verdict !== 'returned') return [];
  return last.reviews.flatMap(({ verdict, part, reason }) =>
    verdict === 'returned'
      ? t('report.card.remark', {
          part: part === null ? t.plain('report.whole') : partName(part, duty, t),
          reason: reason ?? '',
        })
      : [],
  );
}

export function formMark(status: FormStatus): string {
  const { progress, owed, given } = status;
  if (progress === 'nothing') return '➖';
  const { wrong, odd } = openFindings(status);
  if (wrong > 0) return '❌';
  if (progress === 'blank') return '⬜';
  if (odd > 0) return '⚠️';
  return given < owed ? '✏️' : '✅';
}

/** "12/17 ô, 2 chỗ lệch". */
export function formProgress(status: FormStatus, t: Translate): string {
  const { progress, owed, given } = status;
  if (progress !== 'begun') return t.plain(`report.progress.${progress}`);
  const { wrong, odd } = openFindings(status);
  return [
    t.plain('report.progress.cells', { given, owed }),
    wrong > 0 ? t.plain('report.progress.errors', { count: wrong }) : '',
    odd > 0 ? t.plain('report.progress.odd', { count: odd }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** What is to be corrected and explained, as far as it is certain while cells are open. */
export function openFindings({ settled, check }: FormStatus): { wrong: number; odd: number } {
  const errors = settled.filter(({ severity }) => severity === 'error').length;
  const odd = settled.filter(
    ({ severity, explanation }) => severity === 'warning' && explanation === null,
  ).length;
  return { wrong: errors + check.unreadable.length, odd };
}

function narrativeLine(duty: ReportDuty, t: Translate): Markup {
  const missing = duty.status.sectionsMissing;
  const told = Object.values(duty.content.narrative).filter((said) => said.length > 0).length;
  return t(missing.length > 0 ? 'report.card.narrative_missing' : 'report.card.narrative', {
    mark: told === 0 ? '⬜' : missing.length > 0 ? '✏️' : '✅',
    told,
    missing: missing.length,
  });
}

/** The buttons of the card: parts to write, or to read; sending; opening again. */
export function cardChoices(duty: ReportDuty, rights: CardRights, t: Translate): Choice[][] {
  const { obligation, draft, forms } = duty;
  const to = (verb: string) => `bc:${obligation.id}:${verb}`;
  const row = (verb: string, key: string): Choice[] => [{ id: to(verb), label: t.plain(key) }];
  const writing = rights.write && !obligation.withdrawnAt && (draft !== null || !isSent(duty));
  const parts = forms.map((owed, index) => [
    { id: to(`f:${index}`), label: `📊 ${shorten(formName(owed), 30)}` },
  ]);
  const rows: Choice[][] = [...parts, row('n', 'report.button.narrative')];
  if (writing) {
    if (forms.length > 0) rows.push(row('x', 'report.button.templates'));
    rows.push(row('s', 'report.button.send'));
    if (draft !== null && isSent(duty)) rows.push(row('d', 'report.button.discard'));
  } else if (rights.write && !obligation.withdrawnAt) {
    const accepted = obligation.state === 'accepted';
    rows.push(row('a', accepted ? 'report.button.amend' : 'report.button.again'));
  }
  if (rights.review && obligation.state === 'done' && !obligation.withdrawnAt) {
    const number = duty.versions.at(-1)?.number;
    // A claim without forms and sections is reviewed as any other obligation.
    const id = (what: 'ok' | 'no') =>
      number === undefined ? `rv:${what}:${obligation.id}` : to(`${what}:${number}`);
    rows.push([
      { id: id('ok'), label: t.plain('review.accept') },
      { id: id('no'), label: t.plain('review.return') },
    ]);
  }
  if (duty.versions.length > 0) rows.push(row('h', 'report.button.history'));
  const about = writing && !isSent(duty) ? 'obligation' : 'details';
  rows.push([{ id: `ob:${obligation.id}`, label: t.plain(`report.button.${about}`) }]);
  return rows;
}
