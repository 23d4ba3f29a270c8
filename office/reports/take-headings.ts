import { type Column, type IndicatorForm, isNumeric } from '../../core/indicators/form.ts';
import { headerOf } from '../../core/indicators/header.ts';
import { fold } from '../../core/text/fold.ts';
import type { TextSheet } from '../../imports/foreign-sheet.ts';

/** The headings of a form as they were found on a worksheet. */
export interface FoundHeadings {
  /** First line of the headings and first line below them. */
  first: number;
  next: number;
  /** Position of each column that was recognised. */
  at: ReadonlyMap<string, number>;
  /** Share of the columns of figures to fill in that were recognised. */
  share: number;
}

/** Title lines, letterheads and remarks stand above, seldom more. */
const SEARCHED = 60;
const DEEPEST = 12;

/**
 * Finds the headings of a form below titles and letterheads, however their cells are merged: a
 * column by its own heading and those above it; where a group is named otherwise, by its place among
 * the columns of the same name.
 */
export function headingsIn(form: IndicatorForm, sheet: TextSheet): FoundHeadings | null {
  const labels = new Set(headerOf(form.definition).cells.map(({ label }) => words(label)));
  const hits = (index: number) =>
    new Set((sheet.spread[index] ?? []).map(words).filter((text) => labels.has(text))).size;
  const least = Math.min(2, labels.size);
  const first = sheet.spread.slice(0, SEARCHED).findIndex((_, index) => hits(index) >= least);
  if (first < 0) return null;
  let next = first + 1;
  while (next < first + DEEPEST && hits(next) >= 1 && !hasFigures(sheet.lines[next])) next += 1;
  const stacks = stacksOf(sheet, first, next);
  if (isCount(sheet.lines[next] ?? [])) next += 1;
  const at = placesOf(form.columns, stacks);
  const asked = form.columns.filter((column) => isNumeric(column) && column.computed === null);
  const found = asked.filter(({ key }) => at.has(key)).length;
  return { first, next, at, share: asked.length === 0 ? 0 : found / asked.length };
}

/** What stands above each position, the heading itself last. */
function stacksOf({ spread, hidden }: TextSheet, first: number, next: number): string[][] {
  const isHidden = (at: number) => hidden.positions.has(at);
  const width = Math.max(0, ...spread.map((line) => line.length));
  const stacks = Array.from({ length: width }, (_, at) => {
    const all = spread.slice(first, next).map((line) => words(line[at] ?? ''));
    return all.filter((text, index) => text !== '' && text !== all[index - 1]);
  });
  const seen = new Set(stacks.flatMap((stack, at) => (isHidden(at) ? [] : stack.join('\n'))));
  // An old copy of a column that is still there, hidden, is not the one people mean.
  return stacks.map((stack, at) => (isHidden(at) && seen.has(stack.join('\n')) ? [] : stack));
}

function placesOf(columns: readonly Column[], stacks: readonly string[][]): Map<string, number> {
  const places = new Map<string, number>();
  const taken = new Set<number>();
  const leafOf = ({ path }: Column) => words(path.at(-1) ?? '');
  const free = (leaf: string) =>
    stacks.flatMap((stack, at) => (stack.at(-1) === leaf && !taken.has(at) ? at : []));
  for (const column of columns) {
    const path = column.path.map(words);
    const whole = free(leafOf(column)).filter((at) =>
      path.every((one) => stacks[at]?.includes(one)),
    );
    const [only] = whole;
    if (whole.length !== 1 || only === undefined) continue;
    places.set(column.key, only);
    taken.add(only);
  }
  const rest = columns.filter(({ key }) => !places.has(key));
  const leaves = [...new Set(rest.map(leafOf))].map((leaf) => ({
    named: rest.filter((column) => leafOf(column) === leaf),
    open: free(leaf),
  }));
  // What only one column is called says whether the others stand in the form's order, too.
  for (const { named, open } of leaves.sort((a, b) => a.named.length - b.named.length)) {
    if (named.length !== open.length) continue;
    if (named.length > 1 && !isInOrder(columns, places)) break;
    for (const [index, column] of named.entries()) places.set(column.key, open[index] ?? 0);
  }
  return places;
}

/** The columns found so far stand from left to right as they do in the form. */
function isInOrder(columns: readonly Column[], places: ReadonlyMap<string, number>): boolean {
  const found = columns.flatMap(({ key }) => places.get(key) ?? []);
  return found.every((at, index) => index === 0 || at > (found[index - 1] ?? 0));
}

/** "(1) (2) (3)", "A B 1 2 3=4+5": the line that counts the columns. */
function isCount(line: readonly string[]): boolean {
  const marks = line.filter((text) => text !== '');
  const numbers = marks.filter((text) => /\d/.test(text));
  return (
    numbers.length >= 3 &&
    marks.every((text) => /^\(?(?:\d{1,3}|[A-Z])\)?(?: ?=.*)?$/.test(text)) &&
    numbers.every(
      (text, index) => index === 0 || numberOf(text) === numberOf(numbers[index - 1] ?? '') + 1,
    )
  );
}

function numberOf(text: string): number {
  return Number(/\d+/.exec(text)?.[0] ?? Number.NaN);
}

function hasFigures(line: readonly string[] | undefined): boolean {
  return (line ?? []).filter((text) => /^[\d.,]+%?$/.test(text)).length > 1;
}

/** "Tổng số (hồ sơ)" and "Tổng số" are one heading. */
function words(text: string): string {
  return fold(text.replace(/\([^()]*\)/g, ' '));
}
