import type { StoredFile } from '../core/forms/form.ts';
import type { LinkedContext } from './context.ts';
import { takeReportFiles } from './reports/files.ts';

/** Office files that say by themselves what they are for; gives back all others. */
export async function takeOfficeFiles(
  ctx: LinkedContext,
  files: readonly StoredFile[],
): Promise<StoredFile[]> {
  return takeReportFiles(ctx, files);
}
