import { isDeepStrictEqual } from 'node:util';
import type { FormDefinition } from '../../core/indicators/definition.ts';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import { type FormProblem, loadForm } from '../../core/indicators/load-form.ts';
import type { AgencyKind, AgencyLevel } from '../../core/organisation/agency.ts';
import type { Duty } from '../../core/reports/duty.ts';
import type { Queryable, Tx } from '../../db/client.ts';
import {
  formVersion,
  type IndicatorFormRow,
  newestForms,
  replaceRegimeForms,
  storeForm,
  versionsOfForm,
} from '../../db/queries/figures.ts';

export type FormInstalled =
  | {
      ok: true;
      form: IndicatorForm;
      /**
       * `stored`: a new version; `unchanged`: the newest version is the same; `superseded`: this
       * was an earlier version, and stays one; `kept`: somebody here changed the form, which what
       * comes with the program never undoes.
       */
      outcome: 'stored' | 'unchanged' | 'superseded' | 'kept';
      /** The newest version now. */
      version: number;
    }
  | { ok: false; problems: FormProblem[] };

/**
 * Takes a form into the books. The same form again changes nothing; one that differs from the
 * newest version becomes a new version, numbered as it says if that number is free and higher, else
 * by the next one. `by` is null for the forms that come with the program; with `renew` an earlier
 * version becomes the newest again.
 */
export async function installForm(
  tx: Tx,
  json: unknown,
  { by, now, renew = false }: { by: number | null; now: Date; renew?: boolean },
): Promise<FormInstalled> {
  const loaded = loadForm(json);
  if (!loaded.ok) return loaded;
  const { form } = loaded;
  const known = await versionsOfForm(tx, form.code);
  const [newest] = known;
  if (newest) {
    const done = (outcome: 'unchanged' | 'superseded' | 'kept'): FormInstalled => {
      return { ok: true, form: formFrom(newest), outcome, version: newest.version };
    };
    if (sameForm(newest.definition, form.definition)) return done('unchanged');
    if (by === null && newest.createdBy !== null) return done('kept');
    const earlier = known.some(({ definition }) => sameForm(definition, form.definition));
    if (earlier && !renew) return done('superseded');
  }
  const version = newest ? Math.max(newest.version + 1, form.version) : form.version;
  const definition = { ...form.definition, version };
  await storeForm(tx, definition, by, now);
  return { ok: true, form: { ...form, version, definition }, outcome: 'stored', version };
}

/** Which form a regime's reports hold. */
export interface RegimeForm {
  code: string;
  duty: Duty;
  /** Only agencies of these kinds and levels; null or absent = all. */
  kinds?: AgencyKind[] | null;
  levels?: AgencyLevel[] | null;
  /** Only these agencies; null or absent = all. */
  agencyIds?: number[] | null;
  /** In a form with one row per agency: all rows of the place, not only the agency's own. */
  whole?: boolean;
}

/** Makes these, in this order, the forms of a regime's reports. Throws when one is not installed. */
export async function setRegimeForms(
  tx: Tx,
  regimeId: number,
  forms: readonly RegimeForm[],
): Promise<void> {
  const installed = new Set((await newestForms(tx)).map(({ code }) => code));
  const unknown = forms.find(({ code }) => !installed.has(code));
  if (unknown) throw new Error(`no form with the code ${unknown.code}`);
  await replaceRegimeForms(
    tx,
    regimeId,
    forms.map(({ code: formCode, duty, ...who }, position) => {
      const { kinds = null, levels = null, agencyIds = null, whole = false } = who;
      return { formCode, duty, position, kinds, levels, agencyIds, whole };
    }),
  );
}

/** The newest version of these forms, of all where none is named. */
export async function loadNewestForms(
  tx: Queryable,
  codes?: readonly string[],
): Promise<Map<string, IndicatorForm>> {
  const rows = await newestForms(tx, codes);
  return new Map(rows.map((row) => [row.code, formFrom(row)]));
}

/** A form as it was in one version; null when there is none. */
export async function loadFormVersion(
  tx: Queryable,
  code: string,
  version: number,
): Promise<IndicatorForm | null> {
  const row = await formVersion(tx, code, version);
  return row && formFrom(row);
}

function formFrom({ code, version, definition }: IndicatorFormRow): IndicatorForm {
  const loaded = loadForm(definition);
  if (loaded.ok) return loaded.form;
  throw new Error(`form ${code} v${version}: ${JSON.stringify(loaded.problems)}`);
}

/** The same but for the number of the version. */
function sameForm(a: FormDefinition, b: FormDefinition): boolean {
  const plain = (definition: FormDefinition): unknown =>
    JSON.parse(JSON.stringify({ ...definition, version: 0 }));
  return isDeepStrictEqual(plain(a), plain(b));
}
