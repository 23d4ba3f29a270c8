import type { StoredFile } from '../../core/forms/form.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import { scopeOf } from '../../core/people/can.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { EntryScores } from '../../office/scoring/state.ts';
import { type CellTrouble, takeScoreSheet } from '../../office/scoring/take-sheet.ts';
import { numberText } from '../../views/number.ts';
import { scoreSheet } from '../../views/scoring/workbook.ts';
import type { LinkedContext } from '../context.ts';
import { showEntry, speaker } from './entry.ts';
import { refuseClosed } from './score.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TROUBLES = 8;

/** Hands out the worksheet with what was scored so far. */
export async function sendSheet(ctx: LinkedContext, state: EntryScores): Promise<void> {
  // A large library that most messages never need.
  const { writeScoreSheet } = await import('../../exports/score-sheet.ts');
  const hash = await ctx.store.put(await writeScoreSheet(scoreSheet(state, ctx.t)));
  const { id, agencyId } = state.entry;
  const seen = { action: 'saw.export', subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({ ...seen, agencyId, details: { kind: 'score_sheet', entry: id } });
  await ctx.reply({
    text: ctx.t('scoring.file.caption'),
    document: { name: `tu-cham-diem-${state.campaign.year}-${id}.xlsx`, mime: XLSX, hash },
  });
}

/** Takes filled-in worksheets out of the files somebody sent; gives back the others. */
export async function takeScoreSheets(
  ctx: LinkedContext,
  files: readonly StoredFile[],
): Promise<StoredFile[]> {
  const agencies = scopeOf(ctx.actor, 'update');
  if (agencies.size === 0) return [...files];
  const rest: StoredFile[] = [];
  for (const file of files) {
    const isWorkbook = /\.(?:xlsx|csv)$/i.test(file.name.trim());
    if (!isWorkbook || !(await takeOne(ctx, file, agencies))) rest.push(file);
  }
  return rest;
}

async function takeOne(
  ctx: LinkedContext,
  file: StoredFile,
  agencies: ReadonlySet<number>,
): Promise<boolean> {
  const bytes = await ctx.store.read(file.hash);
  const who = { agencies, by: speaker(ctx) };
  const result = await takeScoreSheet(ctx.tx, { name: file.name, bytes }, who, ctx.now);
  const { name } = file;
  switch (result.kind) {
    case 'not_ours':
      return false;
    case 'not_yours':
      await ctx.reply({ text: ctx.t('scoring.not_yours') });
      return true;
    case 'closed':
      await refuseClosed(ctx, result.state);
      return true;
    case 'no_columns':
      await ctx.reply({
        text: ctx.t('scoring.file.no_columns', { name: shorten(name, 60) }),
        choices: [
          [{ id: `cm:x:${result.state.entry.id}`, label: ctx.t.plain('scoring.button.excel') }],
        ],
      });
      return true;
    case 'taken': {
      const { stored, unchanged, troubles, unknown } = result;
      const more = troubles.length - TROUBLES;
      await ctx.reply({
        text: join([
          ctx.t('scoring.file.taken', { name: shorten(name, 60), stored, unchanged }),
          troubles.length > 0 ? ctx.t('scoring.file.troubles', { count: troubles.length }) : '',
          ...troubles.slice(0, TROUBLES).map((one) => troubleLine(ctx, one)),
          more > 0 ? ctx.t('scoring.file.more', { count: more }) : '',
          unknown.length > 0
            ? ctx.t('scoring.file.unknown', { list: shorten(unknown.join(', '), 120) })
            : '',
        ]),
      });
      await showEntry(ctx, result.state);
      return true;
    }
  }
}

/** "Ô E12 (tiêu chí 1.2): “3” – cao hơn mức tối đa 2". */
function troubleLine(ctx: LinkedContext, trouble: CellTrouble): Markup {
  const { address, number, text, max, problem } = trouble;
  return ctx.t(`scoring.file.cell.${problem.code}`, {
    address,
    number,
    text: shorten(text, 40),
    max: numberText(max, ctx.t),
    most: problem.code === 'too_long' ? problem.most : 0,
  });
}
