import { describe, expect, it } from 'vitest';
import { PARTS } from './corpus.ts';
import { measure } from './measure.ts';

describe('the corpus of deadline phrases', () => {
  it.each(PARTS)('%s: nothing is read wrong', (part) => {
    expect(measure(part).wrong).toEqual([]);
  });

  it('is read without a needless question in its tuned part', () => {
    const { asked, phrases } = measure('tuned');
    expect(asked).toEqual([]);
    expect(phrases).toBeGreaterThanOrEqual(250);
  });
});
