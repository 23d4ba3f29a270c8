import type { Worksheet } from 'exceljs';
import type { CheckDefinition } from '../core/indicators/definition.ts';
import { type PrintedNames, readPrinted } from '../core/indicators/printed-expression.ts';
import { columnNumbered } from '../core/indicators/printed-names.ts';
import { fold } from '../core/text/fold.ts';
import { checkLength } from './form-description-columns.ts';
import { keysOf } from './form-description-keys.ts';
import type { DescriptionProblem } from './form-description-problem.ts';
import { listOfRows } from './form-description-rows.ts';
import { choiceOf, type Entry, readLines, shown } from './form-description-sheet.ts';
import {
  CHECK_HEADINGS,
  EACH_WORDS,
  ROW_GROUP_WORDS,
  SEVERITY_WORDS,
} from './form-description-words.ts';

const MOST_CHECKS = 200;

/** The checks of a form from their sheet. */
export function readChecks(
  sheet: Worksheet,
  known: Pick<PrintedNames, 'columns' | 'rows'>,
  problems: DescriptionProblem[],
): CheckDefinition[] {
  const required = ['severity', 'condition'] as const;
  const lines = readLines(sheet, CHECK_HEADINGS, { required }, problems);
  if (lines.length > MOST_CHECKS) {
    problems.push({ place: `${sheet.name}!A1`, code: 'too_many', max: MOST_CHECKS });
    return [];
  }
  const keys = keysOf();
  const given = lines.map((line) => keys.given(line.at('key'), problems));
  return lines.flatMap((line, index): CheckDefinition[] => {
    const label = checkLength(line.at('label'), 2000, problems);
    const severityEntry = line.at('severity');
    const severity = choiceOf(severityEntry, SEVERITY_WORDS, problems);
    if (severity === null) {
      const { place } = severityEntry;
      const heading = CHECK_HEADINGS.severity;
      problems.push({ place, code: 'missing', heading, example: SEVERITY_WORDS.error[0] });
    }
    const each = choiceOf(line.at('each'), EACH_WORDS, problems) ?? 'row';
    const only = onlyOf(line.at('only'), each, known, problems);
    const { text, place } = line.at('condition');
    if (text === '') {
      const heading = CHECK_HEADINGS.condition;
      problems.push({ place, code: 'missing', heading, example: '(1) = (2) + (3)' });
      return [];
    }
    const reading = readPrinted(text, { ...known, each }, 'condition');
    if (!reading.ok) {
      problems.push({ place, code: 'condition', text: shown(text), problem: reading.problem });
      return [];
    }
    const id = given[index] ?? keys.made([label ?? ''], `kiem_tra_${index + 1}`);
    return [
      {
        id,
        severity: severity ?? 'error',
        ...(label === null ? {} : { label }),
        ...(each === 'row' ? {} : { each }),
        ...only,
        expression: reading.expression,
      },
    ];
  });
}

/** On which rows, or columns, a check holds. */
function onlyOf(
  entry: Entry,
  each: 'row' | 'column' | 'form',
  { columns, rows }: Pick<PrintedNames, 'columns' | 'rows'>,
  problems: DescriptionProblem[],
): Pick<CheckDefinition, 'rows' | 'columns'> {
  const { text, place } = entry;
  if (text === '' || each === 'form') return {};
  if (each === 'row') {
    const groups = Object.keys(ROW_GROUP_WORDS) as (keyof typeof ROW_GROUP_WORDS)[];
    const group = groups.find((one) => ROW_GROUP_WORDS[one].some((w) => fold(w) === fold(text)));
    if (group) return { rows: group };
    const keys = listOfRows(entry, rows, problems);
    return keys.length === 0 ? {} : { rows: keys };
  }
  const keys = (text.match(/[^;,\s]+/g) ?? []).flatMap((piece) => {
    const number = piece.replace(/^\(|\)$/g, '');
    const key = columnNumbered({ each, columns, rows }, number);
    const numeric = columns.some((column) => column.key === key && column.numeric);
    if (key !== null && numeric) return [key];
    problems.push({ place, code: 'unknown_column', found: shown(piece) });
    return [];
  });
  return keys.length === 0 ? {} : { columns: keys };
}
