import { z } from 'zod';
import type { Form, StoredFile } from '../../../core/forms/form.ts';
import { localDate } from '../../../core/time/local-date.ts';

export const TODAY = localDate('2023-02-27');

const file = z.object({ hash: z.string(), name: z.string(), mime: z.string(), size: z.number() });

/** Every kind of question there is: choices, numbers, dates of a document, reasons, files, remarks. */
export const sampleForm: Form = {
  name: 'sample',
  version: 3,
  questions: [
    {
      id: 'state',
      schema: z.enum(['done', 'doing', 'stuck', 'void']),
      choices: ({ context }) => [
        'done',
        'doing',
        'stuck',
        ...(context.conditional ? ['void'] : []),
      ],
    },
    {
      id: 'percent',
      schema: z.number().min(0).max(100),
      when: ({ answers }) => answers.state === 'doing',
      choices: () => ['25', '50'],
      parse: (text) =>
        /^\d{1,2}$/.test(text)
          ? { ok: true, value: Number(text) }
          : { ok: false, problem: { code: 'percent' } },
    },
    {
      id: 'number',
      schema: z.object({ number: z.string(), date: z.string().nullable() }),
      optional: true,
      when: ({ answers }) => answers.state === 'done',
      parse: (text) => {
        const [number = '', date] = text.split(' ');
        if (!number.includes('/')) return { ok: false, problem: { code: 'number' } };
        if (date === 'future') {
          return { ok: true, value: { number, date: null }, but: { code: 'future' } };
        }
        return { ok: true, value: { number, date: date ?? null } };
      },
    },
    {
      id: 'date',
      schema: z.string(),
      optional: true,
      when: ({ answers }) =>
        answers.state === 'done' &&
        (answers.number as { date: string | null } | null | undefined)?.date === null,
      parse: (text) => ({ ok: true, value: text }),
    },
    {
      id: 'reason',
      schema: z.string().min(3),
      when: ({ answers }) => answers.state === 'stuck',
      parse: (text) =>
        text.length >= 3
          ? { ok: true, value: text }
          : { ok: false, problem: { code: 'too_short' } },
    },
    {
      id: 'who',
      schema: z.string().min(1),
      when: ({ answers }) => answers.state === 'stuck',
      choices: () => ['province', 'committee'],
      // As real forms do: what is parsed fits the schema, and nothing at all is no answer.
      parse: (text) =>
        text === '' ? { ok: false, problem: { code: 'too_short' } } : { ok: true, value: text },
    },
    { id: 'evidence', schema: z.array(file), optional: true, files: { max: 2 } },
    {
      id: 'note',
      schema: z.string(),
      optional: true,
      takesCaptions: true,
      parse: (text) => ({ ok: true, value: text }),
    },
  ],
};

export function fileNamed(name: string): StoredFile {
  return { hash: `hash of ${name}`, name, mime: 'application/pdf', size: 10 };
}

/** An answer that each question takes, typed or chosen. */
export const GOOD_WORDS: Readonly<Record<string, string>> = {
  percent: '60',
  number: '05/KH 2023-01-12',
  date: '2023-01-12',
  reason: 'chờ hướng dẫn',
  who: 'Sở Tài chính',
  note: 'gửi kèm',
};
