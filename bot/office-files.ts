import type { StoredFile } from '../core/forms/form.ts';
import { mayChangeForms, takeFormDescription } from './commands/forms.ts';
import type { LinkedContext } from './context.ts';
import { takeReportFiles } from './reports/files.ts';
import { takeScoreSheets } from './scoring/sheets.ts';

/** Office files that say by themselves what they are for; gives back all others. */
export async function takeOfficeFiles(
  ctx: LinkedContext,
  files: readonly StoredFile[],
): Promise<StoredFile[]> {
  const rest: StoredFile[] = [];
  for (const file of files) {
    if (!(await isFormDescription(ctx, file))) rest.push(file);
  }
  return takeReportFiles(ctx, await takeScoreSheets(ctx, rest));
}

async function isFormDescription(ctx: LinkedContext, file: StoredFile): Promise<boolean> {
  if (!mayChangeForms(ctx) || !/\.xlsx$/i.test(file.name.trim())) return false;
  return takeFormDescription(ctx, file, await ctx.store.read(file.hash));
}
