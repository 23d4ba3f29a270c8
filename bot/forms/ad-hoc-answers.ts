import { z } from 'zod';
import type { FormView, Parsed, Problem } from '../../core/forms/form.ts';
import { directory } from '../../core/organisation/directory.ts';
import { fold } from '../../core/text/fold.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { AdHocNames } from '../../office/ad-hoc-report.ts';
import { type PhraseQuestion, resolvePhrases } from '../../office/resolve-phrases.ts';

/** Bytes of a choice's value that fit a button besides the form's own marks. */
const CHOICE_BYTES = 44;
/** Alike names shown for words that name nobody. */
const LIKELY = 5;

export const ALL = 'all';
export const NONE = 'none';

/** Whom the report is asked of, in the words that said so. */
export const whoSchema = z.object({ words: z.string(), ids: z.array(z.int()).min(1) });
/** Codes of forms. */
export const formsSchema = z.object({ codes: z.array(z.string()) });

/** The names that were known when the form was opened: rules cannot look them up. */
export function namesIn({ context }: Pick<FormView, 'context'>): AdHocNames {
  return JSON.parse(String(context.names)) as AdHocNames;
}

/** Everybody, and the sets under a name that fits a button; its words mean what they say. */
export function whoChoices(view: FormView): string[] {
  const named = namesIn(view).sets.flatMap(({ name, aliases, memberIds }) => {
    const label = [name, ...aliases].find(fitsButton);
    return label !== undefined && memberIds.length > 0 ? [label] : [];
  });
  return [ALL, ...named];
}

/** Names of agencies and sets, several with ";" between, or "tất cả". */
export function readWho(typed: string, view: FormView): Parsed {
  const { agencies, sets, askable, everybody } = namesIn(view);
  const words = typed.trim().replace(/[\s;.]+$/, '');
  if (words === ALL || /^tat ca( (moi|cac))?( (co quan|don vi))*$/.test(fold(words))) {
    return everybody.length > 0
      ? { ok: true, value: { words: ALL, ids: everybody } }
      : problem('ad_hoc_unknown', { words });
  }
  const names = directory(agencies, sets, { day: view.today });
  const { ids, questions } = resolvePhrases(names, phrasesOf(words, names));
  const [question] = questions;
  if (question) return problemOf(question, questions);
  const asked = ids.filter((id) => askable.includes(id));
  const refused = ids.find((id) => !askable.includes(id));
  if (refused !== undefined) {
    return problem('ad_hoc_not_asked', { name: names.agency(refused)?.name ?? words });
  }
  return asked.length > 0
    ? { ok: true, value: { words, ids: asked } }
    : problem('ad_hoc_unknown', { words });
}

/**
 * The names that an answer to "who" consists of, to be looked up again for later periods; for
 * "all" the agencies it means today, each by its name.
 */
export function phrasesIn(words: string, view: Pick<FormView, 'context' | 'today'>): string[] {
  const { agencies, sets, everybody } = namesIn(view);
  if (words === ALL) {
    return agencies.flatMap(({ id, name }) => (everybody.includes(id) ? [name] : []));
  }
  return phrasesOf(words, directory(agencies, sets, { day: view.today }));
}

/** Names may hold commas ("UBND xã, thị trấn"), so one parts names only where the whole is none. */
function phrasesOf(words: string, names: ReturnType<typeof directory>): string[] {
  return words.split(/[;\n]/).flatMap((part) => {
    const phrase = part.trim();
    if (phrase === '') return [];
    const parts = phrase.split(',').map((one) => one.trim());
    const known = parts.length > 1 && parts.every((one) => names.find(one) !== null);
    return known && names.find(phrase) === null ? parts : [phrase];
  });
}

function problemOf(first: PhraseQuestion, all: readonly PhraseQuestion[]): Parsed {
  const alike = all.filter(({ code }) => code === first.code);
  const words = alike.map((one) => `“${one.words}”`).join(', ');
  const likely = [...new Set(alike.flatMap((one) => one.likely.map(({ name }) => name)))];
  const names = likely.slice(0, LIKELY).join('; ');
  switch (first.code) {
    case 'vague':
      return problem('ad_hoc_vague', { words });
    case 'set_empty':
      return problem('ad_hoc_empty', { words });
    case 'ambiguous':
      return problem('ad_hoc_ambiguous', { words, names });
    case 'unknown':
      return names === ''
        ? problem('ad_hoc_unknown', { words })
        : problem('ad_hoc_alike', { words, names });
  }
}

/** No form, and each installed one under its name, or its code where the name is not its own. */
export function formChoices(view: FormView): string[] {
  return [NONE, ...labelledForms(view).map(({ label }) => label)];
}

/** Names or codes of forms, several with ";" between, or none. */
export function readForms(typed: string, view: FormView): Parsed {
  const words = fold(typed);
  if (words === NONE || /^(khong|khong co|khong kem|khong can)( bieu)?$/.test(words)) {
    return { ok: true, value: { codes: [] } };
  }
  const forms = labelledForms(view);
  const codes = new Set<string>();
  for (const part of typed.split(/[;,\n]/)) {
    const wanted = fold(part);
    if (wanted === '') continue;
    const fitting = forms.filter(({ code, name, label }) =>
      [code, name, label].some((one) => fold(one) === wanted),
    );
    const [found] = fitting;
    if (!found || fitting.length > 1) {
      const names = forms.map(({ label }) => label).join('; ');
      return problem('ad_hoc_form', { words: part.trim(), names });
    }
    codes.add(found.code);
  }
  return codes.size > 0 ? { ok: true, value: { codes: [...codes] } } : problem('choose_one');
}

export function labelledForms(
  view: Pick<FormView, 'context'>,
): { code: string; name: string; label: string }[] {
  const { forms } = namesIn(view);
  return forms.flatMap(({ code, name }) => {
    const own = forms.filter((other) => fold(other.name) === fold(name)).length === 1;
    const label = [...(own ? [name] : []), code].find(fitsButton);
    return label === undefined ? [] : [{ code, name, label }];
  });
}

/** The window and the due day must follow each other: whichever is said last is what is refused. */
export function dateProblem({
  from,
  to,
  due,
}: Record<'from' | 'to' | 'due', LocalDate | null>): Problem | null {
  if (from !== null && to !== null && to < from) return { code: 'ad_hoc_window' };
  if (to !== null && due !== null && due < to) return { code: 'ad_hoc_due_in_window' };
  return null;
}

function fitsButton(label: string): boolean {
  return !label.includes(':') && Buffer.byteLength(label) <= CHOICE_BYTES;
}

function problem(code: string, params: Record<string, string> = {}): Parsed {
  return { ok: false, problem: { code, params } };
}
