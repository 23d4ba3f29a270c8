import type { ReportDuty } from '../../office/reports/duty.ts';
import { neighbourCells } from '../../office/reports/report.ts';
import { formName } from '../../views/reports/heading.ts';
import { reportTemplate, templateFileName } from '../../views/reports/template.ts';
import type { LinkedContext } from '../context.ts';
import { isWritable } from './figures.ts';
import { oldButton, refuseWriting } from './refused.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends the Excel template of one form, or of all forms of the report. */
export async function sendTemplates(
  ctx: LinkedContext,
  duty: ReportDuty,
  which: number | null,
): Promise<void> {
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  // A large library that most messages never need.
  const { writeFormTemplate } = await import('../../exports/form-template.ts');
  const forms = which === null ? duty.forms : duty.forms.slice(which, which + 1);
  if (forms.length === 0) return oldButton(ctx, duty);
  for (const owed of forms) {
    const neighbours = neighbourCells(duty, owed.form.code);
    const bytes = await writeFormTemplate(reportTemplate(duty, owed, neighbours, ctx.t));
    const hash = await ctx.store.put(bytes);
    await ctx.audit({
      action: 'saw.export',
      subject: 'obligation',
      subjectId: duty.obligation.id,
      agencyId: duty.obligation.agencyId,
      details: { kind: 'template', form: owed.form.code },
    });
    await ctx.reply({
      text: ctx.t('report.template.caption', { name: formName(owed) }),
      document: { name: templateFileName(duty, owed), mime: XLSX, hash },
    });
  }
}
