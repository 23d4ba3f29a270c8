import type { Finding, FindingCell, Relation } from '../../core/indicators/finding.ts';
import { columnOf, type IndicatorForm } from '../../core/indicators/form.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import type { JudgedFinding } from '../../core/reports/check-owed-form.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import { numberText, rowName, twoNumbers } from './cell.ts';
import { examplesFor } from './cell-problem.ts';
import { namesFor } from './finding-names.ts';
import { isWorkedOut, numberOfCell, type Sides, sidesOf } from './finding-sides.ts';
import { causesText, isConsequence, slipText } from './finding-slip.ts';
import { cellsText, partsText, type View, whatText } from './finding-what.ts';

const LONGEST_EXPLANATION = 200;

/**
 * What is wrong or odd, in two to four short lines: which cell, what stands there, what it should
 * agree with, and what most likely happened. `others` are the form's other findings, in the order
 * shown; what a finding follows from is named from them.
 */
export function findingText(
  finding: Finding | JudgedFinding,
  form: IndicatorForm,
  t: Translate,
  others: readonly Finding[] = [],
): Markup {
  const view: View = { finding, form, t, names: namesFor(finding, form, t) };
  const lines = consequenceLines(view, others) ?? ownLines(view);
  return join([...lines, ...explanationLines(finding, t)]);
}

/** The first `limit` findings as a numbered list, and how many more there are. */
export function findingsText(
  findings: readonly (Finding | JudgedFinding)[],
  form: IndicatorForm,
  t: Translate,
  { limit }: { limit: number },
): Markup {
  const shown = findings.slice(0, Math.max(0, limit)).map((finding, index) =>
    t('finding.numbered', {
      number: index + 1,
      finding: findingText(finding, form, t, findings),
    }),
  );
  const count = findings.length - shown.length;
  return join([...shown, count > 0 ? t('finding.more', { count }) : null], '\n\n');
}

function ownLines(view: View): (Markup | null)[] {
  const { finding, form, t } = view;
  const { likelySlip: slip } = finding;
  const explained = 'explanation' in finding && finding.explanation !== null;
  return [
    ...statement(view),
    finding.label === null || finding.relation === 'holds'
      ? null
      : t('finding.label', { label: withoutStop(finding.label) }),
    slip && !isConsequence(slip) && !explained ? slipText(finding, slip, form, t) : null,
    slip?.kind === 'same_difference' ? t('finding.one_slip') : null,
  ];
}

/** A finding that follows from others says so and accuses nothing; null for all that do not. */
function consequenceLines(view: View, others: readonly Finding[]): Markup[] | null {
  const { finding, form, t, names } = view;
  const { likelySlip: slip, stated, expected } = finding;
  const [cell] = finding.cells;
  if (!isConsequence(slip) || !cell) return null;
  // Of findings that point at each other the first one is told in full.
  const before = others.slice(
    0,
    others.findIndex(({ id }) => id === finding.id),
  );
  const told = others.length === 0 || before.some(({ id }) => slip.findings.includes(id));
  if (slip.kind === 'same_difference' && !told) return null;
  const column = columnOf(form, cell.column);
  const [first, second] = twoNumbers(stated ?? 0, expected ?? 0, column);
  const figures =
    stated === null || expected === null
      ? names.value(cell)
      : t.plain(finding.relation === '==' ? 'finding.figures_equal' : 'finding.figures', {
          stated: first,
          expected: second,
        });
  const causes = causesText(finding, slip, form, others, t);
  const key = causes === '' ? 'finding.consequence_unnamed' : 'finding.consequence';
  return [
    t(key, { cell: names.full(cell), figures, causes }),
    t(`finding.consequence_${slip.kind}`),
  ];
}

function statement(view: View): (Markup | null)[] {
  const { finding, form, t, names } = view;
  const [cell] = finding.cells;
  const mark = t.plain(`finding.mark.${finding.severity}`);
  if (finding.relation === 'required' && cell) {
    const words = columnOf(form, cell.column)?.kind;
    const key = words === 'text' || words === 'date' ? 'words' : 'number';
    return [t(`finding.required.${key}`, { mark, cell: names.full(cell) })];
  }
  if (finding.relation === 'kind' && cell) return wrongKind(cell, mark, view);
  const sides = sidesOf(finding, form);
  if (!sides || finding.stated === null || finding.expected === null) {
    return unclear(mark, view);
  }
  const column = columnOf(form, ('cell' in sides ? sides.cell : cell)?.column ?? '');
  const values = sides.kind === 'near' ? sides : finding;
  const [stated, expected] = twoNumbers(values.stated ?? 0, values.expected ?? 0, column);
  return compared(sides, { mark, stated, expected }, view);
}

