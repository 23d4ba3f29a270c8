/** Parts of a bar, in the order they are drawn. */
export const SEGMENTS = [
  'done_on_time',
  'done_late',
  'late',
  'blocked',
  'open',
  'undated',
] as const;
export type Segment = (typeof SEGMENTS)[number];

/** Work of one area or agency. */
export interface Bar {
  name: string;
  /** How many pieces of work stand where. */
  parts: Record<Segment, number>;
  /** A sign is drawn before each; null where there is nothing. */
  late: Counted | null;
  blocked: Counted | null;
  /** Such as "12/15". */
  done: string;
}

/** A number as it stands beside its sign: "3 trễ", and "3" where there is little room. */
export interface Counted {
  full: string;
  short: string;
}

/** One column of the trend. */
export interface TrendColumn {
  label: string;
  /** 0 to 1; null where nothing was judged: a gap. */
  rate: number | null;
  /** Written above the column, or in the gap. */
  text: string;
  /** A second line below the label: what the rate is of; '' for none. */
  below: string;
}

/** A figure and what it counts. */
export interface Figure {
  value: string;
  words: string;
}

/** Everything a picture of progress says: values, and words in the reader's language. */
export interface ProgressPicture {
  title: string;
  /** Below the title: of what, and of when the figures are. */
  lines: string[];
  headline: Figure & { mood: 'late' | 'good' | 'calm' };
  /** Beside the headline, at most two. */
  figures: Figure[];
  /** Below it: the period in hand, its data window. */
  notes: string[];
  bars: { title: string; note: string; rows: Bar[] };
  legend: Record<Segment, string>;
  /** Null where there is nothing to compare. */
  trend: { title: string; columns: TrendColumn[] } | null;
}
