import { describe, expect, it } from 'vitest';
import {
  type FormInput,
  migrateState,
  openForm,
  type Step,
  stepForm,
} from '../../../core/forms/engine.ts';
import type { FormState } from '../../../core/forms/form.ts';
import { fileNamed, sampleForm, TODAY } from './sample-form.ts';

function open(answers: Record<string, unknown> = {}, context: FormState['context'] = {}): Step {
  return openForm(sampleForm, { nonce: 'n', context, answers, parked: null }, TODAY);
}

/** Plays inputs one after the other; the form must stay open until the last. */
function play(start: Step, ...inputs: FormInput[]): Step {
  return inputs.reduce<Step>((step, input) => {
    if (!step.state) throw new Error('the form is over');
    return stepForm(sampleForm, step.state, input, TODAY);
  }, start);
}

const text = (words: string): FormInput => ({ type: 'text', text: words });
const choose = (at: string, value: string): FormInput => ({ type: 'choice', at, value });
const press = (at: string, control: Extract<FormInput, { type: 'control' }>['control']) =>
  ({ type: 'control', control, at }) as const;

describe('a form', () => {
  it('begins with what is known, and only with what may be known', () => {
    expect(open({ state: 'done' }).state).toMatchObject({ at: 'number', touched: true });
    expect(open().state).toMatchObject({ at: 'state', touched: false });
    // "void" is offered for conditional work only; "accepted" never; a button can be forged.
    for (const state of ['void', 'accepted', 7, '']) {
      expect(open({ state }).state).toMatchObject({ at: 'state', answers: {} });
    }
    expect(open({ state: 'void' }, { conditional: true }).state?.answers).toEqual({
      state: 'void',
    });
  });

  it('takes a chosen value as what it means', () => {
    const step = play(open({ state: 'doing' }), choose('percent', '50'));
    expect(step.state?.answers.percent).toBe(50);
    const who = play(open({ state: 'stuck' }), text('no guidance'), choose('who', 'province'));
    expect(who.state?.answers.who).toBe('province');
  });

  it('says what is still wrong with an answer it takes in part', () => {
    const step = play(open({ state: 'done' }), text('05/KH future'));
    expect(step.screen).toMatchObject({ question: { id: 'date' }, problem: { code: 'future' } });
    expect(step.state?.answers.number).toEqual({ number: '05/KH', date: null });
  });

  it('asks what a correction brings in, and sends only what is asked', () => {
    const review = play(
      open({ state: 'done' }),
      text('05/KH 2023-01-12'),
      press('evidence', 'finish'),
    );
    expect(review.screen.kind).toBe('review');
    const stuck = play(review, { type: 'correct', question: 'state' }, choose('state', 'stuck'));
    expect(stuck.screen).toMatchObject({ question: { id: 'reason' } });
    const sent = play(stuck, text('no guidance'), text('Sở Tài chính'), press('review', 'send'));
    expect(sent.state).toBeNull();
    expect(sent.screen).toMatchObject({
      kind: 'submitted',
      answers: { state: 'stuck', reason: 'no guidance', who: 'Sở Tài chính' },
    });
    expect(sent.screen.kind === 'submitted' && sent.screen.answers).not.toHaveProperty('number');
  });

  it('takes files at any step, with the words under them, up to its limit', () => {
    const files = (...names: string[]): FormInput => ({
      type: 'files',
      files: names.map(fileNamed),
      caption: names.join(),
    });
    const early = play(open({ state: 'done' }), files('a.pdf'));
    expect(early.screen).toMatchObject({
      question: { id: 'number' },
      problem: { code: 'files_kept', params: { count: 1 } },
    });
    const more = play(early, files('a.pdf'), files('b.pdf', 'c.pdf'));
    expect(more.state?.answers.evidence).toEqual([fileNamed('a.pdf'), fileNamed('b.pdf')]);
    expect(more.state?.answers.note).toBe('a.pdf\na.pdf\nb.pdf,c.pdf');
    expect(more.screen).toMatchObject({ problem: { code: 'too_many_files' } });
  });

  it('lets an optional answer be taken back', () => {
    const held = play(open({ state: 'done' }), press('number', 'skip'), {
      type: 'files',
      files: [fileNamed('wrong.pdf')],
    });
    const cleared = play(held, press('evidence', 'clear'));
    expect(cleared.screen).toMatchObject({ question: { id: 'evidence' } });
    expect(cleared.state?.answers).not.toHaveProperty('evidence');
  });
});

describe('a state stored by an older version', () => {
  const stored = (answers: Record<string, unknown>, at: string): FormState => ({
    ...(open().state as FormState),
    version: 1,
    answers,
    at,
  });

  it('keeps the answers that still fit and asks for the others', () => {
    const state = stored({ state: 'stuck', reason: 'x', who: 'province', gone: 1 }, 'gone');
    const migrated = migrateState(sampleForm, state, TODAY);
    expect(migrated).toMatchObject({ version: 3, at: 'reason' });
    expect(migrated.answers).toEqual({ state: 'stuck', who: 'province' });
  });

  it('is not sent while something required is missing', () => {
    const state = stored({ state: 'stuck', evidence: null, note: null }, 'review');
    const migrated = migrateState(sampleForm, state, TODAY);
    expect(migrated.at).toBe('reason');
    // Not even when its place was the review.
    const step = stepForm(
      sampleForm,
      { ...migrated, at: 'review' },
      press('review', 'send'),
      TODAY,
    );
    expect(step.screen).toMatchObject({ kind: 'ask', question: { id: 'reason' } });
  });
});
