import type { CellPlace } from '../../core/indicators/cells.ts';
import { columnOf } from '../../core/indicators/form.ts';
import { type CellProblem, readCell } from '../../core/indicators/read-cell.ts';
import {
  checkOwedForm,
  figuresOf,
  type JudgedFinding,
} from '../../core/reports/check-owed-form.ts';
import { entryOf, type FormCells, formCells, type GivenCell } from '../../core/reports/content.ts';
import { type OwedForm, takesCell } from '../../core/reports/owed-form.ts';
import type { Tx } from '../../db/client.ts';
import {
  contentOf,
  type ReportDraftRow,
  removeDraft,
  storeDraft,
} from '../../db/queries/figures.ts';
import { lockedObligation } from '../../db/queries/obligations.ts';
import { statusOf } from './duty.ts';
import { type At, loadReport, neighbourCells } from './report.ts';
import {
  type DraftRefusal,
  draftForWriting,
  formOf,
  type Refused,
  type Writer,
  write,
} from './writing.ts';

export type DraftOpened =
  | { ok: true; draft: ReportDraftRow; created: boolean }
  | Refused<DraftRefusal>;

/**
 * The draft of a report, made if there is none: from the version sent last, or empty. A report that
 * was sent or accepted is opened only with `again`; it stands as it is until the new one is sent.
 */
export async function openDraft(
  tx: Tx,
  obligationId: number,
  writer: Writer,
  at: At,
  { again = false }: { again?: boolean } = {},
): Promise<DraftOpened> {
  const opened = await draftForWriting(tx, obligationId, writer, at, again);
  if (!opened.ok) return opened;
  if (opened.created) await storeDraft(tx, opened.draft);
  return { ok: true, draft: opened.draft, created: opened.created };
}

/** Throws a draft away; what was sent stays. False when there was none. */
export async function discardDraft(tx: Tx, obligationId: number, at: At): Promise<boolean> {
  await lockedObligation(tx, obligationId);
  const report = await loadReport(tx, obligationId, at);
  if (!report?.draft) return false;
  await removeDraft(tx, obligationId);
  return true;
}

/** Words for a cell; null takes back what was given, '' is a blank on purpose. */
export interface CellEntry extends CellPlace {
  text: string | null;
}

export interface CellTrouble extends CellPlace {
  text: string;
  /** Why it cannot be read (it is kept all the same), or that the form has no such cell. */
  problem: CellProblem | { code: 'no_such_cell' };
}

export type CellsSet =
  | {
      ok: true;
      /** Cells now as they were asked to be, problems left out. */
      stored: (CellPlace & { cell: GivenCell | null })[];
      problems: CellTrouble[];
    }
  | Refused<DraftRefusal | 'no_such_form'>;

/**
 * Puts words into cells of one form. What cannot be read is kept as typed, with its problem, and
 * keeps the report from being sent; words for cells the agency does not have come back.
 */
export async function setCells(
  tx: Tx,
  obligationId: number,
  formCode: string,
  entries: readonly CellEntry[],
  writer: Writer,
  at: At,
): Promise<CellsSet> {
  const opened = await draftForWriting(tx, obligationId, writer, at);
  if (!opened.ok) return opened;
  const owed = formOf(opened.report, formCode);
  if (!owed) return { ok: false, why: 'no_such_form' };
  const content = contentOf(opened.draft);
  const cells = structuredClone(formCells(content, formCode));
  const stored: (CellPlace & { cell: GivenCell | null })[] = [];
  const problems: CellTrouble[] = [];
  for (const { row, column, text } of entries) {
    if (!takesCell(owed, { row, column })) {
      problems.push({ row, column, text: text ?? '', problem: { code: 'no_such_cell' } });
      continue;
    }
    const cell = text === null ? null : readGiven(owed, column, text, writer, at.now);
    put(cells, { row, column }, cell);
    if (cell?.problem) problems.push({ row, column, text: cell.text, problem: cell.problem });
    else stored.push({ row, column, cell });
  }
  const nothing = content.nothing.filter((code) => code !== formCode);
  await write(tx, opened.draft, writer, at, {
    cells: { ...content.cells, [formCode]: cells },
    nothing: Object.keys(cells).length > 0 ? nothing : content.nothing,
  });
  return { ok: true, stored, problems };
}

