/** The fixed words of a workbook that describes a form, as its writer prints and its reader knows them. */

export const SHEETS = {
  guide: 'Hướng dẫn',
  form: 'Biểu',
  columns: 'Cột',
  rows: 'Dòng',
  checks: 'Kiểm tra',
  example: 'Ví dụ',
} as const;

/** First column of the sheet "Biểu". */
export const FORM_LINES = {
  name: 'Tên biểu',
  title: 'Tiêu đề',
  subtitle: 'Tiêu đề phụ',
  source: 'Căn cứ',
  duty: 'Báo cáo',
  who: 'Ai nộp',
  whole: 'Nộp cả các đơn vị cấp dưới',
  rowKind: 'Loại dòng',
  rowLabel: 'Tiêu đề cột tên dòng',
  labelColumn: 'Cột ghi tên dòng',
  numberLabel: 'Tiêu đề cột số thứ tự',
  total: 'Dòng tổng',
  totalPlace: 'Vị trí dòng tổng',
  totalKey: 'Mã dòng tổng',
  code: 'Mã biểu',
  version: 'Phiên bản',
} as const;
export type FormLine = keyof typeof FORM_LINES;

export const COLUMN_HEADINGS = {
  number: 'STT cột',
  label: 'Tên cột',
  kind: 'Kiểu',
  unit: 'Đơn vị tính',
  blank: 'Để trống là',
  formula: 'Công thức',
  max: 'Tối đa',
  negative: 'Cho phép âm',
  note: 'Ghi chú',
  decimals: 'Số chữ số lẻ',
  units: 'Đơn vị ghi kèm',
  dash: 'Dấu gạch ngang là',
  none: 'Chữ “không” là',
  addUp: 'Ở dòng tổng',
  key: 'Mã',
} as const;
export type ColumnHeading = keyof typeof COLUMN_HEADINGS;

/** "Nhóm tiêu đề 1" is the outermost heading; forms with deeper headings have more of them. */
export const GROUP_HEADING = 'Nhóm tiêu đề';
export const USUAL_GROUPS = 3;

export const ROW_HEADINGS = {
  number: 'Số',
  label: 'Tên dòng',
  sumOf: 'Là tổng của',
  key: 'Mã',
} as const;

export const CHECK_HEADINGS = {
  label: 'Nội dung',
  severity: 'Mức',
  each: 'Áp dụng',
  only: 'Chỉ với',
  condition: 'Điều kiện',
  key: 'Mã',
} as const;

/** A choice's words: the first is printed, all are understood. */
export type Words<T extends string> = Readonly<Record<T, readonly [string, ...string[]]>>;

export const YES_NO = { yes: ['có'], no: ['không'] } as const satisfies Words<'yes' | 'no'>;

export const DUTY_WORDS = {
  own: ['của đơn vị', 'báo cáo của đơn vị'],
  field: ['lĩnh vực chủ trì', 'theo lĩnh vực chủ trì'],
} as const satisfies Words<'own' | 'field'>;

export const ROW_KIND_WORDS = {
  fixed: ['cố định', 'dòng cố định'],
  per_agency: ['mỗi đơn vị một dòng', 'mỗi cơ quan một dòng'],
  free: ['tự thêm dòng', 'tự thêm'],
} as const satisfies Words<'fixed' | 'per_agency' | 'free'>;

export const PLACE_WORDS = {
  first: ['đầu', 'ở đầu', 'đầu bảng'],
  last: ['cuối', 'ở cuối', 'cuối bảng'],
} as const satisfies Words<'first' | 'last'>;

export const KIND_WORDS = {
  integer: ['số nguyên'],
  decimal: ['số thập phân', 'số lẻ'],
  percent: ['tỷ lệ %', 'tỉ lệ %', 'phần trăm', '%'],
  text: ['chữ', 'văn bản'],
  date: ['ngày', 'ngày tháng'],
} as const satisfies Words<'integer' | 'decimal' | 'percent' | 'text' | 'date'>;

export const BLANK_WORDS = {
  zero: ['bằng 0', '0'],
  unknown: ['chưa có', 'chưa có số liệu'],
  required: ['bắt buộc nhập', 'bắt buộc'],
} as const satisfies Words<'zero' | 'unknown' | 'required'>;

/** What "-" and "không" mean in a cell. */
export const SIGN_WORDS = {
  zero: ['bằng 0', '0'],
  blank: ['để trống', 'chưa có'],
} as const satisfies Words<'zero' | 'blank'>;

export const ADD_UP_WORDS = {
  sum: ['cộng lại', 'cộng'],
  none: ['không cộng'],
} as const satisfies Words<'sum' | 'none'>;

export const SEVERITY_WORDS = {
  error: ['sai', 'lỗi'],
  warning: ['cảnh báo', 'nhắc'],
} as const satisfies Words<'error' | 'warning'>;

export const EACH_WORDS = {
  row: ['mỗi dòng', 'từng dòng'],
  column: ['mỗi cột', 'từng cột'],
  form: ['cả biểu', 'toàn biểu'],
} as const satisfies Words<'row' | 'column' | 'form'>;

export const ROW_GROUP_WORDS = {
  all: ['tất cả', 'mọi dòng'],
  items: ['trừ dòng tổng'],
  totals: ['dòng tổng', 'chỉ dòng tổng'],
} as const satisfies Words<'all' | 'items' | 'totals'>;

export const ALL_ROWS = 'tất cả';

/** Places in titles filled in when a report is printed, as people write them and as forms keep them. */
const PLACEHOLDERS = [
  ['{năm}', '{year}'],
  ['{từ ngày}', '{from}'],
  ['{đến ngày}', '{to}'],
  ['{địa bàn}', '{place}'],
] as const;

export function printedPlaceholders(text: string): string {
  return PLACEHOLDERS.reduce((left, [printed, kept]) => left.replaceAll(kept, printed), text);
}

export function keptPlaceholders(text: string): string {
  return PLACEHOLDERS.reduce((left, [printed, kept]) => left.replaceAll(printed, kept), text);
}
