import { isDeepStrictEqual } from 'node:util';
import type { FormDefinition } from '../../core/indicators/definition.ts';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import { type FormProblem, loadForm } from '../../core/indicators/load-form.ts';
import type { Tx } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { formsOfRegime, type RegimeFormRow } from '../../db/queries/figures.ts';
import {
  type DescribedWho,
  type DescriptionProblem as DescriptionIssue,
  readFormDescription,
} from '../../imports/form-description.ts';
import { printedPlaceholders } from '../../imports/form-description-words.ts';
import { type FormChanges, formChanges } from './form-changes.ts';
import {
  holdersOf,
  type OwedBy,
  owedBy,
  type Regime,
  regimeById,
  resolveWho,
} from './form-owners.ts';
import { installForm, loadNewestForms, setRegimeForms } from './forms.ts';
import { type At, asksOf } from './report.ts';

export { type Regime, regimeFor } from './form-owners.ts';
/** A description as its workbook says it; what it says is checked by `previewForm`. */
export { type DescribedWho, type DescriptionIssue, readFormDescription };

/** A form as it is in force, to be described. */
export interface FormInForce {
  form: IndicatorForm;
  who: DescribedWho;
}

/** The forms of a regime's reports in their order, with who owes them. */
export async function formsInForce(tx: Tx, regimeId: number): Promise<FormInForce[]> {
  const rows = await formsOfRegime(tx, regimeId);
  const newest = await loadNewestForms(
    tx,
    rows.map(({ formCode }) => formCode),
  );
  const agencies = await allAgencies(tx);
  return rows.flatMap((row): FormInForce[] => {
    const form = newest.get(row.formCode);
    const { duty, whole, agencyIds } = row;
    // Named agencies of some kinds or levels only: a description names those that are left.
    const named = agencyIds && agencies.filter((agency) => asksOf(row, duty, agency));
    const names = named?.map(({ name }) => name) ?? null;
    const kinds = names ? null : row.kinds;
    const levels = names ? null : row.levels;
    return form ? [{ form, who: { duty, whole, names, kinds, levels } }] : [];
  });
}

/**
 * Forms in the books that no report of a regime holds, by their codes; none that somebody outside
 * `scope` is asked for, since those are another office's own.
 */
export async function formsNotInForce(
  tx: Tx,
  regimeId: number,
  scope: ReadonlySet<number>,
): Promise<IndicatorForm[]> {
  const used = new Set((await formsOfRegime(tx, regimeId)).map(({ formCode }) => formCode));
  const free: IndicatorForm[] = [];
  for (const form of (await loadNewestForms(tx)).values()) {
    if (used.has(form.code)) continue;
    const holders = await holdersOf(tx, form.code);
    if ([...holders].every((id) => scope.has(id))) free.push(form);
  }
  return free;
}

export interface FormPreview {
  regime: Regime;
  form: IndicatorForm;
  /** As the description has it: "Hồ sơ năm {năm}". */
  title: string;
  /** Newest version in the books; 0 for a new form. */
  version: number;
  /** The workbook was made from an older version: what was changed since would be undone. */
  outdated: boolean;
  /** The version the workbook was made from. */
  basedOn: number;
  duty: DescribedWho['duty'];
  /** Null for a new form. */
  changes: FormChanges | null;
  /** Its definition differs from the newest version. */
  changed: boolean;
  /** Its place in the regime, or who owes it, differs from what is in force. */
  moved: boolean;
  owedBy: OwedBy;
  /** Agencies whose reports hold the form now, or would: the sender must look after all of them. */
  concerned: number[];
  /** Names that name no agency or set, or several. */
  unknown: { words: string; likely: string[] }[];
}

export type Previewed =
  | { ok: true; preview: FormPreview }
  | { ok: false; code: 'no_regime' }
  | { ok: false; code: 'unusable'; problems: FormProblem[] };

/** What would change if this became the form of a regime's reports. Changes nothing. */
export async function previewForm(
  tx: Tx,
  definition: unknown,
  who: DescribedWho,
  at: At & { regimeId: number },
): Promise<Previewed> {
  const loaded = loadForm(definition);
  if (!loaded.ok) return { ok: false, code: 'unusable', problems: loaded.problems };
  const regime = await regimeById(tx, at.regimeId);
  if (!regime) return { ok: false, code: 'no_regime' };
  const { code } = loaded.form;
  const newest = (await loadNewestForms(tx, [code])).get(code) ?? null;
  const form = newest ? withSpelling(loaded.form, newest) : loaded.form;
  const resolved = await resolveWho(tx, who, at);
  const entry = entryOf(code, who, resolved.agencyIds);
  const inForce = await formsOfRegime(tx, regime.id);
  const before = replacedBy(entry, inForce);
  const changes = newest && formChanges(newest, form);
  const owed = await owedBy(tx, regime, entry);
  return {
    ok: true,
    preview: {
      regime,
      form,
      title: printedPlaceholders(form.definition.title),
      version: newest?.version ?? 0,
      basedOn: loaded.form.version,
      duty: who.duty,
      outdated: newest !== null && loaded.form.version < newest.version,
      changes,
      changed: !newest || !sameDefinition(newest.definition, form.definition),
      moved: before.length !== 1 || !before[0] || !sameEntry(before[0], entry),
      owedBy: owed,
      concerned: [...new Set([...(await holdersOf(tx, code)), ...owed.agencyIds])],
      unknown: resolved.unknown,
    },
  };
}

