import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFile } from '../../../exports/consolidated/files.ts';
import { brokenAt } from '../../../exports/consolidated/short-notes.ts';
import { area, blocked, consolidated } from '../fixtures/consolidated.ts';
import { bodyOf, linesOf } from '../fixtures/read-word.ts';

describe('any words', () => {
  it('never break the file, and what is readable comes back', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (one, two) => {
        const told = { area: 'institutions', part: 'results', duty: 'own' } as const;
        const values = consolidated({
          body: { name: one, kind: 'other', level: 'commune', parentName: two },
          told: [
            { ...told, agency: two, text: `<w:p>]]>&amp; ${one}` },
            { ...told, area: one, agency: two, text: two },
          ],
          progress: [
            area(two, [[one, [{ ...blocked, reason: two, unblocker: one, agency: two }]]]),
          ],
        });
        const { bytes } = await exportFile('report', 'docx', values);
        expect((await linesOf(bytes)).join('\n')).toContain('<w:p>]]>&amp;');
        expect(/(?![\n\r\t])\p{Cc}|\p{Cs}/u.test(bodyOf(bytes))).toBe(false);
        await expect(exportFile('progress', 'xlsx', values)).resolves.toBeDefined();
      }),
      { numRuns: 5 },
    );
  });

  it('of notes are broken without losing a word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (text, most) => {
        const lines = brokenAt(text, most);
        expect(lines.join(' ')).toBe(text.split(/\s+/).filter(Boolean).join(' '));
        for (const line of lines) expect(line.length <= most || !/\s/.test(line)).toBe(true);
      }),
    );
  });
});
