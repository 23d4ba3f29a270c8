import { z } from 'zod';
import type { Answers, FormView, Parsed } from '../../core/forms/form.ts';
import { parseDuePhrase } from '../../core/reports/due-phrase.ts';
import { parseParts } from '../../core/reports/parts-phrase.ts';
import { PRESETS, partRules, presetDue, presetParts } from '../../core/reports/regime-presets.ts';
import { PARTS, type Part, type RegimeRule, regimeRule } from '../../core/reports/regime-rule.ts';
import { partsOf } from '../../core/time/local-date.ts';
import { refused, taken } from './taken.ts';

export const presetSchema = z.enum(PRESETS);
export const partsSchema = z.array(z.enum(Object.keys(PARTS) as [Part, ...Part[]])).min(1);
export const dueSchema = z.object({
  words: z.string(),
  due: regimeRule.shape.parts.element.shape.due,
});
export const yearSchema = z.int().min(2000).max(2099);

/** Combinations offered to choose from. */
export const COMBINATIONS: Readonly<Record<string, readonly Part[]>> = {
  usual: ['Q1', 'H1', 'Q3', 'Y'],
  nine: ['Q1', 'H1', '9M', 'Y'],
  quarters: ['Q1', 'Q2', 'Q3', 'Q4'],
  halves: ['H1', 'Y'],
  months: ['M'],
};

/** Reads a combination that was chosen, or the periods in words. */
export function readParts(typed: string): Parsed {
  const parts = COMBINATIONS[typed.trim()] ?? parseParts(typed);
  return parts ? taken([...parts]) : refused('regime_parts');
}

/** Reads the due day in plain words. */
export function readDue(typed: string): Parsed {
  const read = parseDuePhrase(typed);
  if (!read.ok) return refused(`regime_due_${read.why}`);
  return taken({ words: typed.trim(), due: read.due });
}

/** Reads the first year; periods of years that are over are not made. */
export function readYear(typed: string, { today }: FormView): Parsed {
  const figures = /^(?:năm\s+)?(\d{4})$/iu.exec(typed.trim())?.[1];
  const { year } = partsOf(today);
  const first = Number(figures ?? 0);
  return first >= year && first <= year + 5
    ? taken(first)
    : { ok: false, problem: { code: 'regime_year', params: { from: year, to: year + 5 } } };
}

/** The rule that the answers so far make; null while something is missing. */
export function ruleOf(answers: Answers): RegimeRule | null {
  const preset = presetSchema.safeParse(answers.preset).data;
  const firstYear = yearSchema.safeParse(answers.year).data;
  if (!preset || firstYear === undefined) return null;
  const parts = presetParts(preset) ?? partsSchema.safeParse(answers.parts).data;
  const due = presetDue(preset) ?? dueSchema.safeParse(answers.due).data;
  if (!parts || !due) return null;
  return {
    version: 1,
    firstYear,
    dueWords: due.words,
    leading: [],
    parts: partRules(preset, parts, due.due),
  };
}