export type FormChanged =
  | { ok: true; version: number; outcome: 'new' | 'version' | 'owners' | 'unchanged' }
  | { ok: false; code: 'no_regime' | 'unknown_agencies' }
  | { ok: false; code: 'unusable'; problems: FormProblem[] };

/**
 * Makes this the form of a regime's reports from now on: reports that were accepted keep the version
 * they were made with, and the regime's other forms keep their places.
 */
export async function changeForm(
  tx: Tx,
  definition: unknown,
  who: DescribedWho,
  { by, ...at }: At & { by: number; regimeId: number },
): Promise<FormChanged> {
  const previewed = await previewForm(tx, definition, who, at);
  if (!previewed.ok) return previewed;
  const { form, regime, unknown, moved, version: before } = previewed.preview;
  if (unknown.length > 0) return { ok: false, code: 'unknown_agencies' };
  const { agencyIds } = await resolveWho(tx, who, at);
  // The number in the workbook says what it was made from; the books give the next one.
  const json = { ...form.definition, version: 1 };
  const installed = await installForm(tx, json, { by, now: at.now, renew: true });
  if (!installed.ok) return { ok: false, code: 'unusable', problems: installed.problems };
  const stored = installed.outcome === 'stored';
  if (moved) {
    const entry = entryOf(form.code, who, agencyIds);
    const inForce = await formsOfRegime(tx, regime.id);
    const replaced = replacedBy(entry, inForce);
    const [first] = replaced;
    const kept = inForce.filter((row) => row === first || !replaced.includes(row));
    const next = kept.map((row) => (row === first ? entry : { ...row, code: row.formCode }));
    await setRegimeForms(tx, regime.id, first ? next : [...next, entry]);
  }
  const { version } = installed;
  if (stored) return { ok: true, version, outcome: before === 0 ? 'new' : 'version' };
  return { ok: true, version, outcome: moved ? 'owners' : 'unchanged' };
}

interface Entry {
  code: string;
  duty: DescribedWho['duty'];
  kinds: DescribedWho['kinds'];
  levels: DescribedWho['levels'];
  agencyIds: number[] | null;
  whole: boolean;
}

function entryOf(code: string, who: DescribedWho, agencyIds: number[] | null): Entry {
  const { duty, kinds, levels, whole } = who;
  return { code, duty, kinds, levels, agencyIds, whole };
}

/** The regime's entries that an entry takes the place of: the form's own, of its duty if of both. */
function replacedBy(entry: Entry, inForce: readonly RegimeFormRow[]): RegimeFormRow[] {
  const same = inForce.filter(({ formCode }) => formCode === entry.code);
  const ofDuty = same.filter(({ duty }) => duty === entry.duty);
  return ofDuty.length > 0 ? ofDuty : same;
}

function sameEntry(row: RegimeFormRow, entry: Entry): boolean {
  const plain = ({ duty, kinds, levels, agencyIds, whole }: Omit<Entry, 'code'>) => ({
    duty,
    whole,
    kinds: kinds && [...kinds].sort(),
    levels: levels && [...levels].sort(),
    agencyIds: agencyIds && [...agencyIds].sort((a, b) => a - b),
  });
  return isDeepStrictEqual(plain(row), plain(entry));
}

/** A formula that means what it meant before keeps its spelling: spaces are no new version. */
function withSpelling(form: IndicatorForm, before: IndicatorForm): IndicatorForm {
  const checks = form.definition.checks?.map((check) => {
    const now = form.checks.find(({ id }) => id === check.id);
    const then = before.checks.find(({ id }) => id === check.id);
    const told = before.definition.checks?.find(({ id }) => id === check.id);
    const same = now && then && told && isDeepStrictEqual(now.expression, then.expression);
    return same ? { ...check, expression: told.expression } : check;
  });
  if (!checks) return form;
  return { ...form, definition: { ...form.definition, checks } };
}

function sameDefinition(a: FormDefinition, b: FormDefinition): boolean {
  const plain = (definition: FormDefinition): unknown =>
    JSON.parse(JSON.stringify({ ...definition, version: 0 }));
  return isDeepStrictEqual(plain(a), plain(b));
}