interface Figures {
  mark: string;
  stated: string;
  expected: string;
}

function compared(sides: Sides, figures: Figures, view: View): (Markup | null)[] {
  const { finding, form, t, names } = view;
  const { mark, stated, expected } = figures;
  if (sides.kind === 'change') {
    const { cell, period, other } = sides;
    const column = columnOf(form, cell.column);
    const then = numberText(other, column);
    const line = t(`finding.change.${period}`, {
      mark,
      cell: names.full(cell),
      now: names.value(cell),
      then,
      off: stated,
      limit: expected,
    });
    return [line];
  }
  const right = whatText(sides.right, { text: expected }, view);
  if (sides.kind === 'both' || sides.kind === 'near') {
    const left = whatText(sides.left, { text: stated }, view);
    const relation = sides.kind === 'near' ? '==' : finding.relation;
    const should = t(`finding.should.${shouldOf(relation)}`, { what: right });
    const rows = new Set(finding.cells.map(({ rowLabel }) => rowLabel));
    const [only] = rows;
    const name = rows.size === 1 && only !== undefined ? rowName(only, t) : form.name;
    return [t('finding.both', { mark, name, left, should })];
  }
  const { cell } = sides;
  const stands = cell.value !== null ? 'stated' : isWorkedOut(cell, form) ? 'follows' : 'blank';
  const line = (but: Markup) =>
    t(`finding.${stands}`, { mark, cell: names.full(cell), stated, but });
  if (sides.right.kind === 'sum' && finding.relation === '==') {
    const off = numberText(
      Math.abs((finding.stated ?? 0) - (finding.expected ?? 0)),
      columnOf(form, cell.column),
    );
    const { parts } = sides.right;
    const blanks = parts.every((part) => part.cell.value === null) && finding.expected === 0;
    const how = blanks
      ? t('finding.sum_of_blanks')
      : t('finding.sum', { parts: partsText(parts, view), sum: expected });
    return [line(t('finding.but_sum', { expected, off })), how];
  }
  const made = sides.right.kind === 'formula' || sides.right.kind === 'share';
  const calculated = finding.relation === 'rounds' || (finding.relation === '==' && made);
  return [
    line(
      calculated
        ? t('finding.but_calculated', { what: right })
        : t(`finding.should.${shouldOf(finding.relation)}`, { what: right }),
    ),
  ];
}

/** A condition that has no two sides, or none that can be told apart. */
function unclear(mark: string, view: View): (Markup | null)[] {
  const { finding, form, t, names } = view;
  const [cell] = finding.cells;
  const name = cell ? names.full(cell) : form.name;
  const heading =
    finding.label === null
      ? t('finding.unclear', { mark, name })
      : t('finding.unclear_label', { mark, name, label: withoutStop(finding.label) });
  if (!cell) return [heading];
  const values = cellsText(finding.cells, view);
  return [heading, t('finding.standing', { values })];
}

function wrongKind(cell: FindingCell, mark: string, view: View): Markup[] {
  const { form, t, names } = view;
  const column = columnOf(form, cell.column);
  const number = numberOfCell(cell, form);
  const key =
    column && number !== null && column.kind !== 'text' && column.kind !== 'date'
      ? number < 0 && !column.negative
        ? 'negative'
        : column.max !== null && number > column.max
          ? 'above_maximum'
          : column.kind
      : (column?.kind ?? 'text');
  const max = column?.max == null ? '' : numberText(column.max, column);
  const line = t(`finding.kind.${key}`, {
    mark,
    cell: names.full(cell),
    value: names.value(cell),
    max,
  });
  const example = column ? examplesFor(column, t) : null;
  return [line, ...(example ? [example] : [])];
}

const should: Partial<Record<Relation, string>> = {
  '==': 'equal',
  '!=': 'differ',
  '<': 'below',
  '<=': 'at_most',
  '>': 'above',
  '>=': 'at_least',
};

function shouldOf(relation: Relation): string {
  return should[relation] ?? 'equal';
}

function explanationLines(finding: Finding | JudgedFinding, t: Translate): Markup[] {
  if (finding.severity !== 'warning') return [];
  const explanation = 'explanation' in finding ? finding.explanation : null;
  const outdated = 'outdated' in finding ? finding.outdated : null;
  const words = (text: string) => shorten(text, LONGEST_EXPLANATION);
  if (explanation) return [t('finding.explained', { text: words(explanation.text) })];
  if (outdated) return [t('finding.explain_again', { text: words(outdated.text) })];
  return [t('finding.may_explain')];
}

/** The sentence around it brings its own. */
function withoutStop(label: string): string {
  return label.replace(/[\s.;]+$/, '');
}