export type NothingDeclared =
  | { ok: true }
  | Refused<DraftRefusal | 'no_such_form' | 'has_figures'>
  /** The form's checks do not allow it. */
  | { ok: false; why: 'findings'; findings: JudgedFinding[] };

/** Says that there is nothing to report in a form, so that nobody takes its blanks for neglect. */
export async function declareNothing(
  tx: Tx,
  obligationId: number,
  formCode: string,
  writer: Writer,
  at: At,
): Promise<NothingDeclared> {
  const opened = await draftForWriting(tx, obligationId, writer, at);
  if (!opened.ok) return opened;
  const { report, draft } = opened;
  const owed = formOf(report, formCode);
  if (!owed) return { ok: false, why: 'no_such_form' };
  const given = Object.values(formCells(draft, formCode)).flatMap((line) => Object.values(line));
  if (given.some(({ text }) => text.trim() !== '')) return { ok: false, why: 'has_figures' };
  const { findings, errors } = checkOwedForm(owed, {}, {}, neighbourCells(report, formCode));
  if (errors > 0) return { ok: false, why: 'findings', findings };
  const nothing = [...new Set([...draft.nothing, formCode])];
  await write(tx, draft, writer, at, { nothing });
  return { ok: true };
}

export type WarningExplained =
  | { ok: true }
  | Refused<DraftRefusal | 'no_such_form' | 'no_such_warning' | 'empty'>;

/** Says why an odd figure is right. It stays with the figure, and falls when the figure changes. */
export async function explainWarning(
  tx: Tx,
  obligationId: number,
  warning: { formCode: string; finding: string; text: string },
  writer: Writer,
  at: At,
): Promise<WarningExplained> {
  const opened = await draftForWriting(tx, obligationId, writer, at);
  if (!opened.ok) return opened;
  const { report, draft } = opened;
  const { formCode } = warning;
  if (!formOf(report, formCode)) return { ok: false, why: 'no_such_form' };
  const text = warning.text.normalize('NFC').trim();
  if (text === '') return { ok: false, why: 'empty' };
  const status = statusOf(report, draft).forms.find(({ code }) => code === formCode);
  const found = status?.check.findings.find(({ id }) => id === warning.finding);
  if (found?.severity !== 'warning') return { ok: false, why: 'no_such_warning' };
  const explanation = {
    text,
    about: figuresOf(found),
    by: writer.personId,
    at: at.now.toISOString(),
  };
  await write(tx, draft, writer, at, {
    explanations: {
      ...draft.explanations,
      [formCode]: { ...entryOf(draft.explanations, formCode), [found.id]: explanation },
    },
  });
  return { ok: true };
}

function readGiven(
  { form }: OwedForm,
  columnKey: string,
  text: string,
  { personId }: Writer,
  now: Date,
): GivenCell {
  const column = columnOf(form, columnKey);
  if (!column) throw new Error(`${form.code} has no column ${columnKey}`);
  const reading = readCell(text, column);
  const given = { text, by: personId, at: now.toISOString() };
  return reading.ok
    ? { ...given, value: reading.value }
    : { ...given, value: null, problem: reading.problem };
}

function put(cells: FormCells, { row, column }: CellPlace, cell: GivenCell | null): void {
  const { [column]: _, ...line } = entryOf(cells, row) ?? {};
  if (cell) cells[row] = { ...line, [column]: cell };
  else if (Object.keys(line).length > 0) cells[row] = line;
  else delete cells[row];
}
