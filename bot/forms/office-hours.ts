import { z } from 'zod';
import type { Form } from '../../core/forms/form.ts';
import { areHours } from '../../core/reminders/office-hours.ts';
import { clockOf, parseMinuteSpan } from '../../core/time/minute-span.ts';
import { mayChangeCalendar } from '../../office/calendar-rights.ts';
import { setOfficeHours } from '../../office/hours.ts';
import { hoursText } from '../../views/calendar.ts';
import type { FormHandler } from './handler.ts';
import { refused, taken } from './taken.ts';

const span = z.object({ fromMinute: z.int(), untilMinute: z.int() });
const finished = z.object({ hours: span, pause: span.nullish() });

/** When the office works: from, until, and a midday rest if there is one. */
const form: Form = {
  name: 'office_hours',
  version: 1,
  questions: [
    {
      id: 'hours',
      schema: span,
      parse: (typed) => {
        const hours = parseMinuteSpan(typed);
        return hours ? taken(hours) : refused('hours');
      },
    },
    {
      id: 'pause',
      schema: span,
      optional: true,
      parse: (typed, { answers }) => {
        const pause = parseMinuteSpan(typed);
        const hours = span.safeParse(answers.hours).data;
        if (!pause) return refused('hours');
        return hours && !areHours({ ...hours, pause }) ? refused('pause_outside') : taken(pause);
      },
    },
  ],
};

export const officeHoursForm: FormHandler = {
  form,
  closed: async (ctx) =>
    (await mayChangeCalendar(ctx.tx, ctx.actor, ctx.today)) ? null : ctx.t('calendar.not_yours'),
  heading: async (ctx) => ctx.t('form.office_hours.heading'),
  choiceText: (_question, value) => value,
  answerText(_question, value) {
    const { fromMinute, untilMinute } = span.parse(value);
    return `${clockOf(fromMinute)}–${clockOf(untilMinute)}`;
  },
  async submit(ctx, answers) {
    const { hours, pause } = finished.parse(answers);
    const fits = pause ? areHours({ ...hours, pause }) : true;
    // The hours were changed after the rest was given, and it lies outside them now.
    const chosen = { ...hours, pause: fits ? (pause ?? null) : null };
    await setOfficeHours(ctx.tx, chosen);
    await ctx.audit({
      action: 'calendar.changed',
      subject: 'office',
      details: { what: 'hours', from: chosen.fromMinute, until: chosen.untilMinute },
    });
    await ctx.answer({
      text: ctx.t('calendar.hours_set', { hours: hoursText(chosen, ctx.t) }),
      choices: [[{ id: 'li:show', label: ctx.t.plain('calendar.button.show') }]],
    });
  },
};
