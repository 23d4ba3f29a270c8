import type { StoredFile } from '../../core/forms/form.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import { scopeOf } from '../../core/people/can.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import {
  type FiguresTaken,
  type FileRefusal,
  type NarrativeTaken,
  type TakeResult,
  takeReportFile,
} from '../../office/reports/take-file.ts';
import { fileProblemText } from '../../views/reports/file-problem.ts';
import { partName } from '../../views/reports/heading.ts';
import { figuresTakenText } from '../../views/reports/taken.ts';
import type { LinkedContext } from '../context.ts';
import { openDesk } from '../forms/stack.ts';
import { formInHand, showForm } from './figures.ts';
import { showAreas } from './narrative.ts';
import { openReport, REPORT_DESK } from './open.ts';
import { refuseWriting } from './refused.ts';

/**
 * Takes what is a report's out of the files somebody sent and says what became of it; gives back
 * the others. While another form is open only our own templates are taken: anything else may be
 * its evidence.
 */
export async function takeReportFiles(
  ctx: LinkedContext,
  files: readonly StoredFile[],
): Promise<StoredFile[]> {
  if (scopeOf(ctx.actor, 'update').size === 0) return [...files];
  const rest: StoredFile[] = [];
  for (const file of files) {
    const taken = isOffice(file) && (await takeOne(ctx, file));
    if (!taken) rest.push(file);
  }
  return rest;
}

async function takeOne(ctx: LinkedContext, file: StoredFile): Promise<boolean> {
  const state = ctx.conversation.form;
  const busy = state !== null && state.form !== REPORT_DESK;
  if (busy && !isWorkbook(file)) return false;
  const open = state?.form === REPORT_DESK ? Number(state.context.obligation) : null;
  const bytes = await ctx.store.read(file.hash);
  const result = await takeReportFile(
    ctx.tx,
    { name: file.name, bytes },
    { agencies: scopeOf(ctx.actor, 'update'), writer: ctx.actor, open },
    ctx,
  );
  if (busy && result.kind !== 'figures' && result.kind !== 'refused') return false;
  return tell(ctx, file, result);
}

/** Says what became of a file; false when it is none of a report's. */
async function tell(ctx: LinkedContext, file: StoredFile, result: TakeResult): Promise<boolean> {
  const { name } = file;
  switch (result.kind) {
    case 'not_ours':
      return false;
    case 'problem':
      await ctx.reply({ text: fileProblemText(result.problem, name, ctx.t, wantedOf(file)) });
      return true;
    case 'which':
      await ctx.reply({
        text: ctx.t('report.file.which', { name }),
        choices: [[{ id: 'rp:at:0', label: ctx.t.plain('report.button.reports') }]],
      });
      return true;
    case 'unrecognised':
      await ctx.reply({
        text: ctx.t(isWorkbook(file) ? 'report.file.no_table' : 'report.file.no_headings', {
          name,
        }),
      });
      return true;
    case 'refused':
      await refusal(ctx, name, result.why);
      return true;
    case 'figures':
      await tellFigures(ctx, name, result);
      return true;
    case 'narrative':
      await tellNarrative(ctx, name, result);
      return true;
  }
}

async function refusal(ctx: LinkedContext, name: string, why: FileRefusal): Promise<void> {
  const key = why === 'not_yours' || why === 'submitted' || why === 'accepted' ? why : 'unknown';
  await ctx.reply({
    text: join([
      ctx.t(`report.file.${key}`, { name }),
      key === 'submitted' ? ctx.t('report.refused.submitted') : '',
      key === 'accepted' ? ctx.t('report.refused.accepted') : '',
    ]),
    choices: [[{ id: 'rp:at:0', label: ctx.t.plain('report.button.reports') }]],
  });
}

async function tellFigures(ctx: LinkedContext, name: string, taken: FiguresTaken): Promise<void> {
  const duty = await openReport(ctx, taken.obligationId, 'update');
  const index = duty?.forms.findIndex(({ form }) => form.code === taken.formCode) ?? -1;
  const hand = duty && (await formInHand(ctx, duty, index));
  if (hand) await showForm(ctx, hand, { above: figuresTakenText(taken, name, hand.owed, ctx.t) });
}

const WORDS = 80;

async function tellNarrative(
  ctx: LinkedContext,
  name: string,
  taken: NarrativeTaken,
): Promise<void> {
  const duty = await openReport(ctx, taken.obligationId, 'update');
  if (!duty) return;
  await ctx.reply({ text: narrativeText(ctx, duty, name, taken) });
  await openDesk(ctx, REPORT_DESK, { obligation: taken.obligationId, on: 'areas' });
  await showAreas(ctx, duty);
}

function narrativeText(
  { t }: LinkedContext,
  duty: ReportDuty,
  name: string,
  taken: NarrativeTaken,
): Markup {
  const { sections, unchanged, tooLong } = taken;
  const stray = taken.unmatched.flatMap(({ heading, paragraphs }) => [
    ...(heading === null ? [] : [heading]),
    ...paragraphs,
  ]);
  return join([
    t('report.file.narrative', { name, count: sections.length }),
    ...sections.map(({ key, paragraphs, replaced }) =>
      t(replaced.length > 0 ? 'report.file.replaced' : 'report.file.section', {
        name: partName(key, duty, t),
        count: paragraphs.length,
      }),
    ),
    unchanged.length > 0 ? t('report.file.unchanged', { count: unchanged.length }) : '',
    ...tooLong.map((key) => t('report.file.too_long', { name: partName(key, duty, t) })),
    stray.length > 0 ? GAP : '',
    stray.length > 0
      ? t('report.file.unmatched', { count: stray.length, words: shorten(stray[0] ?? '', WORDS) })
      : '',
  ]);
}

/** At the desk: a file that is neither a table nor a narrative. */
export async function declineFiles(ctx: LinkedContext, duty: ReportDuty | null): Promise<void> {
  if (duty && duty.draft === null && duty.versions.length > 0) return refuseWriting(ctx, duty);
  await ctx.reply({ text: ctx.t('report.file.not_for_report') });
}

function isOffice({ name }: StoredFile): boolean {
  return /\.(?:xlsx?|docx?)$/i.test(name.trim());
}

function isWorkbook({ name }: StoredFile): boolean {
  return /\.xlsx?$/i.test(name.trim());
}

function wantedOf(file: StoredFile): 'excel' | 'word' {
  return isWorkbook(file) ? 'excel' : 'word';
}
