import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { IndicatorForm } from '../core/indicators/form.ts';
import { type FormProblem, loadForm } from '../core/indicators/load-form.ts';

export type FormFileProblem =
  | { code: 'unreadable'; file: string; reason: string }
  | { code: 'not_json'; file: string }
  | { code: 'form'; file: string; problem: FormProblem }
  /** Two files hold the same version of the same form. */
  | { code: 'duplicate_form'; file: string; form: string; version: number };

export interface FormFiles {
  forms: IndicatorForm[];
  problems: FormFileProblem[];
}

/** Appendices 1 to 6 of the yearly report of Khánh Sơn district, 2019. Throws if one is unusable. */
export async function builtInForms(): Promise<IndicatorForm[]> {
  const directory = new URL('../indicators/khanh-son/', import.meta.url);
  const { forms, problems } = await readIndicatorForms(fileURLToPath(directory));
  const [problem] = problems;
  if (problem) throw new Error(`a built-in form cannot be used: ${JSON.stringify(problem)}`);
  return forms;
}

/** Reads every .json file of a directory as a form, in the order of their names. */
export async function readIndicatorForms(directory: string): Promise<FormFiles> {
  const result: FormFiles = { forms: [], problems: [] };
  let files: string[];
  try {
    files = (await readdir(directory)).filter((file) => file.endsWith('.json')).sort();
  } catch (error) {
    result.problems.push({ code: 'unreadable', file: directory, reason: reasonOf(error) });
    return result;
  }
  for (const file of files) {
    try {
      add(file, await readFile(`${directory}/${file}`, 'utf8'), result);
    } catch (error) {
      result.problems.push({ code: 'unreadable', file, reason: reasonOf(error) });
    }
  }
  return result;
}

function add(file: string, content: string, { forms, problems }: FormFiles) {
  const json = parsed(content);
  if (json === undefined) {
    problems.push({ code: 'not_json', file });
    return;
  }
  const result = loadForm(json);
  if (!result.ok) {
    problems.push(...result.problems.map((problem) => ({ code: 'form' as const, file, problem })));
    return;
  }
  const { code, version } = result.form;
  if (forms.some((form) => form.code === code && form.version === version)) {
    problems.push({ code: 'duplicate_form', file, form: code, version });
    return;
  }
  forms.push(result.form);
}

/** Undefined for what is no JSON. */
function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
