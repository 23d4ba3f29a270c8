import type { StoredFile } from '../../core/forms/form.ts';
import type { LinkedContext } from '../context.ts';
export async function takeNarrativeFiles(
  _c: LinkedContext,
  _o: number,
  _f: readonly StoredFile[],
): Promise<boolean> {
  return false;
}
