import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionOccurrence,
  readOccurrence,
  STEPS,
  stepOccurrence,
} from '../../../core/inspections/occurrence.ts';
import { phaseOf } from '../../../core/inspections/progress.ts';
import { stepsOf, type WorkflowStep } from '../../../core/inspections/steps.ts';
import { localDate } from '../../../core/time/local-date.ts';

const WINDOW = {
  from: localDate('2020-09-03'),
  to: localDate('2020-10-16'),
  visitOn: null,
  words: 'Từ ngày 03/9',
};
const step = (code: string, more: Partial<WorkflowStep> = {}): WorkflowStep => {
  return { code, words: '', output: null, deadlineWords: null, due: null, ...more };
};

describe('what an inspected agency owes', () => {
  it('without a printed procedure: the usual steps of its form', () => {
    expect(stepsOf('dossier', WINDOW, []).map((one) => [one.step, one.dueOn])).toEqual([
      ['self_review', WINDOW.to],
      ['evidence', WINDOW.to],
    ]);
    expect(stepsOf('on_site', WINDOW, []).map((one) => [one.step, one.dueOn])).toEqual([
      ['self_review', null],
      ['evidence', WINDOW.to],
      ['visit', WINDOW.to],
    ]);
  });

  it('only what is printed, on the days that are printed', () => {
    const visitOn = localDate('2020-09-22');
    const due = localDate('2020-09-10');
    const printed = [step('self-report-in-advance', { due }), step('visit')];
    expect(stepsOf('on_site', { ...WINDOW, visitOn }, printed)).toEqual([
      { step: 'self_review', dueOn: due, words: WINDOW.words },
      { step: 'visit', dueOn: visitOn, words: WINDOW.words },
    ]);
  });

  it('never has a date that neither the window nor the procedure gives', () => {
    const codes = ['notice', 'self-report', 'self-report-in-advance', 'evidence', 'visit'];
    const days = [null, localDate('2020-09-01'), localDate('2020-09-30')];
    const steps = fc.array(
      fc.record({ code: fc.constantFrom(...codes), due: fc.constantFrom(...days) }),
    );
    const forms = fc.constantFrom('dossier' as const, 'on_site' as const);
    fc.assert(
      fc.property(forms, steps, fc.constantFrom(...days), (form, printed, to) => {
        const window = { from: null, to, visitOn: null, words: '' };
        const found = stepsOf(
          form,
          window,
          printed.map(({ code, due }) => step(code, { due, words: 'bằng chứng' })),
        );
        const given = [null, to, ...printed.map(({ due }) => due)];
        for (const { dueOn } of found) expect(given).toContain(dueOn);
      }),
    );
  });
});

it('a key reads back as what it was made of', () => {
  const ids = fc.integer({ min: 1, max: 1e6 });
  fc.assert(
    fc.property(ids, ids, fc.constantFrom(...STEPS), (entry, finding, one) => {
      expect(readOccurrence(stepOccurrence(entry, one))).toEqual({ kind: 'step', step: one });
      const action = { kind: 'action', findingId: finding };
      expect(readOccurrence(actionOccurrence(entry, finding))).toEqual(action);
    }),
  );
  for (const other of ['p1', 'own', 'r7', 'c4:score', 'c4:action']) {
    expect(readOccurrence(other)).toBeNull();
  }
});

describe('where an inspection stands', () => {
  const done = STEPS.map((one) => ({ step: one, state: 'accepted' as const }));
  const found = (closedAt: Date | null) => ({ kind: 'nonconformity' as const, closedAt });

  it.each([
    [
      'visit',
      [...done.slice(0, 2), { step: 'visit' as const, state: 'returned' as const }],
      [],
      null,
    ],
    ['checking', done, [], null],
    ['correcting', done, [found(null)], null],
    ['closable', done, [found(new Date(0))], null],
    ['closed', done, [], new Date(0)],
  ] as const)('%s', (phase, steps, findings, closedAt) => {
    expect(phaseOf({ steps, findings, closedAt })).toBe(phase);
  });
});
