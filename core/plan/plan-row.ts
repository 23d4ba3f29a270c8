/** One row of a plan's annex as it stands in the file, cells as text. */
export interface PlanRow {
  /** Line or row of the file, from 1. */
  line: number;
  /** "1", "II"; '' when the plan has no areas. */
  areaNo: string;
  area: string;
  /** Number of the task within its area as printed ("2", "1.3"); '' when it has none. */
  number: string;
  title: string;
  /** The document's own wording, where the file keeps it beside a corrected one. */
  titleVerbatim: string | null;
  products: string[];
  leads: string;
  coordinating: string;
  times: string;
  /** A row that only announces others: no product, agency or time of its own. */
  heading: boolean;
}
