import type { FormContext } from '../../core/forms/form.ts';
import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { lastChoices } from '../../db/queries/offered.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';
import { isStale } from '../forms/stack.ts';
import { showCard } from '../reports/card.ts';
import { ask, formInHand, isWritable, showForm } from '../reports/figures.ts';
import { declineFiles } from '../reports/files.ts';
import { showAreas, showSection, takeParagraph } from '../reports/narrative.ts';
import { openReport, REPORT_DESK } from '../reports/open.ts';
import { refuseWriting } from '../reports/refused.ts';
import { askExplanation, send, sendBecause, takeExplanation } from '../reports/sending.ts';
import { blockForm, takeBlock, takeCellWords } from '../reports/take-figures.ts';
import { matchLabel } from '../typed-choice.ts';
import type { Desk } from './desk.ts';

/** Where an official writes a report: figures, narrative, reasons. */
export const reportDesk: Desk = {
  name: REPORT_DESK,
  async closed(ctx, focus) {
    const item = await obligationById(ctx.tx, Number(focus.obligation));
    if (!item || !can(ctx.actor, 'update', item.agencyId)) return ctx.t('refused.no_longer_yours');
    return item.withdrawnAt
      ? ctx.t('refused.withdrawn', { name: obligationName(item, ctx.t) })
      : null;
  },
  async show(ctx, focus) {
    const duty = await openReport(ctx, Number(focus.obligation), 'update');
    if (duty) await showFocus(ctx, duty, focus);
  },
  async text(ctx, focus, text, command) {
    // The words of a button are that button, also where words are the answer.
    const offered = await lastChoices(ctx.tx, ctx.conversation.id);
    if (matchLabel(text, offered, { numbers: false })) return false;
    const duty = await openReport(ctx, Number(focus.obligation), 'update');
    if (!duty) return true;
    if (!takesProse(focus) || !isStale(ctx, focus)) {
      return takeText(ctx, duty, focus, text, command);
    }
    if (command) return false;
    // Words of another day may be meant for anything: ask before they become part of the report.
    await ctx.reply({ text: ctx.t('report.stale') });
    await showFocus(ctx, duty, focus);
    return true;
  },
  async files(ctx, focus) {
    await declineFiles(ctx, await openReport(ctx, Number(focus.obligation), 'update'));
    return true;
  },
  left: (ctx) => ctx.t('report.left'),
};

/** Any words at all are an answer here. */
function takesProse({ on }: FormContext): boolean {
  return on === 'section' || on === 'explain' || on === 'why';
}

async function showFocus(ctx: LinkedContext, duty: ReportDuty, focus: FormContext): Promise<void> {
  const { on, form, row, column, section } = focus;
  if (!isWritable(ctx, duty)) return showCard(ctx, duty);
  switch (on) {
    case 'form':
    case 'cell': {
      const hand = await formInHand(ctx, duty, Number(form));
      if (!hand) return;
      if (on === 'form') return showForm(ctx, hand);
      return ask(ctx, hand, { row: String(row), column: String(column) });
    }
    case 'areas':
      return showAreas(ctx, duty);
    case 'section':
      return showSection(
        ctx,
        duty,
        duty.sections.find(({ key }) => key === section),
      );
    case 'explain':
      return askExplanation(ctx, duty);
    case 'why':
      return send(ctx, duty);
    default:
      return showCard(ctx, duty);
  }
}

async function takeText(
  ctx: LinkedContext,
  duty: ReportDuty,
  focus: FormContext,
  text: string,
  command: boolean,
): Promise<boolean> {
  const { on, form, row, column, code, finding } = focus;
  const isBlock = /[\t\n]/.test(text);
  // Somebody else may have sent it meanwhile.
  if (!isWritable(ctx, duty)) {
    if (on === 'card' && !isBlock) return false;
    await refuseWriting(ctx, duty);
    return true;
  }
  switch (on) {
    case 'cell': {
      const hand = await formInHand(ctx, duty, Number(form));
      if (!hand) return true;
      const place = { row: String(row), column: String(column) };
      return takeCellWords(ctx, hand, place, text, command);
    }
    case 'section': {
      const section = duty.sections.find(({ key }) => key === focus.section);
      if (!section) return false;
      await takeParagraph(ctx, duty, section, text);
      return true;
    }
    case 'explain':
      await takeExplanation(ctx, duty, { formCode: String(code), finding: String(finding) }, text);
      return true;
    case 'why':
      await sendBecause(ctx, duty, text);
      return true;
    default: {
      if (command) return false;
      if (on === 'form' && /^[-+]?[\d.,]+%?$/.test(text.trim()))
        return askWhichCell(ctx, duty, form);
      if (!looksLikeFigures(text)) return false;
      const which = on === 'form' ? Number(form) : blockForm(duty, text);
      const hand = which === null ? null : await formInHand(ctx, duty, which);
      if (hand) await takeBlock(ctx, hand, text, null);
      return hand !== null;
    }
  }
}

/** One figure says nothing while no cell is asked for. */
async function askWhichCell(ctx: LinkedContext, duty: ReportDuty, form: unknown): Promise<boolean> {
  const hand = await formInHand(ctx, duty, Number(form));
  if (hand) await showForm(ctx, hand, { above: ctx.t('report.form.which_cell') });
  return true;
}

/** A block copied from a spreadsheet, or a line of several figures. */
function looksLikeFigures(text: string): boolean {
  if (text.includes('\t')) return true;
  const words = text.trim().split(/[\s;|]+/);
  const figures = words.filter((word) => /^[-+]?\d[\d.,]*%?$|^[-–—]$/.test(word));
  // "nv 1, 2 xong" is a sentence with numbers in it.
  return figures.length >= 2 && figures.length > words.length * 0.6;
}
