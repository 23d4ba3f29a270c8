import { readFileSync } from 'node:fs';
import type { Deadline, DeadlineReading } from '../../../core/deadlines/deadline.ts';
import { fold } from '../../../core/text/fold.ts';
import { type LocalDate, localDate } from '../../../core/time/local-date.ts';

export const PARTS = [
  'tuned',
  'held-out',
  'held-out-2',
  'elsewhere',
  'elsewhere-2',
  'elsewhere-3',
  'elsewhere-4',
  'elsewhere-5',
  'elsewhere-6',
  'elsewhere-7',
  'elsewhere-8',
] as const;
export type Part = (typeof PARTS)[number];

/** A phrase of the corpus; `readings` are the ways of reading it that are all fine. */
export interface Phrase {
  year: number;
  /** The day the plan was signed, where the corpus names it. */
  issuedOn: LocalDate | null;
  text: string;
  readings: string[][];
}

/** The phrases of a part, in the notation that corpus/README.md explains. */
export function phrasesOf(part: Part): Phrase[] {
  const file = new URL(`./corpus/${part}.txt`, import.meta.url);
  let year = 0;
  let issuedOn: LocalDate | null = null;
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('## ')) {
        year = Number(line.slice(3, 7));
        const signed = line.split(' signed ')[1];
        issuedOn = signed ? localDate(signed) : null;
      }
      const [text, wanted] = line.split(' => ');
      if (line.startsWith('## ') || text === undefined || wanted === undefined) return [];
      const readings = (wanted.split(' -- ')[0] ?? '')
        .split(' or ')
        .map((reading) => reading.split(' && ').map((one) => one.trim()));
      return [{ year, issuedOn, text: text.replaceAll('\\n', '\n'), readings }];
    });
}

/** `asked`: a person is asked who would have known. Asking where a person would ask is right. */
export type Verdict = 'right' | 'asked' | 'wrong';

export function verdictOn(phrase: Phrase, read: readonly DeadlineReading[]): Verdict {
  if (phrase.readings.some((wanted) => fits(wanted, read))) return 'right';
  return read.length === 0 || read.some(({ deadline }) => deadline.kind === 'ask')
    ? 'asked'
    : 'wrong';
}

function fits(wanted: readonly string[], read: readonly DeadlineReading[]): boolean {
  // A cell of which a person is asked is asked about as a whole, however many pieces are shown.
  const asking = wanted.length === 1 && wanted[0]?.startsWith('ask');
  if (read.length === 0) return asking === true;
  if (wanted[0] === 'ask' && asking) return read.some(({ deadline }) => deadline.kind === 'ask');
  return wanted.length === read.length && wanted.every((one, i) => fitsOne(one, read[i]));
}

function fitsOne(wanted: string, read: DeadlineReading | undefined): boolean {
  if (!read) return false;
  const [, words = wanted, label] = /^(.*?)(?: \[(.*)\])?$/.exec(wanted) ?? [];
  if (label !== undefined && fold(label) !== fold(read.label ?? '')) return false;
  const { deadline } = read;
  return words === 'open' || words === 'ask'
    ? deadline.kind === words
    : words.replace(/ \?$/, '') === written(deadline, words) &&
        words.endsWith(' ?') === ('conditional' in deadline && deadline.conditional);
}

/** A reading in the corpus's notation, as far as the wanted one says. */
function written(deadline: Deadline, wanted: string): string {
  switch (deadline.kind) {
    case 'due': {
      const span = deadline.from ? `${deadline.from}..${deadline.due}` : deadline.due;
      const at = deadline.minuteOfDay;
      return at === undefined ? span : `${span} @${two(Math.floor(at / 60))}:${two(at % 60)}`;
    }
    case 'recurring': {
      const request = deadline.alsoOnRequest ? ' +request' : '';
      const head = `every ${deadline.every.join('+')} ${deadline.year}`;
      const days = deadline.occurrences.map(({ due }) => due.slice(5)).join(' ');
      if (wanted.includes(':')) return `${head}: ${days}${request}`;
      const on = / on (\d+)/.exec(wanted)?.[1];
      return days === usualDays(deadline.every, deadline.year, on)
        ? `${head}${on ? ` on ${on}` : ''}${request}`
        : `${head}: ${days}${request}`;
    }
    case 'per_period':
      return `period ${deadline.day} ${deadline.month}`;
    case 'open':
      return `open ${deadline.why}`;
    case 'ask': {
      const { within } = deadline;
      return within ? `ask ${within.count} ${within.unit}` : 'ask';
    }
  }
}

/** The days of rhythms at the ends of their stretches, or on a day of the last month. */
function usualDays(every: readonly string[], year: number, on: string | undefined): string {
  const months = every.flatMap((rhythm) => {
    const step = { month: 1, quarter: 3, half: 6, nine_months: 9, year: 12 }[rhythm] ?? 0;
    if (step === 0) return [];
    if (step === 9) return [9];
    return Array.from({ length: 12 / step }, (_, i) => (i + 1) * step);
  });
  const days = months
    .sort((a, b) => a - b)
    .map((month) => {
      const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
      return `${two(month)}-${on === undefined ? last : two(Number(on))}`;
    });
  if (!every.includes('week')) return days.join(' ');
  return inOrder(weeks(year), days, year).join(' ');
}

/** The last week may end in January of the year after, and stays last. */
function inOrder(weekly: readonly string[], days: readonly string[], year: number): string[] {
  const dated = [
    ...weekly.map((day, i) => ({ day, at: `${i > 5 && day < '02' ? year + 1 : year}-${day}` })),
    ...days.map((day) => ({ day, at: `${year}-${day}` })),
  ];
  return dated.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)).map(({ day }) => day);
}

function weeks(year: number): string[] {
  const days: string[] = [];
  // The week with 4 January is the first; it ends on a Sunday from 4 to 10 January.
  const day = new Date(Date.UTC(year, 0, 4));
  while (day.getUTCDay() !== 0) day.setUTCDate(day.getUTCDate() + 1);
  const stop = new Date(Date.UTC(year + 1, 0, 4));
  while (stop.getUTCDay() !== 0) stop.setUTCDate(stop.getUTCDate() + 1);
  for (; day < stop; day.setUTCDate(day.getUTCDate() + 7)) {
    days.push(`${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`);
  }
  return days;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
