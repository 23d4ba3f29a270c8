import type { Choice } from '../../core/messages/message.ts';
import { askedCells, nextFreeRow, nextOpen } from '../../core/reports/askable.ts';
import { formCells } from '../../core/reports/content.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import { openFindings } from './card.ts';
import { itemRows, shownRows } from './form.ts';
import { formName } from './heading.ts';
import { statedChoices } from './slips.ts';

/** Findings the screen of a form shows; the others are on a page of their own. */
export const SHOWN_FINDINGS = 4;

interface FormInHand {
  duty: ReportDuty;
  /** Position of the form in the report. */
  index: number;
  owed: FormDuty;
}

/** The ways to fill in a form: cell by cell, row by row, its template; and what is to be corrected. */
export function formChoices(hand: FormInHand, page: number, t: Translate): Choice[][] {
  const { duty, index, owed } = hand;
  const status = duty.status.forms[index];
  const to = (verb: string) => `bc:${duty.obligation.id}:${verb}:${index}`;
  const open = nextOpen(askedCells(owed), formCells(duty.content, owed.form.code), null);
  const rows: Choice[][] = [];
  if (open) {
    const begun = (status?.given ?? 0) > 0;
    const label = t.plain(begun ? 'report.button.go_on' : 'report.button.one_by_one');
    rows.push([{ id: to('g'), label }]);
  }
  const { wrong, odd } = status ? openFindings(status) : { wrong: 0, odd: 0 };
  if (wrong > 0) rows.push([{ id: to('w'), label: t.plain('report.button.correct_one') }]);
  if (odd > 0 && wrong === 0) {
    const label = t.plain('report.button.explain');
    rows.push([{ id: `bc:${duty.obligation.id}:e`, label }]);
  }
  if (itemRows(owed).length > 1 || owed.form.definition.rows.kind === 'free') {
    const numbers = shownRows(owed, page).map(({ index: row }) => ({
      id: `${to('r')}:${row}`,
      label: String(row + 1),
    }));
    rows.push(numbers.slice(0, 5), numbers.slice(5));
  } else if (!open) {
    rows.push([{ id: `${to('r')}:0`, label: t.plain('report.button.through') }]);
  }
  if (nextFreeRow(owed)) rows.push([{ id: to('new'), label: t.plain('report.button.new_row') }]);
  const findings = status?.settled.length ?? 0;
  if (findings > SHOWN_FINDINGS) {
    rows.push([{ id: to('l'), label: t.plain('stated.button.slips', { count: findings }) }]);
  }
  rows.push(statedChoices(hand, t));
  rows.push([{ id: to('x'), label: t.plain('report.button.template') }]);
  if (status?.progress === 'blank') {
    rows.push([
      { id: to('no0'), label: t.plain('report.button.nothing', { name: formName(owed) }) },
    ]);
  }
  return rows.filter((row) => row.length > 0);
}
