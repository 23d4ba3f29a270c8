/** An agency or a set, with the name to show. */
export interface Candidate {
  kind: 'agency' | 'set';
  id: number;
  name: string;
}

/** One way to call a candidate. */
export interface Entry {
  candidate: Candidate;
  /** The way as written, for telling diacritics apart. */
  label: string;
  key: string;
}
