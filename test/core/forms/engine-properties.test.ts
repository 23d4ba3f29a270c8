import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTROLS } from '../../../core/forms/asked.ts';
import { type FormInput, openForm, type Step, stepForm } from '../../../core/forms/engine.ts';
import type { FormState, Question } from '../../../core/forms/form.ts';
import { fileNamed, GOOD_WORDS, sampleForm, TODAY } from './sample-form.ts';

const places = fc.constantFrom(...sampleForm.questions.map(({ id }) => id), 'review', '', 'gone');
const words = fc.oneof(fc.constantFrom(...Object.values(GOOD_WORDS), '50', 'x', ''), fc.string());
const values = fc.constantFrom('done', 'doing', 'stuck', 'void', '25', 'province', 'forged');

/** Whatever anybody may do, old and forged buttons included. */
const anyInput: fc.Arbitrary<FormInput> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: words }),
  fc.record({ type: fc.constant('choice' as const), at: places, value: values }),
  fc.record({
    type: fc.constant('control' as const),
    at: places,
    control: fc.constantFrom(...CONTROLS.filter((control) => control !== 'cancel')),
  }),
  fc.record({ type: fc.constant('correct' as const), question: places }),
  fc.record({
    type: fc.constant('files' as const),
    files: fc.array(fc.constantFrom('a', 'b', 'c').map(fileNamed), { maxLength: 3 }),
    caption: fc.option(words),
  }),
);

/** Mostly what the screen offers, so that the walk gets far; a number picks which. */
const move = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 50 }) },
  { weight: 2, arbitrary: anyInput },
);

function offered({ screen }: Step): FormInput[] {
  if (screen.kind === 'review') {
    return [
      { type: 'control', control: 'send', at: 'review' },
      ...screen.questions.map(({ id }) => ({ type: 'correct' as const, question: id })),
    ];
  }
  if (screen.kind !== 'ask') return [];
  const { question, controls, view } = screen;
  const typed = GOOD_WORDS[question.id];
  return [
    ...(question.choices?.(view) ?? []).map((value) => ({
      type: 'choice' as const,
      at: question.id,
      value,
    })),
    ...controls
      .filter((control) => control !== 'cancel')
      .map((control) => ({ type: 'control' as const, control, at: question.id })),
    ...(typed === undefined ? [] : [{ type: 'text' as const, text: typed }]),
    ...(question.files ? [{ type: 'files' as const, files: [fileNamed('scan')] }] : []),
  ];
}

function begin(conditional: boolean, state?: string): Step {
  const answers = state === undefined ? {} : { state };
  return openForm(
    sampleForm,
    { nonce: 'n', context: { conditional }, answers, parked: null },
    TODAY,
  );
}

const starts = fc.record({ conditional: fc.boolean(), state: fc.option(values) });

/** Walks as far as the form stays open; tells every step with what led to it. */
function walk(
  { conditional, state }: { conditional: boolean; state: string | null },
  moves: readonly (number | FormInput)[],
  visit: (before: FormState, input: FormInput, after: Step, wasOffered: boolean) => void,
): Step {
  let step = begin(conditional, state ?? undefined);
  for (const one of moves) {
    if (!step.state) break;
    const choices = offered(step);
    const input = typeof one === 'number' ? choices[one % choices.length] : one;
    if (!input) break;
    const after = stepForm(sampleForm, step.state, input, TODAY);
    visit(step.state, input, after, typeof one === 'number');
    step = after;
  }
  return step;
}

const walks = [starts, fc.array(move, { maxLength: 40 })] as const;

describe('whatever is typed, pressed or sent', () => {
  it('ends the form only by sending it from the review', () => {
    fc.assert(
      fc.property(...walks, (start, moves) => {
        walk(start, moves, (before, input, after) => {
          if (after.state) return;
          expect(after.screen.kind).toBe('submitted');
          expect(before.at).toBe('review');
          expect(input).toMatchObject({ type: 'control', control: 'send' });
        });
      }),
    );
  });

  it('keeps every answer but the one being given', () => {
    fc.assert(
      fc.property(...walks, (start, moves) => {
        walk(start, moves, (before, input, after) => {
          if (!after.state) return;
          const given = input.type === 'files' ? ['evidence', 'note'] : [before.at];
          for (const [id, answer] of Object.entries(before.answers)) {
            if (!given.includes(id)) expect(after.state.answers[id]).toEqual(answer);
          }
        });
      }),
    );
  });

  it('goes on the same from stored JSON', () => {
    fc.assert(
      fc.property(...walks, (start, moves) => {
        walk(start, moves, (before, input, after) => {
          const stored = JSON.parse(JSON.stringify(before)) as FormState;
          expect(stored).toEqual(before);
          const again = stepForm(sampleForm, stored, input, TODAY);
          expect(JSON.stringify(again)).toBe(JSON.stringify(after));
        });
      }),
    );
  });

  it('never calls a button old that it has just shown', () => {
    fc.assert(
      fc.property(...walks, (start, moves) => {
        walk(start, moves, (_before, _input, after, wasOffered) => {
          if (!wasOffered || !('problem' in after.screen)) return;
          expect(after.screen.problem?.code).not.toBe('old_button');
        });
      }),
    );
  });

  it('can be finished by answering what is asked, and then sends exactly that, all of it valid', () => {
    fc.assert(
      fc.property(...walks, (start, moves) => {
        const { screen } = finish(walk(start, moves, () => {}));
        if (screen.kind !== 'submitted') throw new Error(`still at ${JSON.stringify(screen)}`);
        const view = { answers: screen.answers, context: screen.context, today: TODAY };
        const asked = sampleForm.questions.filter(({ when }) => when?.(view) ?? true);
        expect(Object.keys(screen.answers)).toEqual(asked.map(({ id }) => id));
        for (const question of asked) expectValid(question, screen.answers[question.id]);
      }),
    );
  });
});

function finish(begun: Step): Step {
  let step = begun;
  for (let turn = 0; step.state && turn < 20; turn += 1) {
    step = stepForm(sampleForm, step.state, plainAnswer(step), TODAY);
  }
  return step;
}

function expectValid(question: Question, answer: unknown): void {
  if (answer === null) expect(question.optional).toBe(true);
  else expect(question.schema.safeParse(answer).success).toBe(true);
}

/** What a person does who just wants to get it done. */
function plainAnswer({ screen }: Step): FormInput {
  if (screen.kind !== 'ask') return { type: 'control', control: 'send', at: 'review' };
  const { question, controls, view } = screen;
  const onward = controls.find((one) => one === 'files_done' || one === 'keep' || one === 'skip');
  if (onward) return { type: 'control', control: onward, at: question.id };
  const [choice] = question.choices?.(view) ?? [];
  return choice === undefined
    ? { type: 'text', text: GOOD_WORDS[question.id] ?? '' }
    : { type: 'choice', at: question.id, value: choice };
}
