import type { CellPlace, Cells } from '../indicators/cells.ts';
import type { IndicatorForm } from '../indicators/form.ts';
import type { RowAgency } from '../indicators/rows.ts';
import type { Due } from '../obligations/obligation.ts';
import type { AgencyKind, AgencyLevel } from '../organisation/agency.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Duty } from './duty.ts';
import type { NarrativeArea, Part } from './narrative.ts';
import type { PeriodWindow } from './neighbours.ts';
import type { ReportingRate } from './rates.ts';

/** All that the consolidated report of a period is made of; names instead of ids, plain values. */
export interface Consolidated {
  body: ReportingBody;
  period: PeriodWindow & { name: string; dueOn: LocalDate };
  /** Number of the document that asks for the reports of the period. */
  askedBy: string;
  /** The moment of making: what is late is late by then. */
  now: Date;
  today: LocalDate;
  /** The year's plans. */
  plans: { number: string; title: string; issuedOn: LocalDate | null }[];
  /** Areas the year's plans name, in their order. */
  areas: NarrativeArea[];
  /** Reports on a field first, then by agency. */
  told: ToldParagraph[];
  reporting: Reporting;
  /** In the order of the report. */
  forms: ConsolidatedForm[];
  /** In the plans' order. */
  progress: AreaProgress[];
}

/** For whom the report speaks. */
export interface ReportingBody {
  name: string;
  kind: AgencyKind;
  level: AgencyLevel;
  parentName: string | null;
}

/** Words of one agency about one part of one area. */
export interface ToldParagraph {
  /** Key of the area; `general` where it belongs to none. */
  area: string;
  part: Part;
  duty: Duty;
  agency: string;
  text: string;
  /** What became of it, where it is a difficulty or proposal that was sent by itself. */
  outcome?: ProposalOutcome;
}

export type ProposalOutcome =
  | { state: 'open' }
  | { state: 'forwarded'; on: LocalDate; to: string }
  | { state: 'answered'; on: LocalDate; words: string };

/** One report that is owed for the period. */
export interface ReportStanding {
  agency: string;
  duty: Duty;
  /** Day of the first sending. */
  sentOn: LocalDate | null;
}

export interface Reporting {
  all: ReportingRate;
  levels: { level: AgencyLevel; rate: ReportingRate }[];
  onTime: ReportStanding[];
  late: ReportStanding[];
  missing: (ReportStanding & { returned: boolean })[];
  /** Agencies of which something is still to come, each once. */
  missingAgencies: string[];
}

export type MissingWhy = 'not_sent' | 'returned' | 'without_figures';

/** A form of the period, added up or as one agency gave it for the whole. */
export interface ConsolidatedForm {
  form: IndicatorForm;
  cells: Cells;
  /** Rows of agencies, those that sent nothing too; empty for forms with other rows. */
  rows: RowAgency[];
  /** The one agency that fills it in; null where figures were added up. */
  givenBy: string | null;
  included: string[];
  /** `row`: its own row in a form with one row per agency. */
  missing: { agency: string; row: string; why: MissingWhy }[];
  incomplete: (CellPlace & { agencies: string[] })[];
  repeatedRows: { row: string; agencies: string[] }[];
  /** Where a report that sums up others differs from their sum. */
  differences: (CellPlace & { agency: string; stated: number; sum: number })[];
  /** Figures that came after the window closed, or too late. */
  belated: { agency: string; on: LocalDate; afterWindow: boolean; late: boolean }[];
}

/** What one agency owes of a task, as it stands. */
export interface TaskItem extends Due {
  /** Its short name: many stand in one cell. */
  agency: string;
  dueOn: LocalDate | null;
  claimedOn: LocalDate | null;
  percent: number | null;
  reason: string | null;
  /** A code the bot offers ("province"), or words. */
  unblocker: string | null;
  document: { number: string; date: LocalDate | null } | null;
}

/** One product of a task with all that is owed of it up to the end of the period. */
export interface TaskLine {
  product: string | null;
  /** As the plan writes it. */
  deadline: string;
  items: TaskItem[];
}

export interface TaskProgress {
  /** As printed in the plan; may be ''. */
  number: string;
  title: string;
  lead: string;
  coordinating: string;
  /** Empty where nobody has been found to do it. */
  lines: TaskLine[];
}

export interface AreaProgress {
  title: string;
  tasks: TaskProgress[];
}
