import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFile } from '../../../exports/consolidated/files.ts';
import { brokenAt } from '../../../exports/consolidated/short-notes.ts';
import { openWorkbook } from '../../../imports/workbook.ts';
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

  it('are all there, however long, odd or turned around', async () => {
    const odd = [
      'a'.repeat(100_000),
      'Đã \u202Erà soát\u202C \u200F\u061C\u2067xong\u2069',
      '=cmd|"/c calc"!A1',
      '😀👩‍👩‍👧 \uD800 \uFFFF',
      '\u0000\u0008\u001B[31m\u007F\u0085',
      `UBND xã "Ba's" <Cụm> & 'Nam'`,
      '_x0041_ ]]> &#0; <!--',
      '\n\r\n\t\u2028\f',
    ];
    const told = { area: 'institutions', part: 'results', duty: 'own' } as const;
    const { forms, reporting } = consolidated();
    const values = consolidated({
      told: odd.map((text, index) => ({ ...told, agency: odd.at(-index - 2) ?? '', text })),
      progress: odd.map((text) =>
        area(text.slice(0, 500), [
          [
            text,
            [
              { ...blocked, reason: text, agency: text },
              { ...blocked, unblocker: text },
            ],
          ],
        ]),
      ),
      forms: forms.map((form) => ({
        ...form,
        rows: form.rows.map((row, index) => ({ ...row, label: odd[index] ?? row.label })),
        missing: odd.map((agency) => ({ agency, row: 'a8', why: 'not_sent' })),
      })),
      reporting: { ...reporting, missingAgencies: odd },
    });
    for (const kind of ['report', 'appendix', 'progress'] as const) {
      const { bytes } = await exportFile(kind, 'docx', values);
      const body = bodyOf(bytes);
      expect(/(?![\n\r\t])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF\u202A-\u202E]/u.test(body)).toBe(false);
      const lines = await linesOf(bytes);
      expect(lines.join('\n')).toContain(`UBND xã "Ba's" <Cụm> & 'Nam'`);
      expect(lines.join('\n')).toContain('😀👩‍👩‍👧');
    }
    for (const kind of ['appendix', 'progress'] as const) {
      const opened = await openWorkbook((await exportFile(kind, 'xlsx', values)).bytes);
      if (!opened.ok) throw new Error(`not a workbook: ${kind}`);
      for (const sheet of opened.workbook.worksheets) {
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            expect(cell.formula).toBeUndefined();
            expect(cell.text.length).toBeLessThanOrEqual(32_767);
            expect(cell.text).not.toMatch(/^=/);
          }),
        );
      }
    }
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
