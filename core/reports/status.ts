import type { CellPlace, Cells } from '../indicators/cells.ts';
import { checkOwedForm, type FormCheckResult, type JudgedFinding } from './check-owed-form.ts';
import { entryOf, type FormCells, formCells, givenAt, type ReportContent } from './content.ts';
import { missingSections, type NarrativeArea } from './narrative.ts';
import type { Neighbours } from './neighbours.ts';
import { type OwedForm, owedCells } from './owed-form.ts';
import { settledFindings } from './settled-findings.ts';

export interface FormStatus {
  code: string;
  /** `blank`: nothing was put in yet; `nothing`: there is nothing to report. */
  progress: 'blank' | 'begun' | 'nothing';
  /** Cells the agency owes, and those of them it has given (blanks on purpose too). */
  owed: number;
  given: number;
  check: FormCheckResult;
  /** Findings to show while it is written: those that rest on no cell still to be filled in. */
  settled: JudgedFinding[];
}

/** How far a report is. */
export interface ReportStatus {
  forms: FormStatus[];
  owed: number;
  given: number;
  unreadable: number;
  errors: number;
  warnings: number;
  unexplained: number;
  /** Forms in which nothing was put and that are not said to have nothing. */
  formsMissing: string[];
  /** What is still to be told; it does not keep the report from being sent. */
  sectionsMissing: string[];
  /** Neither figures nor words. */
  empty: boolean;
  /** It can be sent. */
  ready: boolean;
}

/** `neighbours` gives what other reports of the agency say in a form. */
export function reportStatus(
  content: ReportContent,
  forms: readonly OwedForm[],
  areas: readonly NarrativeArea[],
  neighbours: (code: string) => Neighbours<Cells>,
): ReportStatus {
  const statuses = forms.map((owed) => formStatus(owed, content, neighbours(owed.form.code)));
  const total = (of: (status: FormStatus) => number) =>
    statuses.reduce((sum, status) => sum + of(status), 0);
  const unreadable = total(({ check }) => check.unreadable.length);
  const errors = total(({ check }) => check.errors);
  const unexplained = total(({ check }) => check.unexplained);
  const formsMissing = statuses.flatMap(({ code, progress }) => (progress === 'blank' ? code : []));
  const told = Object.values(content.narrative).some((paragraphs) => paragraphs.length > 0);
  const empty = !told && statuses.every(({ progress }) => progress === 'blank');
  return {
    forms: statuses,
    owed: total(({ owed }) => owed),
    given: total(({ given }) => given),
    unreadable,
    errors,
    warnings: total(({ check }) => check.warnings),
    unexplained,
    formsMissing,
    sectionsMissing: missingSections(areas, content.narrative),
    empty,
    ready: !empty && formsMissing.length === 0 && unreadable + errors + unexplained === 0,
  };
}

function formStatus(
  owed: OwedForm,
  content: ReportContent,
  neighbours: Neighbours<Cells>,
): FormStatus {
  const { code } = owed.form;
  const cells = formCells(content, code);
  const places = owedCells(owed, cells);
  const progress = progressOf(code, cells, content);
  const check =
    progress === 'blank'
      ? { unreadable: [], findings: [], errors: 0, warnings: 0, unexplained: 0 }
      : checkOwedForm(owed, cells, entryOf(content.explanations, code) ?? {}, neighbours);
  return {
    code,
    progress,
    owed: progress === 'nothing' ? 0 : places.length,
    given: progress === 'nothing' ? 0 : places.filter((place) => isGiven(cells, place)).length,
    check,
    settled: progress === 'begun' ? settledFindings(owed, cells, check.findings) : check.findings,
  };
}

function progressOf(
  code: string,
  cells: FormCells,
  { nothing }: ReportContent,
): FormStatus['progress'] {
  if (nothing.includes(code)) return 'nothing';
  return Object.values(cells).some((line) => Object.keys(line).length > 0) ? 'begun' : 'blank';
}

function isGiven(cells: FormCells, { row, column }: CellPlace): boolean {
  const cell = givenAt(cells, row, column);
  return cell !== null && !cell.problem;
}
