import {
  type Deadline,
  type DeadlineContext,
  type DeadlineReading,
  failure,
  isFailure,
} from './deadline.ts';
import { endsWhatBegan, reachesBack } from './doubt.ts';
import { readList, type WrittenItem } from './list.ts';
import { resolveList } from './resolve.ts';
import { cellsOf, linesOf, looksWrapped, partsOfLine } from './split.ts';
import { type Token, tokenise } from './tokens.ts';

/**
 * Reads one deadline phrase of a plan, with or without diacritics.
 *
 * - A month, quarter, half-year or year is due on its last day.
 * - "chậm nhất X", "đến hết X" is due on X. "trước X" is strictly before: due the day before X, or
 *   the day before X begins where X is a month, quarter or year.
 * - A phrase without a year is of the context's year; in a row of deadlines the others' year.
 * - What is not understood to the last word is `ask`: a person decides. Never throws.
 */
export function parseDeadline(phrase: string, context: DeadlineContext): DeadlineReading {
  const readings = parseDeadlines(phrase, context);
  const [first] = readings;
  if (!first) return asking('empty', '');
  return readings.length > 1 ? asking('several', phrase.trim()) : first;
}

/**
 * Reads a whole cell: bullets ("- Tháng 01/2023 - Tháng 12/2023"), lines, `|`, `;` and rows
 * ("Quý I/2020, II/2020, III/2020"). In the order written; empty for an empty cell.
 */
export function parseDeadlines(cell: string, context: DeadlineContext): DeadlineReading[] {
  const groups = cellsOf(cell).flatMap((part) => {
    const { lines, bulleted } = linesOf(part);
    const split = lines.flatMap((line) => readLine(line, context, lines.length === 1));
    const whole = looksWrapped(lines) || split.some(isAsking);
    if (bulleted || lines.length < 2 || !whole) return split;
    // Text taken from a PDF breaks lines in the middle of a phrase.
    const joined = readLine(lines.join(' '), context, true);
    return joined.some(isAsking) ? split : joined;
  });
  return groups.flatMap((group, i) => {
    const [first, ...rest] = group.readings;
    // "Tiến hành tháng 3; hoàn thành tháng 6"
    if (goesOn(group, groups[i + 1]) || goesOn(groups[i - 1], group)) {
      return group.readings.map(({ words }) => asking('ambiguous', words));
    }
    // "Trước ngày 15/6", and on the next line "15/12": does "trước" hold for it, too? "hằng năm"?
    const unsure = first && group.opensBare && groups[i - 1]?.endsBefore;
    return unsure ? [asking('ambiguous', first.words), ...rest] : group.readings;
  });
}

/** What one entry of a cell says. */
interface Group {
  readings: DeadlineReading[];
  /** It begins with a day without "ngày", "trước" or the like. */
  opensBare: boolean;
  /** It begins with a bracket. */
  bracketed: boolean;
  /** Its last deadline is said to be before a day, or to come again each year. */
  endsBefore: boolean;
  /** Its first and its last deadline; null where it was not understood. */
  opens: WrittenItem | null;
  ends: WrittenItem | null;
}

/** Whether what is written after a `;` or on the next line ends what the group before begins. */
function goesOn(before: Group | undefined, next: Group | undefined): boolean {
  if (!before?.ends || !next?.opens) return false;
  if (reachesBack(before.ends, next.opens)) return true;
  // "Quý II ⏎ (Quý III)": instead of it?
  if (next.bracketed && next.opens.label === null) return true;
  return endsWhatBegan(before.ends, next.opens);
}

function readLine(line: string, context: DeadlineContext, bullets: boolean): Group[] {
  return partsOfLine(line, tokenise(line), bullets).map((tokens) =>
    readPart(line, tokens, context),
  );
}

function readPart(text: string, tokens: readonly Token[], context: DeadlineContext): Group {
  const [first] = tokens;
  const last = tokens.at(-1);
  const none = { opensBare: false, bracketed: false, endsBefore: false, opens: null, ends: null };
  if (!first || !last) return { readings: [], ...none };
  const items = readList(tokens, context);
  const deadlines = isFailure(items) ? items : resolveList(items, context);
  if (isFailure(items) || isFailure(deadlines)) {
    const { fail } = isFailure(items) ? items : isFailure(deadlines) ? deadlines : failure('empty');
    return { readings: [asking(fail, text.slice(first.start, last.end))], ...none };
  }
  const readings = items.flatMap(({ label, words }, i) => {
    const deadline = deadlines[i];
    if (!deadline) return [];
    return {
      deadline,
      words: text.slice(words.first.start, words.last.end),
      label: label && text.slice(label.first.start, label.last.end),
    };
  });
  const opens = items[0]?.written.type;
  const ends = items.at(-1)?.written;
  return {
    readings,
    opens: items[0] ?? null,
    ends: items.at(-1) ?? null,
    bracketed: first.text === '(',
    opensBare: first.kind === 'number' && (opens === 'point' || opens === 'day_rule'),
    endsBefore:
      (ends?.type === 'point' && ends.point.before) ||
      (ends?.type === 'day_rule' && ends.rule.rule === 'year'),
  };
}

function asking(why: Extract<Deadline, { kind: 'ask' }>['why'], words: string): DeadlineReading {
  return { deadline: { kind: 'ask', why }, words, label: null };
}

function isAsking({ readings }: Group): boolean {
  return readings.some(({ deadline }) => deadline.kind === 'ask');
}
