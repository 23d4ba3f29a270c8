import { z } from 'zod';
import { type LocalDate, localDate } from '../core/time/local-date.ts';
import {
  type InvalidJson,
  invalidJson,
  type JsonProblem,
  type JsonSource,
  readJson,
} from './json-source.ts';

/** Who reports on administrative reform to whom, and when, by one signed document. */
export interface Regime {
  document: { number: string; date: LocalDate; title: string; issuer: string };
  periods: RegimePeriod[];
  /** Phrases that name agencies or sets ("UBND xã, thị trấn"). */
  whoReports: string[];
  reportTo: string | null;
  reportThrough: string | null;
  /** Agencies that owe a report on the field they lead besides their own. */
  extraDutyAgencies: string[];
  /** The document's words, for showing on what a duty rests. */
  words: { whoReports: string | null; dueRule: string | null; extraDuty: string | null };
}

/** One report: the days its figures cover, both included, and the last day to send it. */
export interface RegimePeriod {
  code: string;
  name: string;
  dataFrom: LocalDate;
  dataTo: LocalDate;
  due: LocalDate;
}

export type RegimeProblem =
  | JsonProblem
  | InvalidJson
  | { code: 'duplicate_period'; period: string }
  /** The window ends before it begins, or the report is due before its figures are final. */
  | { code: 'dates_reversed'; period: string };

export type RegimeResult = { ok: true; regime: Regime } | { ok: false; problem: RegimeProblem };

const text = z.string().trim().min(1);
const words = text.nullish().transform((value) => value ?? null);
const day = z.string().transform((value, context) => {
  try {
    return localDate(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a date (YYYY-MM-DD)' });
    return z.NEVER;
  }
});
const schema = z.object({
  document: z.object({ number: text, date: day, title_verbatim: text, issuer: text }),
  who_reports: z.array(text).min(1),
  who_reports_verbatim: words,
  report_to: words,
  report_through: words,
  due_rule_verbatim: words,
  extra_duty_agencies: z.array(text).default([]),
  extra_duty_verbatim: words,
  periods: z
    .array(z.object({ code: text, name_verbatim: text, data_from: day, data_to: day, due: day }))
    .min(1),
});

/** Reads a reporting regime from a JSON file. Never throws for what the file contains. */
export async function readRegime(source: JsonSource): Promise<RegimeResult> {
  const read = await readJson(source);
  return read.ok ? parseRegime(read.json) : read;
}

/** Checks and translates the parsed JSON. */
export function parseRegime(json: unknown): RegimeResult {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { ok: false, problem: invalidJson(parsed.error) };
  const { data } = parsed;
  const codes = new Set<string>();
  for (const period of data.periods) {
    if (codes.has(period.code)) {
      return { ok: false, problem: { code: 'duplicate_period', period: period.code } };
    }
    codes.add(period.code);
    if (period.data_to < period.data_from || period.due < period.data_to) {
      return { ok: false, problem: { code: 'dates_reversed', period: period.code } };
    }
  }
  const { document } = data;
  return {
    ok: true,
    regime: {
      document: {
        number: document.number,
        date: document.date,
        title: document.title_verbatim,
        issuer: document.issuer,
      },
      periods: data.periods.map((period) => ({
        code: period.code,
        name: period.name_verbatim,
        dataFrom: period.data_from,
        dataTo: period.data_to,
        due: period.due,
      })),
      whoReports: data.who_reports,
      reportTo: data.report_to,
      reportThrough: data.report_through,
      extraDutyAgencies: data.extra_duty_agencies,
      words: {
        whoReports: data.who_reports_verbatim,
        dueRule: data.due_rule_verbatim,
        extraDuty: data.extra_duty_verbatim,
      },
    },
  };
}
