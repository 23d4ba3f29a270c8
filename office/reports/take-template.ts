import { columnOf } from '../../core/indicators/form.ts';
import { formCells, givenAt } from '../../core/reports/content.ts';
import type { Tx } from '../../db/client.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import type { FilledTemplate, TemplateNotice } from '../../imports/form-template.ts';
import type { At } from './report.ts';
import { takeCells } from './take-cells.ts';
import type { TakeResult, Taker } from './take-result.ts';
import { draftForWriting, formOf, type WritingOpened } from './writing.ts';

/** Takes what stands in a template that was handed out, for the report it was made for. */
export async function takeTemplate(
  tx: Tx,
  { identity, cells, live, notices }: FilledTemplate & { ok: true },
  { agencies, writer }: Taker,
  at: At,
): Promise<TakeResult> {
  const agencyId = idFrom(identity.agency);
  if (agencyId === null || !agencies.has(agencyId)) return { kind: 'refused', why: 'not_yours' };
  const obligationId = idFrom(identity.period);
  const obligation = obligationId === null ? null : await obligationById(tx, obligationId);
  if (!obligation || obligation.agencyId !== agencyId || obligation.sourceKind !== 'report') {
    return { kind: 'refused', why: 'unknown' };
  }
  const opened = await draftForWriting(tx, obligation.id, writer, at);
  if (!opened.ok) return { kind: 'refused', why: opened.why };
  const taken = await takeCells(tx, opened, identity.form, { cells, live }, writer, at);
  if (!taken.ok) return { kind: 'refused', why: taken.why };
  const { ok: _, ...figures } = taken;
  const version = formOf(opened.report, identity.form)?.form.version ?? identity.version;
  return {
    kind: 'figures',
    obligationId: obligation.id,
    formCode: identity.form,
    source: { kind: 'template' },
    ...figures,
    notices: notices.filter((notice) => isNews(notice, identity.form, opened)),
    paste: [],
    absent: [],
    version: version === identity.version ? null : { file: identity.version, report: version },
  };
}

/** Days where days belong, and blanks of cells that were given before, are nothing to tell. */
function isNews(
  notice: TemplateNotice,
  formCode: string,
  { report, draft }: WritingOpened & { ok: true },
): boolean {
  if (notice.code === 'date_value') {
    const owed = formOf(report, formCode);
    return !owed || columnOf(owed.form, notice.column)?.kind !== 'date';
  }
  if (notice.code !== 'required_blank') return true;
  const given = givenAt(formCells(draft, formCode), notice.row, notice.column);
  return given === null || given.text.trim() === '';
}

/** The file says it, so it may be anything. */
function idFrom(text: string): number | null {
  if (!/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id <= 2_147_483_647 ? id : null;
}
