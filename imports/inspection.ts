import { z } from 'zod';
import type { InspectionForm } from '../core/inspections/occurrence.ts';
import type { WorkflowStep } from '../core/inspections/steps.ts';
import { fold } from '../core/text/fold.ts';
import { type LocalDate, localDate, partsOf } from '../core/time/local-date.ts';
import {
  type InvalidJson,
  invalidJson,
  type JsonProblem,
  type JsonSource,
  readJson,
} from './json-source.ts';

/** A signed plan of inspection, as its file has it. */
export interface InspectionPaper {
  document: {
    number: string;
    date: LocalDate | null;
    title: string;
    /** What people call it, where the file says so. */
    shortTitle: string | null;
    year: number | null;
  };
  windows: PaperWindow[];
  workflow: Readonly<Record<InspectionForm, WorkflowStep[]>>;
  /** Who leads, inspects, works with them and receives the report, in the plan's words. */
  team: { role: string; agency: string }[];
  agencies: PaperAgency[];
}

export interface PaperWindow {
  form: InspectionForm;
  words: string;
  from: LocalDate | null;
  to: LocalDate | null;
  /** The days as printed, where they are read otherwise. */
  printed: { from: LocalDate | null; to: LocalDate | null } | null;
  /** How many agencies the plan says there are of this form. */
  count: number | null;
}

/** One line of the list. */
export interface PaperAgency {
  line: number;
  number: string;
  /** Its name as corrected, then as printed. */
  names: string[];
  /** Null where the list does not say. */
  form: InspectionForm | null;
  /** Of its own, where the list gives one; otherwise that of its form counts. */
  from: LocalDate | null;
  to: LocalDate | null;
  visitOn: LocalDate | null;
  covers: string[];
  note: string;
}

export type InspectionProblem =
  | JsonProblem
  | InvalidJson
  | { code: 'dates_reversed'; words: string }
  | { code: 'missing_columns'; columns: string[]; header: string[] }
  | { code: 'bad_date'; line: number; value: string }
  | { code: 'no_agencies' };

export type InspectionResult =
  | { ok: true; paper: InspectionPaper }
  | { ok: false; problem: InspectionProblem };

/** The form of inspection that words name; null when they name none. */
export function formNamed(words: string): InspectionForm | null {
  const folded = fold(words);
  if (/truc tiep|tai tru so|on site/.test(folded)) return 'on_site';
  return /ho so|bao cao|dossier/.test(folded) ? 'dossier' : null;
}

const text = z.string().trim().min(1);
const maybe = text.nullish().transform((value) => value ?? null);
const day = z.string().transform((value, context) => {
  try {
    return localDate(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a date (YYYY-MM-DD)' });
    return z.NEVER;
  }
});
const maybeDay = day.nullish().transform((value) => value ?? null);
const form = text.transform((value, context) => {
  const named = formNamed(value);
  if (named) return named;
  context.addIssue({ code: 'custom', message: 'not a form of inspection (hồ sơ, trực tiếp)' });
  return z.NEVER;
});
const step = z.object({
  code: text,
  verbatim: z.string().trim().default(''),
  output: maybe,
  deadline_verbatim: maybe,
  due: maybeDay,
});
const schema = z.object({
  document: z.object({
    number: text,
    date: maybeDay,
    title_verbatim: text,
    short_title: maybe,
    year: z.number().int().nullish(),
  }),
  windows: z
    .array(
      z.object({
        form,
        window_verbatim: z.string().trim().default(''),
        from_printed: maybeDay,
        to_printed: maybeDay,
        from: maybeDay,
        to: maybeDay,
        systems_printed: z.number().int().nullish(),
      }),
    )
    .default([]),
  roles: z.array(z.object({ role: text, agency: text })).default([]),
  workflow: z.record(z.string(), z.array(step)).default({}),
  flag_meaning_verbatim: maybe,
  agencies: z
    .array(
      z.object({
        no: z.union([z.number(), z.string()]).nullish(),
        name_verbatim: maybe,
        name_corrected: maybe,
        form: form.nullish(),
        from: maybeDay,
        to: maybeDay,
        visit_on: maybeDay,
        comprehensive_inspection_flag: z.boolean().default(false),
        system_members_verbatim: z.array(text).default([]),
        note: maybe,
      }),
    )
    .min(1),
});

/** Reads a plan of inspection from a JSON file. Never throws for what the file contains. */
export async function readInspection(source: JsonSource): Promise<InspectionResult> {
  const read = await readJson(source);
  return read.ok ? parseInspection(read.json) : read;
}

/** Checks and translates the parsed JSON. */
export function parseInspection(json: unknown): InspectionResult {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { ok: false, problem: invalidJson(parsed.error) };
  const { data } = parsed;
  const windows = data.windows.map(windowOf);
  const reversed = windows.find(({ from, to }) => from !== null && to !== null && to < from);
  if (reversed) return { ok: false, problem: { code: 'dates_reversed', words: reversed.words } };
  const flagged = data.flag_meaning_verbatim ?? '';
  const agencies = data.agencies.map((one, index): PaperAgency => {
    const marks = [one.comprehensive_inspection_flag ? flagged : '', one.note ?? ''];
    return {
      line: index + 1,
      number: String(one.no ?? index + 1),
      names: [one.name_corrected, one.name_verbatim].flatMap((name) => name ?? []),
      form: one.form ?? null,
      from: one.from,
      to: one.to,
      visitOn: one.visit_on,
      covers: one.system_members_verbatim,
      note: marks.filter((mark) => mark !== '').join('; '),
    };
  });
  const nameless = agencies.find(({ names }) => names.length === 0);
  if (nameless) {
    const path = `agencies.${nameless.line - 1}.name_verbatim`;
    return { ok: false, problem: { code: 'invalid', path, reason: 'no name' } };
  }
  const { number, date, title_verbatim: title, short_title: shortTitle, year } = data.document;
  return {
    ok: true,
    paper: {
      document: { number, date, title, shortTitle, year: year ?? (date && partsOf(date).year) },
      windows,
      workflow: workflowOf(data.workflow),
      team: data.roles,
      agencies,
    },
  };
}

function windowOf(window: z.output<typeof schema>['windows'][number]): PaperWindow {
  const from = window.from ?? window.from_printed;
  const to = window.to ?? window.to_printed;
  const printed = { from: window.from_printed ?? from, to: window.to_printed ?? to };
  return {
    form: window.form,
    words: window.window_verbatim,
    from,
    to,
    printed: printed.from === from && printed.to === to ? null : printed,
    count: window.systems_printed ?? null,
  };
}

function workflowOf(
  printed: Readonly<Record<string, z.output<typeof step>[]>>,
): Record<InspectionForm, WorkflowStep[]> {
  const found: Record<InspectionForm, WorkflowStep[]> = { dossier: [], on_site: [] };
  for (const [name, steps] of Object.entries(printed)) {
    const of = formNamed(name);
    // Closing steps of both forms are the team's, and name neither.
    if (!of) continue;
    found[of].push(
      ...steps.map(({ code, verbatim, output, deadline_verbatim, due }) => ({
        code,
        words: verbatim,
        output,
        deadlineWords: deadline_verbatim,
        due,
      })),
    );
  }
  return found;
}
