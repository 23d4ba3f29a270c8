import type { SourceKind, State } from '../obligations/obligation.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { MoreTime } from './time-units.ts';

/** States an official can claim in words; the coordinator's verdicts are none of them. */
export type SaidState = Exclude<State, 'accepted' | 'returned'>;

/** As much of an obligation as is needed to tell whether somebody means it. */
export interface Known {
  id: number;
  /** The number it bore in the list the person saw last; null when it was not in it. */
  number: number | null;
  /** Its number in the plan's annex, "2.3". */
  taskNo: string | null;
  title: string;
  product: string | null;
  sourceKind: SourceKind;
  /** Folded words people call its period by, the longest first: "quy i 2023", "quy i". */
  periodWords: readonly string[];
  dueOn: LocalDate | null;
}

export interface StatementContext {
  today: LocalDate;
  obligations: readonly Known[];
  /** The obligation whose reminder the message answers. */
  replyTo: number | null;
}

/** How it was told which obligation is meant, if not for sure; `title`: by words, also "tất cả". */
export type How = 'number' | 'title' | 'reply' | 'only' | 'none';

export interface About {
  /** What may be meant, the likeliest first. */
  obligationIds: number[];
  how: How;
  /** One obligation and no other is named; false: the person has to choose. */
  certain: boolean;
}

/** One thing somebody says about one obligation. What was not surely understood is null. */
export interface Statement {
  kind: 'state' | 'extension';
  state: SaidState | null;
  /** Whole per cent, 1 to 99. */
  percent: number | null;
  document: {
    number: string;
    date: LocalDate | null;
    /** Further documents named, as typed: "QĐ 215/QĐ-UBND ngày 21/3/2019". */
    others: readonly string[];
  } | null;
  reason: string | null;
  /** The due date asked for. */
  wished: LocalDate | null;
  /** How much more time is asked for; once the obligation is certain, `wished` says until when. */
  more: MoreTime | null;
  about: About;
  /** The part of the message it rests on. */
  words: string;
  /** What of it was not made use of; '' when nothing worth keeping is left. */
  leftover: string;
}
