import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { parseDeadlines } from '../../../core/deadlines/parse.ts';
import { PARTS, type Part, phrasesOf, type Verdict, verdictOn } from './corpus.ts';
import { inShort } from './reading-notation.ts';

export interface Measured {
  phrases: number;
  /** Phrases a person would have asked about, too. */
  askedRightly: number;
  count: Record<Verdict, number>;
  wrong: string[];
  asked: string[];
}

/** Reads a part of the corpus as an import reads a plan, and compares. */
export function measure(part: Part): Measured {
  const measured: Measured = {
    phrases: 0,
    askedRightly: 0,
    count: { right: 0, asked: 0, wrong: 0 },
    wrong: [],
    asked: [],
  };
  const calendar = workCalendar();
  for (const phrase of phrasesOf(part)) {
    const { year, issuedOn } = phrase;
    const read = parseDeadlines(phrase.text, { year, calendar, issuedOn });
    const verdict = verdictOn(phrase, read);
    measured.phrases += 1;
    measured.count[verdict] += 1;
    const isAsk = read.length === 0 || read.some(({ deadline }) => deadline.kind === 'ask');
    if (verdict === 'right' && isAsk) measured.askedRightly += 1;
    if (verdict === 'right') continue;
    const told = `${phrase.text} => ${read.map(inShort).join(' && ')}`.replaceAll('\n', ' ⏎ ');
    measured[verdict].push(told);
  }
  return measured;
}

function report(part: Part, { phrases, count, askedRightly, wrong, asked }: Measured): string {
  const share = (n: number) => `${n} (${((100 * n) / phrases).toFixed(1)}%)`;
  const details = process.argv.includes('--details')
    ? [...wrong.map((line) => `  wrong: ${line}`), ...asked.map((line) => `  asked: ${line}`)]
    : [];
  return [
    `${part}: ${phrases} phrases`,
    `  right  ${share(count.right)}, of which ${askedRightly} are left to a person as they should be`,
    `  asked  ${share(count.asked)}`,
    `  wrong  ${share(count.wrong)}`,
    ...details,
  ].join('\n');
}

const called = process.argv[1];
if (called && import.meta.url === pathToFileURL(called).href) {
  // `--details`: also every phrase that is not read as it should be.
  for (const part of PARTS) {
    if (!existsSync(new URL(`./corpus/${part}.txt`, import.meta.url))) continue;
    process.stdout.write(`${report(part, measure(part))}\n`);
  }
}
