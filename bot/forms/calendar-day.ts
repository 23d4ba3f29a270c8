import { z } from 'zod';
import { parseDayRange, RANGE_LIMIT } from '../../core/calendar/day-range.ts';
import type { Form } from '../../core/forms/form.ts';
import { join } from '../../core/messages/markup.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { countDueBetween } from '../../db/queries/calendar.ts';
import { mayChangeCalendar } from '../../office/calendar-rights.ts';
import { loadDayOffRule } from '../../office/due.ts';
import { tellingOf } from '../../office/due-moves.ts';
import { reachOf } from '../../office/follow-calendar.ts';
import { enterOfficeDays } from '../../office/office-days.ts';
import { previewChange } from '../../office/preview-calendar.ts';
import { calendarChanged, rangeText } from '../../views/calendar.ts';
import { reachText } from '../../views/due-moves.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { refused, taken } from './taken.ts';

const NOTE_LIMIT = 120;
const daysSchema = z.object({
  from: z.string().transform((day) => day as LocalDate),
  to: z.string().transform((day) => day as LocalDate),
});
const finished = z.object({ days: daysSchema, note: z.string().nullish() });
const kindSchema = z.enum(['off', 'working']);

/** Days on which the office rests or works against the public calendar; `context.kind` says which. */
const form: Form = {
  name: 'calendar_day',
  version: 1,
  questions: [
    {
      id: 'days',
      schema: daysSchema,
      parse: (typed, { today }) => {
        const range = parseDayRange(typed, { reference: today });
        if (range === null) return refused('date');
        if (range === 'reversed') return refused('days_reversed');
        if (range !== 'long') return taken(range);
        return { ok: false, problem: { code: 'days_long', params: { max: RANGE_LIMIT } } };
      },
    },
    { id: 'note', schema: z.string(), optional: true, parse: freeText(2, NOTE_LIMIT) },
  ],
};

export const calendarDayForm: FormHandler = {
  form,
  closed: async (ctx) =>
    (await mayChangeCalendar(ctx.tx, ctx.actor, ctx.today)) ? null : ctx.t('calendar.not_yours'),
  async heading(ctx, context) {
    const kind = kindSchema.parse(context.kind);
    const title = ctx.t(`form.calendar_day.heading.${kind}`);
    const days = daysSchema.safeParse(ctx.conversation.form?.answers.days).data;
    if (!days) return title;
    const count = await countDueBetween(ctx.tx, days.from, days.to);
    const reach = await previewChange(ctx.tx, { kind, days }, ctx);
    return join([
      title,
      count === 0 ? '' : ctx.t('calendar.due_then', { count }),
      reachText(reach, ctx.t),
    ]);
  },
  choiceText: (_question, value) => value,
  answerText(question, value, { today }, t) {
    return question.id === 'days' ? rangeText(daysSchema.parse(value), today, t) : String(value);
  },
  async submit(ctx, answers, context) {
    const { days, note } = finished.parse(answers);
    const kind = kindSchema.parse(context.kind);
    const due = await countDueBetween(ctx.tx, days.from, days.to);
    const moved = await enterOfficeDays(ctx.tx, days, { kind, note: note ?? '' }, ctx);
    await ctx.audit({
      action: 'calendar.changed',
      subject: 'office',
      details: { what: kind, ...days, moved: moved.length },
    });
    const rule = await loadDayOffRule(ctx.tx);
    const what = ctx.t(`calendar.entered.${kind}`, { days: rangeText(days, ctx.today, ctx.t) });
    const telling = await tellingOf(ctx.tx, ctx.timeZone);
    const effect = { due, moved: reachOf(moved), telling, rule };
    await ctx.answer(calendarChanged(what, effect, ctx, ctx.t));
  },
};
