import type { Markup } from '../../core/messages/markup.ts';
import { GENERAL, type NarrativeArea } from '../../core/reports/narrative.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import { fullDate } from '../dates.ts';
import { dueText, type Now, obligationName } from '../obligation.ts';

/** Which report, of whom, the days its figures cover and until when to send it: above each step. */
export function reportHeading(duty: ReportDuty, at: Now, t: Translate): Markup {
  const { obligation, period, windowClosed, pastDue } = duty;
  return t('report.heading', {
    name: obligationName(obligation, t),
    agency: obligation.agencyShortName,
    from: fullDate(period.dataFrom),
    to: fullDate(period.dataTo),
    closed: windowClosed ? t.plain('report.window_closed') : '',
    due: `${pastDue && !isSent(duty) ? '🔴 ' : ''}${dueText(obligation, at, t)}`,
  });
}

/** Sent and not returned. */
export function isSent({ obligation: { state } }: ReportDuty): boolean {
  return state === 'done' || state === 'accepted';
}

/** "Phụ lục VI – Thống kê kết quả…", in at most so many characters of its title. */
export function formName({ form }: Pick<FormDuty, 'form'>): string {
  return form.name;
}

/** "Cải cách thể chế", "Chung". */
export function areaName(key: string, areas: readonly NarrativeArea[], t: Translate): string {
  if (key === GENERAL) return t.plain('report.area.general');
  const title = areas.find((area) => area.key === key)?.title ?? null;
  return title ?? (t.has(`report.area.${key}`) ? t.plain(`report.area.${key}`) : key);
}

/** What people call a part of a report: a form, or a section of the narrative. */
export function partName(part: string, duty: ReportDuty, t: Translate): string {
  const owed = duty.forms.find(({ form }) => form.code === part);
  if (owed) return formName(owed);
  const section = duty.sections.find(({ key }) => key === part);
  if (!section) return part;
  const area = areaName(section.area, duty.areas, t);
  return t.plain('report.section_name', { area, part: t.plain(`report.part.${section.part}`) });
}
