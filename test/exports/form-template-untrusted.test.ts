import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFormTemplate } from '../../exports/form-template.ts';
import { writeReportWord } from '../../exports/report-word.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { inspectZip } from '../../imports/zip-guard.ts';
import { dossierTemplate } from './fixtures/dossier-template.ts';
import { khanhSon2019 } from './fixtures/khanh-son-2019.ts';
import { zipOf } from './fixtures/zip.ts';

const written = Buffer.from(await writeFormTemplate(dossierTemplate(true)));

async function codeOf(bytes: Uint8Array): Promise<string> {
  const result = await readFormTemplate(bytes);
  return result.ok ? 'ok' : result.problem.code;
}

/** The template with some of its parts replaced. */
function rebuilt(change: Readonly<Record<string, (xml: string) => string>>): Buffer {
  const zip = inspectZip(written, 1e8);
  if (!zip.ok) throw new Error(zip.reason);
  const entries = zip.names.map((name): [string, string] => {
    const xml = zip.text(name) ?? '';
    return [name, change[name]?.(xml) ?? xml];
  });
  const extra = Object.entries(change).filter(([name]) => !zip.names.includes(name));
  return zipOf(Object.fromEntries([...entries, ...extra.map(([name, make]) => [name, make('')])]));
}

function named(range: string) {
  return (xml: string) =>
    xml.replace('<definedNames>', `<definedNames><definedName name="a">${range}</definedName>`);
}

describe('readFormTemplate, files that are not what they should be', () => {
  it('still reads what the test itself packs', async () => {
    expect(await codeOf(rebuilt({}))).toBe('ok');
  });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['a text', () => Buffer.from('Báo cáo quý I'), 'wrong_type'],
    ['a PDF', () => Buffer.from('%PDF-1.7 …'), 'wrong_type'],
    ['a Word file', () => writeReportWord(khanhSon2019), 'wrong_type'],
    ['an archive', () => zipOf({ 'a.txt': 'x' }), 'wrong_type'],
    ['an OpenDocument file', () => zipOf({ mimetype: 'x', 'content.xml': '<x/>' }), 'wrong_type'],
    ['a file cut off', () => written.subarray(0, written.length / 2), 'malformed'],
    [
      'an old .xls',
      () => Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook', 'latin1'),
      'legacy_format',
    ],
    [
      'a file with a password',
      () =>
        Buffer.concat([
          Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
      'password_protected',
    ],
    ['macros', () => rebuilt({ 'xl/vbaProject.bin': () => 'x' }), 'macros'],
    [
      'a document type',
      () =>
        rebuilt({
          'xl/workbook.xml': (xml) =>
            xml.replace(/\?>/, '?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'),
        }),
      'malformed',
    ],
    ['a zip bomb', () => rebuilt({ 'xl/media/a.bin': () => '\0'.repeat(40 << 20) }), 'too_large'],
    [
      'a defined name over everything',
      () => rebuilt({ 'xl/workbook.xml': named("'Phụ lục V'!$A$1:$XFD$1048576") }),
      'too_large',
    ],
    [
      'a merge over everything',
      () =>
        rebuilt({
          'xl/worksheets/sheet1.xml': (xml) =>
            xml.replace(/<mergeCells[^>]*>/, '$&<mergeCell ref="A1:XFD1048576"/>'),
        }),
      'too_large',
    ],
    [
      'hundreds of thousands of cells',
      () =>
        rebuilt({
          'xl/worksheets/sheet2.xml': (xml) =>
            xml.replace('</sheetData>', `${'<row><c r="A1"/></row>'.repeat(300_000)}</sheetData>`),
        }),
      'too_large',
    ],
    [
      'a broken worksheet',
      () => rebuilt({ 'xl/worksheets/sheet1.xml': () => '<worksheet><row' }),
      'malformed',
    ],
  ])('%s', async (_, make, code) => {
    expect(await codeOf(await make())).toBe(code);
  });

  it('never throws for damaged bytes', async () => {
    const damage = fc.array(fc.tuple(fc.nat(written.length - 1), fc.nat(255)), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(written);
        for (const [at, value] of changes) bytes[at] = value;
        await codeOf(bytes);
      }),
      { numRuns: 100 },
    );
  });

  it('never throws for a damaged list of itself', async () => {
    const shared = 'xl/sharedStrings.xml';
    const value = fc.constantFrom(
      '',
      '-1',
      '9999999',
      '99999999999',
      'NaN',
      '1e9',
      '0',
      '2,3r',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(value, fc.nat(60), async (text, skip) => {
        let seen = 0;
        const bytes = rebuilt({
          [shared]: (xml) =>
            xml.replace(/<t>([\d,r]+)<\/t>/g, (whole) => {
              seen += 1;
              return seen === skip ? `<t>${text}</t>` : whole;
            }),
        });
        await codeOf(bytes);
      }),
      { numRuns: 40 },
    );
  });
});
