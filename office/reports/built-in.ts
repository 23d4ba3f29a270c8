import type { Tx } from '../../db/client.ts';
import { builtInForms } from '../../imports/indicator-forms.ts';
import { installForm } from './forms.ts';

/** Takes the forms that come with the program into the books; those changed here stay as they are. */
export async function installBuiltInForms(tx: Tx, now: Date): Promise<void> {
  for (const { definition } of await builtInForms()) {
    const installed = await installForm(tx, definition, { by: null, now });
    if (!installed.ok) throw new Error(`built-in form: ${JSON.stringify(installed.problems)}`);
  }
}
