import { z } from 'zod';

/** A name that expressions can use. */
const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'a-z, 0-9 and _, beginning with a letter');
const label = z.string().trim().min(1).max(500);
const words = z.string().trim().max(2000);
const expression = z.string().trim().min(1);

/** A column that holds values. */
const leafSchema = z.strictObject({
  key,
  label,
  kind: z.enum(['integer', 'decimal', 'percent', 'text', 'date']),
  /** Unit of every value of the column; may be typed after it. */
  unit: label.optional(),
  /** Units of which one may stand behind a number and is kept with it ("nhiệm vụ", "đơn vị"). */
  units: z.array(label).max(20).optional(),
  /** Places after the comma that are printed, 2 unless told; only for decimals and percentages. */
  decimals: z.int().min(0).max(6).optional(),
  /** What an empty cell means; `unknown` unless told. */
  blank: z.enum(['zero', 'unknown', 'required']).optional(),
  /** What "-" means; as a blank unless told. */
  dash: z.enum(['zero', 'blank']).optional(),
  /** What "không" means; zero unless told. */
  none: z.enum(['zero', 'blank']).optional(),
  /** Values below zero make sense. */
  negative: z.boolean().optional(),
  max: z.number().optional(),
  /** How it follows from the other columns of its row. */
  computed: expression.optional(),
  /** In total rows; numbers are summed unless told, percentages always computed anew. */
  addUp: z.enum(['sum', 'none']).optional(),
  note: words.optional(),
});

export type LeafDefinition = z.infer<typeof leafSchema>;

/** A heading over several columns. */
export interface GroupDefinition {
  label: string;
  columns: ColumnDefinition[];
}

export type ColumnDefinition = LeafDefinition | GroupDefinition;

const columnSchema: z.ZodType<ColumnDefinition> = z.lazy(() =>
  z.union([leafSchema, z.strictObject({ label, columns: z.array(columnSchema).min(1).max(100) })]),
);

const fixedRowSchema = z.strictObject({
  key,
  /** As printed in the column of numbers. */
  number: z.string().trim().max(20).optional(),
  label,
  /** Makes it a total: of all rows that are none, or of these. */
  sumOf: z.union([z.literal('items'), z.array(key).min(1).max(500)]).optional(),
});

const totalSchema = z.strictObject({ key, label, place: z.enum(['first', 'last']).optional() });

const rowsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fixed'),
    /** Heading of the column of row labels. */
    label,
    items: z.array(fixedRowSchema).min(1).max(500),
  }),
  /** One row for each agency. */
  z.strictObject({ kind: z.literal('per_agency'), label, total: totalSchema.optional() }),
  /** Rows are added as needed; `labelColumn` is the text column that names one. */
  z.strictObject({ kind: z.literal('free'), labelColumn: key, total: totalSchema.optional() }),
]);

const checkSchema = z.strictObject({
  id: key,
  severity: z.enum(['error', 'warning']),
  /** What it says, for people. */
  label: words.optional(),
  /** Once for each row, each column, or once for the form; each row unless told. */
  each: z.enum(['row', 'column', 'form']).optional(),
  /** For `row`: on which rows it holds; all, totals included, unless told. */
  rows: z.union([z.enum(['all', 'items', 'totals']), z.array(key).min(1)]).optional(),
  /** For `column`: on which columns; all columns of whole numbers unless told. */
  columns: z.array(key).min(1).optional(),
  expression,
});

/** A form as data: what a JSON file or a coordinator's description holds. */
export const definitionSchema = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'a-z, 0-9 and -'),
  version: z.int().min(1),
  /** "Phụ lục V". */
  name: label,
  /** May hold {year}, {from}, {to}, {place}; see `titleText`. */
  title: label,
  subtitle: words.optional(),
  /** Where the form comes from. */
  source: words.optional(),
  /** Heading of the column of row numbers; without it there is none. */
  numberLabel: label.optional(),
  rows: rowsSchema,
  columns: z.array(columnSchema).min(1).max(100),
  checks: z.array(checkSchema).max(200).optional(),
});

export type FormDefinition = z.infer<typeof definitionSchema>;
export type CheckDefinition = z.infer<typeof checkSchema>;
export type Severity = CheckDefinition['severity'];

export function isGroup(column: ColumnDefinition): column is GroupDefinition {
  return 'columns' in column;
}
