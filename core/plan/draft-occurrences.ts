import type { Deadline, DeadlineReading } from '../deadlines/deadline.ts';
import { isDocumentProduct } from '../documents/product.ts';
import { fold } from '../text/fold.ts';
import type { OpenPoint } from './draft-agencies.ts';
import type { DraftDeadline, DraftOccurrence, PlanQuestionCode } from './plan-draft.ts';

/**
 * What is owed: every time written becomes at least one occurrence. One time for several products is
 * one duty that lists them all; as many times as products belong together in order, or by name where
 * the time column names them; one product with several times is owed at each. When the numbers do
 * not fit, every time carries all the products and a person is asked.
 */
export function draftOccurrences(
  products: readonly string[],
  readings: readonly DeadlineReading[],
): { occurrences: DraftOccurrence[]; points: OpenPoint[] } {
  const points: OpenPoint[] = [];
  const paired = pair(products, readings);
  if (paired === null) {
    points.push({
      code: 'pairing_mismatch',
      words: `${products.join('; ')} / ${readings.map((reading) => reading.words).join('; ')}`,
      suggestions: [],
    });
  }
  const all = products.join('; ');
  const occurrences = readings.flatMap((reading, index) => {
    const product = paired === null ? all : (paired[index] ?? null);
    const code = questionOf(reading.deadline);
    if (code) points.push({ code, words: reading.words, suggestions: [] });
    return deadlinesOf(reading).map(({ period, deadline }): DraftOccurrence => {
      const key = `p${index + 1}`;
      return {
        key: period === null ? key : `${key}@${period}`,
        product,
        isDocument: isPaper(products, product),
        deadline,
      };
    });
  });
  return { occurrences, points };
}

/** The product of each reading; null when they cannot be put together. */
function pair(
  products: readonly string[],
  readings: readonly DeadlineReading[],
): (string | null)[] | null {
  if (products.length === 0) return readings.map((reading) => reading.label);
  if (readings.length === 1) return [products.join('; ')];
  const only = products.length === 1 ? products[0] : undefined;
  if (only !== undefined) return readings.map(() => only);
  if (products.length !== readings.length) return null;
  return byLabel(products, readings) ?? [...products];
}

function byLabel(
  products: readonly string[],
  readings: readonly DeadlineReading[],
): string[] | null {
  const found = readings.map(({ label }) => {
    const name = label === null ? '' : fold(label);
    const fits = products.filter((product) => name !== '' && fold(product).startsWith(name));
    return fits.length === 1 ? fits[0] : undefined;
  });
  const named = found.filter((product) => product !== undefined);
  return new Set(named).size === products.length ? named : null;
}

/** A joined product is a paper when one of its parts is. */
function isPaper(products: readonly string[], product: string | null): boolean {
  if (product === null) return false;
  const parts = products.length > 1 && !products.includes(product) ? products : [product];
  return parts.some((part) => isDocumentProduct(part));
}

function deadlinesOf(
  reading: DeadlineReading,
): { period: string | null; deadline: DraftDeadline }[] {
  const { deadline, words } = reading;
  const open = (why: DraftDeadline['why'], conditional: boolean) => [
    {
      period: null,
      deadline: { kind: 'open' as const, due: null, minuteOfDay: null, conditional, words, why },
    },
  ];
  switch (deadline.kind) {
    case 'due': {
      const { due, conditional, minuteOfDay = null } = deadline;
      return [
        {
          period: null,
          deadline: { kind: 'due', due, minuteOfDay, conditional, words, why: null },
        },
      ];
    }
    case 'recurring':
      return deadline.occurrences.length === 0
        ? open('not_understood', deadline.conditional)
        : deadline.occurrences.map(({ key, due }) => ({
            period: key,
            deadline: {
              kind: 'due',
              due,
              minuteOfDay: null,
              conditional: deadline.conditional,
              words,
              why: null,
            },
          }));
    case 'per_period':
      return open('per_period', deadline.conditional);
    case 'open':
      return open(deadline.why, deadline.conditional);
    case 'ask':
      return open(deadline.why, false);
  }
}

function questionOf(deadline: Deadline): PlanQuestionCode | null {
  switch (deadline.kind) {
    case 'due':
      return null;
    case 'recurring':
      return deadline.occurrences.length === 0 ? 'deadline_unclear' : null;
    case 'per_period':
      return 'deadline_per_period';
    case 'open':
      if (deadline.why === 'as_regulated') return 'deadline_as_regulated';
      return deadline.why === 'as_registered' ? 'deadline_as_registered' : null;
    case 'ask':
      return deadline.why === 'empty' ? 'deadline_missing' : 'deadline_unclear';
  }
}
