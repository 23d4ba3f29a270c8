import type { AskWhy, OpenWhy } from '../deadlines/deadline.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What a plan asks for, before anybody has confirmed it. */
export interface PlanDraft {
  tasks: DraftTask[];
  /** What the rows leave open and a person has to decide; unique by task, code and words. */
  questions: PlanQuestion[];
  /** Rows that only announce others. */
  headings: { line: number; number: string; title: string }[];
}

export interface DraftTask {
  /** Unique within the plan and stable between its versions: area and number, "1.2", "1.1+". */
  key: string;
  line: number;
  areaNo: string;
  area: string;
  number: string;
  title: string;
  titleVerbatim: string | null;
  leads: DraftAgencies;
  coordinating: DraftAgencies;
  /** At least one. */
  occurrences: DraftOccurrence[];
}

/** Agencies in the order named, sets expanded, each once; and the words they were read from. */
export interface DraftAgencies {
  agencyIds: number[];
  words: string;
}

/** One thing each lead agency owes once. */
export interface DraftOccurrence {
  /** Stable within the task: "p2" for the second product, "p1@2023-Q1" for a period's. */
  key: string;
  /** Null when neither the product nor the time column names one. */
  product: string | null;
  /** The product is a paper with a number and a date. */
  isDocument: boolean;
  deadline: DraftDeadline;
}

export interface DraftDeadline {
  kind: 'due' | 'open';
  /** The last day that is in time; null while there is none. */
  due: LocalDate | null;
  /** Minutes since local midnight, where the words give an hour. */
  minuteOfDay: number | null;
  /** "nếu có": owed only if the case arises. */
  conditional: boolean;
  words: string;
  /** Why there is no date. */
  why: OpenWhy | AskWhy | 'per_period' | null;
}

export type PlanQuestionCode =
  /** No lead agency is written. */
  | 'lead_missing'
  | 'lead_unknown'
  | 'lead_ambiguous'
  /** Words that name nobody in particular: "các cơ quan có liên quan". */
  | 'lead_vague'
  /** The set is known and has no members on the directory's day. */
  | 'set_empty'
  | 'deadline_missing'
  | 'deadline_unclear'
  /** "Theo quy định": which date is it? */
  | 'deadline_as_regulated'
  /** "Theo thời hạn đã đăng ký": which date was registered? */
  | 'deadline_as_registered'
  /** "ngày 08 của tháng cuối kỳ": of which periods? */
  | 'deadline_per_period'
  /** Numbers of products and of times differ: which belongs to which? */
  | 'pairing_mismatch'
  /** Two rows carry the same number; the later one got another key. */
  | 'number_repeated';

export interface PlanQuestion {
  taskKey: string;
  line: number;
  code: PlanQuestionCode;
  /** The words of the plan the question is about. */
  words: string;
  /** Names that may be meant, most likely first. */
  suggestions: string[];
}
