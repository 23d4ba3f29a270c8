import { columnOf, type IndicatorForm } from '../../core/indicators/form.ts';
import type { PasteProblem } from '../../core/indicators/paste-problem.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import { cellName, columnName, rowName } from './cell.ts';
import { cellProblemText } from './cell-problem.ts';
import { formRowLabel } from './finding-names.ts';

const MOST_OPTIONS = 5;
const MOST_COLUMNS = 6;
const LONGEST_QUOTE = 60;

/**
 * Why something pasted was not taken, and what to do about it. `labelOf` names rows that the form
 * itself does not know, those of agencies.
 */
export function pasteProblemText(
  problem: PasteProblem,
  form: IndicatorForm,
  t: Translate,
  labelOf: (row: string) => string | null = () => null,
): Markup {
  const label = (row: string) => labelOf(row) ?? formRowLabel(row, form);
  switch (problem.code) {
    case 'empty':
      return t('figures.paste.empty');
    case 'too_long':
      return t('figures.paste.too_long', { max: formatNumber(problem.max) });
    case 'width_unclear':
      return t('figures.paste.width_unclear', {
        found: problem.found,
        possible: orList(problem.possible, t),
      });
    case 'columns_ambiguous':
      return join([t('figures.paste.columns_ambiguous'), ...optionLines(problem.options, form, t)]);
    case 'too_many_cells': {
      const { line, found, expected } = problem;
      return t('figures.paste.too_many_cells', { line, found, expected });
    }
    case 'rows_unclear':
      return t('figures.paste.rows_unclear', {
        lines: problem.lines,
        possible: orList(problem.possible, t),
      });
    case 'row_unknown':
      return t('figures.paste.row_unknown', {
        line: problem.line,
        text: shorten(problem.text, LONGEST_QUOTE),
      });
    case 'row_twice': {
      const { line } = problem;
      const name = label(problem.row);
      return name === null
        ? t('figures.paste.row_twice_unnamed', { line })
        : t('figures.paste.row_twice', { line, row: rowName(name, t) });
    }
    case 'cell': {
      const column = columnOf(form, problem.column);
      const columnLabel = column?.path ?? [problem.column];
      const cell = cellName({ rowLabel: label(problem.row) ?? '', columnLabel }, t);
      return join([
        t('figures.paste.cell', { line: problem.line, cell }),
        cellProblemText(problem.problem, problem.text, column, t),
      ]);
    }
  }
}

/** Choices of columns, each told by its own or, where that is shorter, by those left out. */
function optionLines(options: readonly string[][], form: IndicatorForm, t: Translate): Markup[] {
  const lines = options.slice(0, MOST_OPTIONS).map((option) => columnChoiceText(option, form, t));
  const count = options.length - lines.length;
  return count > 0 ? [...lines, t('figures.paste.more_options', { count })] : lines;
}

function columnChoiceText(option: readonly string[], form: IndicatorForm, t: Translate): Markup {
  const missing = form.columns.map(({ key }) => key).filter((key) => !option.includes(key));
  if (missing.length === 0) return t('figures.paste.all_columns', { number: form.columns.length });
  const without = missing.length < option.length;
  const names = (without ? missing : option).map((key) =>
    columnName(columnOf(form, key)?.path ?? [key]),
  );
  const shown = names.slice(0, MOST_COLUMNS).join('; ');
  const columns = names.length > MOST_COLUMNS ? `${shown}; …` : shown;
  return t(without ? 'figures.paste.columns_without' : 'figures.paste.columns_only', {
    number: option.length,
    columns,
  });
}

/** "4, 9 hoặc 12". */
function orList(numbers: readonly number[], t: Translate): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b).map((number) => formatNumber(number));
  const last = sorted.at(-1) ?? '';
  if (sorted.length < 2) return last;
  return t.plain('figures.or', { first: sorted.slice(0, -1).join(', '), last });
}
