import { pathToFileURL } from 'node:url';
import { readStatements } from '../../../core/statements/read.ts';
import type { Statement } from '../../../core/statements/statement.ts';
import { fold } from '../../../core/text/fold.ts';
import { contextOf, type Expected, type Message, messages } from './corpus.ts';

export const FIELDS = [
  'state',
  'percent',
  'document',
  'date',
  'others',
  'reason',
  'wished',
  'obligation',
] as const;

type Field = (typeof FIELDS)[number];

export interface Score {
  /** Values read, values that should be, and those that are both. */
  read: number;
  expected: number;
  right: number;
}

export interface Measured {
  messages: number;
  statements: number;
  fields: Record<Field, Score>;
  /** Messages from which exactly what should be was read. */
  whole: number;
  /** Readings marked certain that are wrong in some field: one tap would save them. */
  wrongByOneTap: string[];
  /** Wrong readings that are only offered: the obligation has to be chosen first. */
  wrongOffered: string[];
  /** Messages with other readings than expected, and how they differ. */
  wrong: string[];
}

/** Compares what is read from messages with what should be. */
export function measure(corpus: readonly Message[]): Measured {
  const fields = Object.fromEntries(
    FIELDS.map((field) => [field, { read: 0, expected: 0, right: 0 }]),
  ) as Record<Field, Score>;
  const measured: Measured = {
    messages: corpus.length,
    statements: 0,
    fields,
    whole: 0,
    wrongByOneTap: [],
    wrongOffered: [],
    wrong: [],
  };
  for (const message of corpus) {
    const read = readStatements(message.text, contextOf(message));
    measured.statements += message.expect.length;
    const trouble: string[] = [];
    for (let at = 0; at < Math.max(read.length, message.expect.length); at += 1) {
      const [seen, wanted] = [read[at], message.expect[at]];
      const differing = FIELDS.filter((field) => !count(fields[field], field, seen, wanted));
      if ((seen?.kind ?? '-') !== (wanted ? (wanted.kind ?? 'state') : '-')) {
        trouble.push(seen ? `reads ${seen.kind}` : 'reads nothing');
      }
      trouble.push(...differing.map((field) => `${field}: ${told(field, seen, wanted)}`));
      const isWrong =
        seen &&
        (differing.some((field) => readValue(field, seen) !== null) ||
          (wanted?.kind ?? (wanted && 'state')) !== seen.kind);
      if (isWrong) {
        const list = seen.about.certain ? measured.wrongByOneTap : measured.wrongOffered;
        list.push(message.text);
      }
    }
    if (trouble.length === 0) measured.whole += 1;
    else measured.wrong.push(`${message.text} [${message.context}] → ${trouble.join('; ')}`);
  }
  return measured;
}

/** True when the field is as it should be. */
function count(score: Score, field: Field, seen?: Statement, wanted?: Expected): boolean {
  const [is, should] = [
    seen ? readValue(field, seen) : null,
    wanted ? wantedOf(field, wanted) : null,
  ];
  if (is !== null) score.read += 1;
  if (should !== null) score.expected += 1;
  if (is !== null && is === should) score.right += 1;
  return is === should;
}

function readValue(field: Field, { about, document, reason, ...one }: Statement): string | null {
  switch (field) {
    case 'document':
      return document?.number ?? null;
    case 'date':
      return document?.date ?? null;
    case 'others':
      return document?.others.length ? String(document.others.length) : null;
    case 'reason':
      return reason === null ? null : fold(reason);
    case 'obligation':
      return about.certain ? String(about.obligationIds[0]) : null;
    case 'percent':
      return one.percent === null ? null : String(one.percent);
    default:
      return one[field];
  }
}

function wantedOf(field: Field, wanted: Expected): string | null {
  switch (field) {
    case 'document':
      return wanted.number ?? null;
    case 'others':
      return wanted.others ? String(wanted.others.length) : null;
    case 'reason':
      return wanted.reason === undefined ? null : fold(wanted.reason);
    case 'obligation':
      return wanted.about === null ? null : String(wanted.about);
    case 'percent':
      return wanted.percent === undefined ? null : String(wanted.percent);
    default:
      return wanted[field] ?? null;
  }
}

function told(field: Field, seen?: Statement, wanted?: Expected): string {
  const is = seen ? readValue(field, seen) : null;
  return `${is ?? '–'} instead of ${(wanted && wantedOf(field, wanted)) ?? '–'}`;
}

export const precision = ({ read, right }: Score): number => (read === 0 ? 1 : right / read);
export const recall = ({ expected, right }: Score): number =>
  expected === 0 ? 1 : right / expected;

function report(name: string, measured: Measured, details: boolean): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`.padStart(7);
  return [
    `${name}: ${measured.messages} messages, ${measured.statements} statements`,
    `  read wholly as expected: ${measured.whole} (${percent(measured.whole / measured.messages).trim()})`,
    '  field        precision  recall   read  expected',
    ...FIELDS.map((field) => {
      const score = measured.fields[field];
      const figures = `${String(score.read).padStart(6)}${String(score.expected).padStart(10)}`;
      return `  ${field.padEnd(12)}${percent(precision(score))}  ${percent(recall(score))} ${figures}`;
    }),
    `  wrong readings one tap would save: ${measured.wrongByOneTap.length}`,
    `  wrong readings offered, an obligation to be chosen first: ${measured.wrongOffered.length}`,
    ...(details ? measured.wrong.map((line) => `  - ${line.replace(/\n/g, ' ⏎ ')}`) : []),
  ].join('\n');
}

const called = process.argv[1];
if (called && import.meta.url === pathToFileURL(called).href) {
  // `--wrong`: also every message of the tuned part that is read otherwise.
  const details = process.argv.includes('--wrong');
  process.stdout.write(`${report('tuned', measure(messages('tuned')), details)}\n\n`);
  process.stdout.write(`${report('held out', measure(messages('held-out')), false)}\n`);
}
