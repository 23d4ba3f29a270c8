import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { followingCells } from '../../core/reports/askable.ts';
import type { JudgedFinding } from '../../core/reports/check-owed-form.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import type { Now } from '../obligation.ts';
import { pageOf, pager } from '../pager.ts';
import { findingText } from './finding.ts';
import { formHeading } from './form.ts';

const PAGE = 4;

/** Everything that is wrong or odd in a form, page by page, with the ways on. */
export function slipsPage(
  { duty, index, owed }: { duty: ReportDuty; index: number; owed: FormDuty },
  wanted: number,
  at: Now,
  t: Translate,
): { text: Markup; choices: Choice[][] } {
  const findings = shownFindings(duty, index);
  const { shown, current: page, pages } = pageOf(findings, wanted, PAGE);
  const to = (verb: string) => `bc:${duty.obligation.id}:${verb}:${index}`;
  const items = shown.map((finding, offset) =>
    t('finding.numbered', {
      number: page * PAGE + offset + 1,
      finding: findingText(finding, owed.form, t, findings),
    }),
  );
  const heading = join([
    formHeading(duty, owed, at, t),
    t(findings.length === 0 ? 'stated.no_slips' : 'stated.slips', { count: findings.length }),
  ]);
  return {
    text: join([heading, ...items], '\n\n'),
    choices: [
      ...pager((other) => `${to('l')}:${other}`, page, pages, t),
      [{ id: to('f'), label: t.plain('report.cell.all') }],
    ],
  };
}

/** Findings to tell of: those that are certain, and where there are none, those of blanks as noughts. */
export function shownFindings(duty: ReportDuty, index: number): JudgedFinding[] {
  const status = duty.status.forms[index];
  if (!status) return [];
  return status.settled.length > 0 ? status.settled : status.check.findings;
}

/** Ways to state the sums and rates that a signed table prints, for forms that have some. */
export function statedChoices(
  { duty, index, owed }: { duty: ReportDuty; index: number; owed: FormDuty },
  t: Translate,
): Choice[] {
  return (['computed', 'totals'] as const).flatMap((kind) => {
    if (followingCells(owed, kind).length === 0) return [];
    const id = `bc:${duty.obligation.id}:st:${index}:${kind}`;
    return { id, label: t.plain(`stated.button.${kind}`) };
  });
}
