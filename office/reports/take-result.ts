import type { CellPlace } from '../../core/indicators/cells.ts';
import type { PasteProblem } from '../../core/indicators/paste-problem.ts';
import type { GivenCell } from '../../core/reports/content.ts';
import type { TemplateNotice, TemplateProblem } from '../../imports/form-template.ts';
import type { UnmatchedPart } from '../../imports/narrative-docx.ts';
import type { CellTrouble } from './draft.ts';
import type { DraftRefusal, Writer } from './writing.ts';

/** Who sends a file. */
export interface Taker {
  /** Agencies the person may report for. */
  agencies: ReadonlySet<number>;
  writer: Writer;
  /** The obligation whose report is open in the chat, for files that do not say theirs. */
  open: number | null;
}

/** A cell that a file changed. */
export interface ChangedCell extends CellPlace {
  before: GivenCell | null;
  /** Null: a sum that was given by hand and is worked out now. */
  after: GivenCell | null;
}

/** Figures of one form were taken. */
export interface FiguresTaken {
  kind: 'figures';
  obligationId: number;
  formCode: string;
  /** `template`: a file we handed out; `sheet`: the agency's own table, under this name. */
  source: { kind: 'template' } | { kind: 'sheet'; name: string };
  /** Cells with a readable figure or text in the file, new or as they were. */
  stored: number;
  changed: ChangedCell[];
  /** Blank in the file, but something was given before: that stays. */
  kept: CellPlace[];
  /** What cannot be read (it is kept as typed), or stands in cells the form does not have. */
  problems: CellTrouble[];
  notices: TemplateNotice[];
  /** Of an agency's own table: what could not be placed. */
  paste: PasteProblem[];
  /** Of an agency's own table: columns of figures it does not have. */
  absent: string[];
  /** The file was made from another version of the form. */
  version: { file: number; report: number } | null;
}

export interface SectionTaken {
  /** `institutions.results`. */
  key: string;
  paragraphs: string[];
  /** What stood there before and is no longer there; empty where nothing was lost. */
  replaced: string[];
}

/** Words of a narrative were taken. */
export interface NarrativeTaken {
  kind: 'narrative';
  obligationId: number;
  sections: SectionTaken[];
  /** Sections that already said the same. */
  unchanged: string[];
  /** Sections longer than the report takes; what stood there stays. */
  tooLong: string[];
  /** What stands under no heading of this report. */
  unmatched: UnmatchedPart[];
}

export type FileRefusal =
  | DraftRefusal
  /** Not the person's agency: nothing else is said. */
  | 'not_yours'
  /** No such report of that agency. */
  | 'unknown'
  /** The report does not hold this form. */
  | 'no_such_form';

export type TakeResult =
  | FiguresTaken
  | NarrativeTaken
  /** No file of a report: other uses may be tried. */
  | { kind: 'not_ours' }
  /** A table or narrative, but nothing of the open report was recognised in it. */
  | { kind: 'unrecognised'; obligationId: number; problems: PasteProblem[] }
  /** The file cannot be read; with no report open it may still serve as an attachment. */
  | { kind: 'problem'; problem: TemplateProblem }
  | { kind: 'refused'; why: FileRefusal }
  /** A narrative that may belong to any of these reports. */
  | { kind: 'which'; obligationIds: number[] };
