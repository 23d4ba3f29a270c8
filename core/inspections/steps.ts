import { fold } from '../text/fold.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { InspectionForm, Step } from './occurrence.ts';

/** One step of the procedure a plan prints for a form of inspection. */
export interface WorkflowStep {
  /** "notice", "self-report", "self-report-in-advance", "evidence", "visit", "corrective-action"… */
  code: string;
  words: string;
  /** What comes out of it, in the plan's words. */
  output: string | null;
  /** The plan's words for when; null where it says nothing. */
  deadlineWords: string | null;
  /** A day the plan, or the notice that followed it, gives. */
  due: LocalDate | null;
}

/** When an agency is inspected. */
export interface InspectionWindow {
  from: LocalDate | null;
  to: LocalDate | null;
  /** The day of the visit, where it is known. */
  visitOn: LocalDate | null;
  /** "Từ ngày 17/8/2020 đến ngày 06/11/2020"; '' where the plan prints none. */
  words: string;
}

/** Something the inspected agency owes, and by when. */
export interface StepDue {
  step: Step;
  /** Null: nothing printed dates it; `words` say what the plan does say. */
  dueOn: LocalDate | null;
  words: string;
}

const REPORTS = ['self-report', 'self-report-in-advance'];

/**
 * What an agency owes by its form and the procedure the plan prints. A day the plan gives for a step
 * counts; what must have happened within the window is dated by the window's last day; a report
 * "sent in advance" of a visit without a day has no date, for the plan gives none. Without a printed
 * procedure the usual steps of the form are taken.
 */
export function stepsOf(
  form: InspectionForm,
  window: InspectionWindow,
  workflow: readonly WorkflowStep[],
): StepDue[] {
  const printed = workflow.length > 0;
  const report = workflow.find(({ code }) => REPORTS.includes(code));
  const visit = workflow.find(({ code }) => code === 'visit');
  const proof = proofStep(form, workflow);
  const steps: StepDue[] = [];
  if (report || !printed) {
    const inAdvance = form === 'on_site' || report?.code === 'self-report-in-advance';
    steps.push({ step: 'self_review', ...reportDue(report, window, inAdvance) });
  }
  if (proof || !printed) steps.push({ step: 'evidence', ...dueOf(proof, form, window) });
  if (form === 'on_site' && (visit || !printed)) {
    steps.push({ step: 'visit', ...dueOf(visit, form, window) });
  }
  return steps;
}

/** The plan's words for when corrective action is due; the team gives the day with each finding. */
export function correctionWords(workflow: readonly WorkflowStep[]): string {
  return workflow.find(({ code }) => code === 'corrective-action')?.deadlineWords ?? '';
}

/** Where the plan asks for evidence: in a step of its own, with the report, or in the notice of a visit. */
function proofStep(
  form: InspectionForm,
  workflow: readonly WorkflowStep[],
): WorkflowStep | undefined {
  const own = workflow.find(({ code }) => code === 'evidence');
  if (own) return own;
  const asksIn = form === 'dossier' ? REPORTS : ['notice'];
  const asking = workflow.find(
    ({ code, words, output }) =>
      asksIn.includes(code) && /(?:bang|minh) chung/.test(fold(`${words} ${output ?? ''}`)),
  );
  // The day of the notice is the team's, not that of what it asks for.
  return asking && form === 'on_site' ? { ...asking, due: null, deadlineWords: null } : asking;
}

function reportDue(
  report: WorkflowStep | undefined,
  window: InspectionWindow,
  inAdvance: boolean,
): Omit<StepDue, 'step'> {
  if (report?.due || !inAdvance) return dueOf(report, 'dossier', window);
  return { dueOn: null, words: report?.deadlineWords ?? report?.output ?? '' };
}

function dueOf(
  step: WorkflowStep | undefined,
  form: InspectionForm,
  window: InspectionWindow,
): Omit<StepDue, 'step'> {
  const last = form === 'on_site' ? (window.visitOn ?? window.to) : window.to;
  return { dueOn: step?.due ?? last, words: step?.deadlineWords ?? window.words };
}
