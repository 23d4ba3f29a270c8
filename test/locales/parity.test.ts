import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CONTROLS } from '../../core/forms/asked.ts';
import { STATES } from '../../core/obligations/obligation.ts';
import { ROLES } from '../../core/people/role.ts';
import { LOCALES, type Locale, loadTexts, type Params, translator } from '../../locales/index.ts';
import { textUses } from './used-keys.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where texts may be asked for. */
const FOLDERS = ['bot', 'views', 'jobs', 'office', 'cli'];

const vi = families('vi');
const en = families('en');

describe('the texts of both languages', () => {
  it('stand in the same files, each section in one file', () => {
    const inVietnamese = sectionsByFile('vi');
    expect(sectionsByFile('en')).toEqual(inVietnamese);
    const sections = Object.values(inVietnamese).flat();
    expect(sections).toEqual([...new Set(sections)]);
  });

  it('have the same keys', () => {
    expect([...vi.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !vi.has(key))).toEqual([]);
  });

  it.each(LOCALES)('have plural forms only of what is counted, and all of them (%s)', (locale) => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const wrong: string[] = [];
    for (const [key, forms] of families(locale)) {
      const plurals = [...forms.keys()].filter((form) => form !== '');
      if (plurals.length === 0) continue;
      if (forms.has('')) wrong.push(`${key}: with and without plural forms`);
      if (needed.some((form) => !forms.has(form))) wrong.push(`${key}: a form is missing`);
      const counted = [...(vi.get(key)?.values() ?? [])].some((text) => text.includes('{{count}}'));
      if (!counted) wrong.push(`${key}: nothing is counted`);
    }
    expect(wrong).toEqual([]);
  });

  it('carry the same values', () => {
    expect(differences(placeholdersOf)).toEqual([]);
  });

  it('carry the same markup', () => {
    expect(differences(tagsOf)).toEqual([]);
  });

  it.each(LOCALES)('render as balanced markup, whatever is put into them (%s)', (locale) => {
    const t = translator(locale);
    const wrong: string[] = [];
    for (const [key, forms] of families(locale)) {
      for (const count of [0, 1, 2]) {
        const text = t(key, { ...valuesFor([...forms.values()].join(' ')), count });
        const trouble = markupTrouble(text);
        if (trouble) wrong.push(`${key}: ${trouble}`);
        if (text === key || text.includes('{{')) wrong.push(`${key}: renders as "${text}"`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('texts and code', () => {
  const { uses, literals } = textUses(ROOT, FOLDERS);
  const keys = [...vi.keys()];

  it('finds where the code asks for texts', () => {
    expect(uses.length).toBeGreaterThan(100);
  });

  it('the code asks only for texts there are', () => {
    const unknown = uses
      .filter(({ pattern }) => pattern !== '*' && !keys.some(matching(pattern)))
      .map(({ pattern, place }) => `${pattern} (${place})`);
    expect(unknown).toEqual([]);
  });

  it('every text is asked for', () => {
    const asked = [...new Set(uses.map(({ pattern }) => pattern))].map(matching);
    const unused = keys.filter((key) => !literals.has(key) && !asked.some((fits) => fits(key)));
    expect(unused).toEqual([]);
  });

  it('every state, role and form control has its text', () => {
    const needed = [
      ...STATES.map((state) => `state.${state}`),
      ...ROLES.map((role) => `role.${role}`),
      ...CONTROLS.map((control) => `form.control.${control}`),
    ];
    expect(needed.filter((key) => !vi.has(key))).toEqual([]);
  });

  it('texts shown without markup carry none', () => {
    const plain = new Set(uses.flatMap(({ pattern, plain }) => (plain ? [pattern] : [])));
    const marked = [...plain].flatMap((pattern) =>
      keys
        .filter(matching(pattern))
        .filter((key) => formsOf(key).some((text) => /[<&]/.test(text))),
    );
    expect(marked).toEqual([]);
  });
});

/** Key → its forms: one under `''`, or one for each plural category ("one", "other"). */
function families(locale: Locale): Map<string, Map<string, string>> {
  const texts = flatten(loadTexts(locale));
  const found = new Map<string, Map<string, string>>();
  for (const [key, text] of texts) {
    const [, stem = '', category = ''] = /^(.+)_(zero|one|two|few|many|other)$/.exec(key) ?? [];
    const plural = stem !== '' && texts.has(`${stem}_other`);
    const family = plural ? stem : key;
    const forms = found.get(family) ?? new Map<string, string>();
    found.set(family, forms.set(plural ? category : '', text));
  }
  return found;
}

function flatten(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof value === 'string') return new Map([[path.join('.'), value]]);
  if (typeof value !== 'object' || value === null) throw new Error(`${path.join('.')} is no text`);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [...flatten(inner, [...path, name])]),
  );
}

function sectionsByFile(locale: Locale): Record<string, string[]> {
  const folder = `${ROOT}/locales/${locale}`;
  return Object.fromEntries(
    readdirSync(folder).map((file) => {
      const texts: object = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      return [file, Object.keys(texts).sort()];
    }),
  );
}

/** Forms in any language that differ from the Vietnamese text in what `traits` reads from them. */
function differences(traits: (text: string) => string[]): string[] {
  const wrong: string[] = [];
  for (const [key, forms] of en) {
    const [original] = vi.get(key)?.values() ?? [];
    if (original === undefined) continue;
    const expected = traits(original).join(' ');
    for (const [form, text] of forms) {
      const actual = traits(text).join(' ');
      if (actual !== expected) {
        const name = form === '' ? key : `${key}_${form}`;
        wrong.push(`${name}: "${actual}" instead of "${expected}"`);
      }
    }
  }
  return wrong;
}

/** The values a text takes; one put in as markup (`{{- name}}`) is another than one escaped. */
function placeholdersOf(text: string): string[] {
  const found = Array.from(
    text.matchAll(/\{\{(-?)\s*([\w.]+)/g),
    ([, raw, name]) => `${raw}${name}`,
  );
  return [...new Set(found)].sort();
}

function tagsOf(text: string): string[] {
  return (text.match(/<[^>]*>/g) ?? []).sort();
}

/** Values that would break the markup if they were not escaped. */
function valuesFor(text: string): Params {
  return Object.fromEntries(
    placeholdersOf(text).map((name) =>
      name.startsWith('-') ? [name.slice(1), '<b>x</b>'] : [name, '</b> & <i> "x"'],
    ),
  );
}

/** Why this is not the markup every channel understands; null when it is. */
function markupTrouble(markup: string): string | null {
  const token = /<(\/?)(b|i|u|code|a)(?: href="[^"<>]*")?>|&(?:lt|gt|quot|amp);|[^<>&]+/y;
  const open: string[] = [];
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const match = token.exec(markup);
    if (!match) return `cannot be read from "${markup.slice(at, at + 20)}"`;
    const [raw, slash, tag] = match;
    if (tag === undefined) continue;
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) return `${raw} closes nothing`;
  }
  return open.length > 0 ? `<${open.join('> <')}> is left open` : null;
}

function formsOf(key: string): string[] {
  return [vi, en].flatMap((texts) => [...(texts.get(key)?.values() ?? [])]);
}

/** Whether a key fits a pattern, in which `*` is one part or a piece of one. */
function matching(pattern: string): (key: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\^$|?+()[\]{}]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('[^.]+')}$`);
  return (key) => expression.test(key);
}
