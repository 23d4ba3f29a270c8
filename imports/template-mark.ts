/** What a template that was handed out is for. */
export interface TemplateIdentity {
  form: string;
  version: number;
  agency: string;
  period: string;
}

/**
 * How a template remembers itself: a very hidden worksheet lists identity, columns and rows, and
 * defined names keep to the rows and columns when people insert, delete or rename. Writer
 * (`exports/form-template.ts`) and reader (`form-template.ts`) share these names; a change of the
 * list's shape raises `layout`.
 */
export const MARK = {
  sheet: '_mau',
  signature: 'tien-do/bieu-mau',
  layout: 1,
} as const;

export function columnName(index: number): string {
  return `TD_COT_${index}`;
}

export function rowName(index: number): string {
  return `TD_DONG_${index}`;
}

/** First word of each line of the hidden worksheet. */
export const LINE = {
  signature: 'mau',
  identity: 'dinh_danh',
  sheet: 'trang',
  column: 'cot',
  row: 'dong',
} as const;
