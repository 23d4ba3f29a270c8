/** What is wrong with a file of agencies or people; `line` as in the file. */
export type RowProblem =
  | { code: 'missing_columns'; columns: string[] }
  | { code: 'no_rows' }
  | { code: 'missing_value'; line: number; column: string }
  | { code: 'unknown_level'; line: number; value: string }
  | { code: 'unknown_kind'; line: number; value: string }
  | { code: 'unknown_role'; line: number; value: string }
  | { code: 'bad_date'; line: number; column: string; value: string }
  | { code: 'dates_reversed'; line: number }
  | { code: 'duplicate_code'; line: number; value: string; firstLine: number }
  | { code: 'duplicate_account'; line: number; value: string; firstLine: number }
  | { code: 'parent_not_found'; line: number; value: string }
  | { code: 'agency_not_found'; line: number; value: string }
  | { code: 'set_not_found'; line: number; value: string }
  /** The agencies' codes from one to itself: each is below the next. */
  | { code: 'cycle'; line: number; codes: string[] };
