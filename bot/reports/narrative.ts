import { GAP, join } from '../../core/messages/markup.ts';
import type { Section } from '../../core/reports/narrative.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { addNarrative, replaceNarrative } from '../../office/reports/narrative.ts';
import { reportHeading } from '../../views/reports/heading.ts';
import {
  areaChoices,
  areaKeys,
  areasChoices,
  areasText,
  areaText,
  narrativeText,
  paragraphs,
  sectionChoices,
  sectionText,
  toCard,
} from '../../views/reports/narrative.ts';
import { sectionsLine } from '../../views/reports/sending.ts';
import type { LinkedContext } from '../context.ts';
import { openDesk } from '../forms/stack.ts';
import { uploadOffer } from '../upload-offer.ts';
import { isWritable } from './figures.ts';
import { REPORT_DESK, reloaded } from './open.ts';
import { offerForAreas, offerForSection } from './proposals.ts';
import { oldButton, refuseWriting } from './refused.ts';

/** The areas the report tells about; for readers all that is told. */
export async function showAreas(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const { t } = ctx;
  if (!isWritable(ctx, duty)) {
    const told = narrativeText(duty, t);
    const text = join([
      reportHeading(duty, ctx, t),
      GAP,
      told === '' ? t('report.areas.nothing') : told,
      GAP,
      sectionsLine(duty, t),
    ]);
    return ctx.answer({ text, choices: [toCard(duty, t)] });
  }
  await openDesk(ctx, REPORT_DESK, { obligation: duty.obligation.id, on: 'areas' });
  const sent = await offerForAreas(ctx, duty);
  const text = join([areasText(duty, ctx, t), sent.text, uploadOffer(ctx)]);
  await ctx.answer({ text, choices: [...areasChoices(duty, t), ...sent.choices] });
}

export async function showArea(
  ctx: LinkedContext,
  duty: ReportDuty,
  which: number | null,
): Promise<void> {
  const area = areaKeys(duty)[which ?? -1];
  if (area === undefined) return oldButton(ctx, duty);
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  await openDesk(ctx, REPORT_DESK, { obligation: duty.obligation.id, on: 'areas' });
  await ctx.answer({
    text: areaText(duty, area, ctx, ctx.t),
    choices: areaChoices(duty, area, ctx.t),
  });
}

/** One section; every message typed next is added to it. */
export async function showSection(
  ctx: LinkedContext,
  duty: ReportDuty,
  section: Section | undefined,
): Promise<void> {
  if (!section) return oldButton(ctx, duty);
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  const { id } = duty.obligation;
  await openDesk(ctx, REPORT_DESK, { obligation: id, on: 'section', section: section.key });
  const sent = await offerForSection(ctx, duty, section);
  await ctx.answer({
    text: join([sectionText(duty, section, ctx, ctx.t), sent.text], '\n\n'),
    choices: [...sent.choices, ...sectionChoices(duty, section, ctx.t)],
    numbered: false,
  });
}

/** Adds a message to a section. */
export async function takeParagraph(
  ctx: LinkedContext,
  duty: ReportDuty,
  section: Section,
  text: string,
): Promise<void> {
  const set = await addNarrative(ctx.tx, duty.obligation.id, section.key, text, ctx.actor, ctx);
  if (!set.ok && set.why === 'too_long') {
    return ctx.reply({ text: ctx.t('report.section.too_long') });
  }
  if (!set.ok && set.why !== 'empty') return refuseWriting(ctx, duty);
  await showSection(ctx, await reloaded(ctx, duty), section);
}

/** Takes the last message of a section back; `count` guards against an old button. */
export async function undoParagraph(
  ctx: LinkedContext,
  duty: ReportDuty,
  section: Section | undefined,
  count: number | null,
): Promise<void> {
  if (!section) return oldButton(ctx, duty);
  const said = paragraphs(duty, section.key);
  if (said.length !== count) {
    await ctx.reply({ text: ctx.t('report.section.changed') });
    return showSection(ctx, duty, section);
  }
  const kept = said.slice(0, -1);
  const set = await replaceNarrative(ctx.tx, duty.obligation.id, section.key, kept, ctx.actor, ctx);
  if (!set.ok) return refuseWriting(ctx, duty);
  await showSection(ctx, await reloaded(ctx, duty), section);
}
