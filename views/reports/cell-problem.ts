import { type Column, isNumeric } from '../../core/indicators/form.ts';
import { type CellProblem, readCell } from '../../core/indicators/read-cell.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import { numberText } from './cell.ts';

const LONGEST_QUOTE = 60;
const MOST_UNITS = 6;

/** Ways to write a value, from the usual to the smallest; those a column takes are shown. */
const EXAMPLES: Readonly<Record<Column['kind'], readonly string[]>> = {
  integer: ['1.562', '1562', '12', '5', '1', '0'],
  decimal: ['1562,5', '12,75', '0,5', '0'],
  percent: ['93,66%', '93,66', '5%', '0'],
  date: ['08/03/2019', '8/3/2019'],
  text: [],
};

/**
 * Why `text` cannot stand in a cell of `column`, what was most likely meant, and how to write it;
 * `column` is null where there is none.
 */
export function cellProblemText(
  problem: CellProblem | { code: 'no_such_cell' },
  text: string,
  column: Column | null,
  t: Translate,
): Markup {
  const quote = shorten(text, LONGEST_QUOTE);
  const why = t(`figures.cell.${problem.code}`, { text: quote, ...detailsOf(problem, column) });
  const suggestion = suggestionIn(problem);
  return join([
    why,
    suggestion === null
      ? null
      : t('figures.perhaps', { value: typedNumber(suggestion, column?.kind ?? 'integer') }),
    column && problem.code !== 'no_such_cell' ? examplesFor(column, t) : null,
  ]);
}

/** "Ví dụ: 1.562 hoặc 1562", always such as the column takes; null for texts. */
export function examplesFor(column: Column, t: Translate): Markup | null {
  const [unit] = isNumeric(column) ? column.units : [];
  const plain = EXAMPLES[column.kind];
  const all = unit === undefined ? plain : [`12 ${unit}`, `5 ${unit}`, `1 ${unit}`, ...plain];
  const [first, second] = all.filter((example) => readCell(example, column).ok);
  if (first === undefined) return null;
  return second === undefined
    ? t('figures.example', { first })
    : t('figures.examples', { first, second });
}

function detailsOf(
  problem: CellProblem | { code: 'no_such_cell' },
  column: Column | null,
): Record<string, string> {
  switch (problem.code) {
    case 'above_maximum':
      return { max: numberText(problem.max, column) };
    case 'too_long':
      return { max: numberText(problem.max, null) };
    case 'unit_unknown': {
      const units = problem.units.slice(0, MOST_UNITS).map((unit) => shorten(unit, 30));
      const more = problem.units.length > units.length ? ['…'] : [];
      return { unit: shorten(problem.unit, 30), units: [...units, ...more].join(', ') };
    }
    case 'ambiguous': {
      const [first = 0, second = 0] = problem.readings;
      return { first: typedNumber(first, 'decimal'), second: typedNumber(second, 'decimal') };
    }
    default:
      return {};
  }
}

function suggestionIn(problem: CellProblem | { code: 'no_such_cell' }): number | null {
  return 'suggestion' in problem ? problem.suggestion : null;
}

/** A number as it can be typed back: among decimals a dot could part either, so there is none. */
function typedNumber(value: number, kind: Column['kind']): string {
  const printed = numberText(value, { kind: 'decimal', decimals: 6 });
  return kind === 'integer' ? printed : printed.replace(/\./g, '');
}
