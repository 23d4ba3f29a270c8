import { parseDeadlines } from '../../core/deadlines/parse.ts';
import { parseDocumentReference } from '../../core/documents/reference.ts';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { parseExpression } from '../../core/indicators/parse-expression.ts';
import { escapeText, plainText } from '../../core/messages/markup.ts';
import { parsePercent } from '../../core/numbers/percent.ts';
import { readNumber } from '../../core/numbers/read-number.ts';
import { readStatements } from '../../core/statements/read.ts';
import type { Known } from '../../core/statements/statement.ts';
import { fold } from '../../core/text/fold.ts';
import { localDate } from '../../core/time/local-date.ts';
import { sampled } from '../sample.ts';
import { claim, target } from '../target.ts';
import { texts } from '../texts.ts';

const TODAY = localDate('2023-02-27');

const OWED: Known[] = [
  {
    id: 1,
    number: 1,
    taskNo: '1.1',
    title: 'Ban hành kế hoạch kiểm tra công tác cải cách hành chính',
    product: 'Kế hoạch',
    sourceKind: 'plan',
    periodWords: [],
    dueOn: localDate('2023-03-15'),
  },
  {
    id: 2,
    number: 2,
    taskNo: null,
    title: 'Báo cáo quý I',
    product: null,
    sourceKind: 'report',
    periodWords: ['quy i 2023', 'quy i'],
    dueOn: localDate('2023-03-08'),
  },
];

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** What reads one line somebody typed, or one cell of a plan. */
export const readers = [
  target({
    name: 'deadline phrases',
    share: 20,
    inputs: (seed, count) => sampled(texts, seed, count),
    take(text) {
      for (const reading of parseDeadlines(text, { year: 2023 })) {
        claim(typeof reading.words === 'string', 'a reading without the words it rests on');
      }
    },
  }),
  target({
    name: 'free words',
    share: 15,
    inputs: (seed, count) => sampled(texts, seed, count),
    take(text) {
      for (const said of readStatements(text, { today: TODAY, obligations: OWED, replyTo: null })) {
        const { percent = null } = said;
        claim(percent === null || (percent >= 0 && percent <= 100), `percent ${percent}`);
        const strange = said.about.obligationIds.find((id) => id !== 1 && id !== 2);
        claim(strange === undefined, `an obligation of somebody else: ${strange}`);
      }
    },
  }),
  target({
    name: 'documents and dates',
    share: 20,
    inputs: (seed, count) => sampled(texts, seed, count),
    take(text) {
      const { date } = parseDocumentReference(text);
      claim(!date || isDay(date), `no day: ${date}`);
      const day = parseVietnameseDate(text, { reference: TODAY });
      claim(!day || isDay(day), `no day: ${day}`);
    },
  }),
  target({
    name: 'numbers and percentages',
    share: 20,
    inputs: (seed, count) => sampled(texts, seed, count),
    take(text) {
      const percent = parsePercent(text);
      claim(percent === null || (percent >= 0 && percent <= 100), `percent ${percent}`);
      const read = readNumber(text, 'count');
      claim(!('value' in read) || Number.isSafeInteger(read.value), 'no whole number');
    },
  }),
  target({
    name: 'expressions of forms',
    share: 5,
    inputs: (seed, count) => sampled(texts, seed, count),
    take(text) {
      const columns = new Map([['c1', 'number' as const]]);
      parseExpression(text, { each: 'row', columns, rows: new Set(['r1']) }, 'number');
    },
  }),
  target({
    name: 'what is shown',
    share: 5,
    inputs: (seed, count) => sampled(texts, seed, count),
    take(text) {
      claim(!/[<>]/.test(escapeText(text)), 'markup from a name');
      claim(plainText(escapeText(text)) === text, 'words changed on the way to the screen');
      claim(fold(fold(text)) === fold(text), 'folding twice differs');
    },
  }),
];
