import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { FORMS, formNamed } from '../../bot/forms/index.ts';
import { CONTROLS } from '../../core/forms/asked.ts';
import { type FormInput, openForm, stepForm } from '../../core/forms/engine.ts';
import { type Form, type FormContext, REVIEW } from '../../core/forms/form.ts';
import { localDate } from '../../core/time/local-date.ts';
import { sampled } from '../sample.ts';
import { claim, target } from '../target.ts';
import { texts } from '../texts.ts';

const TODAY = localDate('2023-02-27');
/** What the forms are opened about. */
const ABOUT = { obligation: 1, due: '2023-03-15', conditional: true };
const ASKED = { agencies: [], sets: [], askable: [1], everybody: [1], forms: [] };
const NAMES: Readonly<Record<string, object>> = {
  ad_hoc: ASKED,
  regime: ASKED,
  proposal: {
    agencies: [{ id: '1', label: 'Phòng Tư pháp' }],
    areas: [{ id: 'a', label: 'Cải cách thể chế' }],
    work: [],
  },
};

function contextOf(form: string): FormContext {
  return { ...ABOUT, names: JSON.stringify(NAMES[form] ?? {}) };
}

const file = { hash: 'a'.repeat(64), name: 'scan.pdf', mime: 'application/pdf', size: 4 };

/** What somebody does next; `pick` chooses among what the screen offers. */
const moves = fc.oneof(
  { weight: 4, arbitrary: fc.record({ pick: fc.nat({ max: 20 }) }) },
  { weight: 4, arbitrary: fc.record({ text: texts }) },
  {
    weight: 2,
    arbitrary: fc.record({
      raw: fc.oneof(
        fc.record({
          type: fc.constant('control' as const),
          control: fc.constantFrom(...CONTROLS.filter((control) => control !== 'cancel')),
          at: fc.constantFrom('', REVIEW, 'state', 'note'),
        }),
        fc.record({ type: fc.constant('correct' as const), question: texts }),
        fc.record({ type: fc.constant('choice' as const), at: texts, value: texts }),
        fc.record({
          type: fc.constant('files' as const),
          files: fc.constantFrom([file], [file, file], []),
          caption: fc.option(texts),
        }),
      ),
    }),
  },
);

const dialogues = fc.record({
  form: fc.constantFrom(...FORMS.map((handler) => handler.form.name)),
  moves: fc.array(moves, { maxLength: 25 }),
});

type Dialogue = typeof dialogues extends fc.Arbitrary<infer T> ? T : never;

/** Whatever is typed or pressed: what was answered stays unless it is answered anew. */
export const forms = [
  target({
    name: 'dialogues of forms',
    share: 2,
    inputs: (seed, count) => sampled(dialogues, seed, count),
    take: walk,
  }),
];

function walk({ form: name, moves: taken }: Dialogue): void {
  const form = formNamed(name)?.form;
  if (!form) throw new Error(`no form ${name}`);
  let step = openForm(
    form,
    { nonce: 'abc', context: contextOf(name), answers: {}, parked: null },
    TODAY,
  );
  for (const move of taken) {
    const { state, screen } = step;
    if (!state) return;
    claim(isDeepStrictEqual(JSON.parse(JSON.stringify(state)), state), 'state that is not JSON');
    const input =
      'raw' in move ? move.raw : 'text' in move ? typed(move.text) : offered(step, move.pick);
    const next = stepForm(form, state, input, TODAY);
    if (screen.kind === 'ask' && next.state && input.type === 'text') {
      lostNothing(form, state.answers, next.state.answers, screen.question.id);
    }
    step = next;
  }
}

const typed = (text: string): FormInput => ({ type: 'text', text });

function offered({ screen }: ReturnType<typeof stepForm>, pick: number): FormInput {
  if (screen.kind !== 'ask') return { type: 'control', control: 'back', at: REVIEW };
  const values = screen.question.choices?.(screen.view) ?? [];
  const value = values[pick % Math.max(values.length, 1)];
  if (value === undefined) return { type: 'control', control: 'skip', at: screen.question.id };
  return { type: 'choice', at: screen.question.id, value };
}

/** A typed answer may change its own question, and take along only what is no longer asked. */
function lostNothing(
  form: Form,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  asked: string,
): void {
  for (const { id, when } of form.questions) {
    if (id === asked || when || before[id] === undefined) continue;
    claim(isDeepStrictEqual(before[id], after[id]), `the answer to ${id} was lost`);
  }
}
