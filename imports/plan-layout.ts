import type { PlanRow } from '../core/plan/plan-row.ts';

/** A row of a plan with its cells mapped, before areas and numbers are worked out. */
export interface RawRow {
  line: number;
  areaNo: string;
  area: string;
  number: string;
  task: string;
  taskVerbatim: string | null;
  products: string[];
  leads: string;
  coordinating: string;
  times: string;
  /** What the file says itself; null when it has no such column. */
  heading: boolean | null;
}

/** How areas are numbered where they have no column of their own. */
const AREA_NUMBER = /^(?:[IVXL]+|[A-H])$/;
/** "1. ", "1.2 ", "II. ", "a) " in front of a title or an area. */
const LEADING_NUMBER =
  /^(?:([IVXL]+|\d{1,2}(?:\.\d{1,2})*|[A-Za-zđ])[.)]|(\d{1,2}(?:\.\d{1,2})+))\s+/;

/**
 * Works out what print leaves to the eye: an area named once counts for the rows below it; a row of
 * a Roman number and a title is an area; a number may stand in front of the title; a row that is
 * only the tail of a sentence broken over a page belongs to the row above.
 */
export function assembleRows(raw: readonly RawRow[], layout: { areaColumn: boolean }): PlanRow[] {
  const rows: PlanRow[] = [];
  let areaNo = '';
  let area = '';
  let areas = 0;
  const enter = (number: string, name: string) => {
    if (name === area && (number === '' || number === areaNo)) return;
    areas += 1;
    area = name;
    areaNo = number === '' ? String(areas) : number;
  };
  for (const printed of raw) {
    const bare = isBare(printed);
    // A line merged across the table stands in its first column.
    const across = bare && printed.task === '' && /\p{L}{2}/u.test(printed.number);
    const row = across ? { ...printed, number: '', task: printed.number } : printed;
    if (row.areaNo !== '' || row.area !== '') {
      const label = numbered(row.area);
      const same = row.areaNo === areaNo ? area : '';
      enter(row.areaNo || label.number, label.rest || same);
    }
    const own = row.number === '' ? numbered(row.task) : { number: row.number, rest: row.task };
    if (row.task === '' && bare) continue;
    const previous = rows.at(-1);
    if (
      previous &&
      row.heading === null &&
      !across &&
      previous.area === area &&
      isTail(row, bare, previous)
    ) {
      append(previous, row);
      continue;
    }
    const title = withoutBullet(own.rest);
    const number = own.number.replace(/[.)]+$/, '').trim();
    const names = across || AREA_NUMBER.test(number);
    if (bare && names && !layout.areaColumn && row.areaNo === '') enter(number, title);
    rows.push({
      line: row.line,
      areaNo,
      area,
      number,
      title,
      titleVerbatim: row.taskVerbatim,
      products: row.products,
      leads: row.leads,
      coordinating: row.coordinating,
      times: row.times,
      heading: row.heading ?? bare,
    });
  }
  return rows;
}

/** Neither product nor agency nor time. */
function isBare(row: RawRow): boolean {
  return row.products.length === 0 && `${row.leads}${row.coordinating}${row.times}`.trim() === '';
}

/** The rest of a sentence, or of other cells, that a page break put into a row of its own. */
function isTail(row: RawRow, bare: boolean, previous: PlanRow): boolean {
  if (row.number !== '') return false;
  if (row.task === '') return !bare;
  const begins = /^[\p{Lu}\-–—+•]/u.test(row.task) || LEADING_NUMBER.test(row.task);
  return bare && !begins && !/[.:;]$/.test(previous.title);
}

function append(previous: PlanRow, row: RawRow): void {
  const joined = (before: string, after: string) => `${before}\n${after}`.trim();
  previous.title = `${previous.title} ${row.task}`.trim();
  previous.products = [...previous.products, ...row.products];
  previous.leads = joined(previous.leads, row.leads);
  previous.coordinating = joined(previous.coordinating, row.coordinating);
  previous.times = joined(previous.times, row.times);
}

function numbered(text: string): { number: string; rest: string } {
  const match = LEADING_NUMBER.exec(text);
  if (!match) return { number: '', rest: text };
  return { number: match[1] ?? match[2] ?? '', rest: text.slice(match[0].length) };
}

function withoutBullet(text: string): string {
  return text.replace(/^[-–—+•]\s*/, '');
}
