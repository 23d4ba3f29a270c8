import { describe, expect, it } from 'vitest';
import type { TemplateNotice, TemplateProblem } from '../../imports/form-template.ts';
import type { LooksLike, OfficeProblem } from '../../imports/office-file.ts';
import { LOCALES, translator } from '../../locales/index.ts';
import { fileNoticeText, fileProblemText } from '../../views/reports/file-problem.ts';
import { troubleIn } from './text-trouble.ts';

const problems: Record<(TemplateProblem | OfficeProblem)['code'], TemplateProblem | OfficeProblem> =
  {
    empty: { code: 'empty' },
    password_protected: { code: 'password_protected' },
    macros: { code: 'macros' },
    malformed: { code: 'malformed' },
    legacy_format: { code: 'legacy_format' },
    too_large: { code: 'too_large', limit: 10 * 1024 * 1024 },
    wrong_type: { code: 'wrong_type', looksLike: 'pdf' },
    not_a_template: { code: 'not_a_template' },
    newer_template: { code: 'newer_template' },
    sheet_missing: { code: 'sheet_missing' },
  };
const looks: Record<LooksLike, true> = {
  excel: true,
  word: true,
  powerpoint: true,
  opendocument: true,
  pdf: true,
  image: true,
  text: true,
  archive: true,
};
const place = { row: 'land', column: 'done', address: 'D7' };
const notices: Record<TemplateNotice['code'], TemplateNotice> = {
  row_missing: { code: 'row_missing', row: 'land' },
  column_missing: { code: 'column_missing', column: 'done' },
  row_relabelled: { code: 'row_relabelled', row: 'land', address: 'A7' },
  column_relabelled: { code: 'column_relabelled', column: 'done', address: 'D5' },
  required_blank: { code: 'required_blank', ...place },
  merged_cell: { code: 'merged_cell', ...place },
  formula_without_result: { code: 'formula_without_result', ...place },
  error_value: { code: 'error_value', ...place },
  date_value: { code: 'date_value', ...place },
};
const nasty = '<b>tệp</b> & "x".xlsx';

describe.each(LOCALES)('files (%s)', (locale) => {
  const t = translator(locale);
  const heading = fileProblemText({ code: 'empty' }, nasty, t).split('\n')[0] ?? '';
  const unknown = fileProblemText({ code: 'never heard of' }, nasty, t);

  it('every problem has words of its own, whatever was wanted and whatever the file is called', () => {
    expect(heading).toContain('&lt;b&gt;tệp&lt;/b&gt;');
    for (const wanted of ['excel', 'word'] as const) {
      for (const problem of Object.values(problems)) {
        const text = fileProblemText(problem, nasty, t, wanted);
        expect(troubleIn(text, locale)).toEqual([]);
        expect(text).not.toBe(unknown);
        expect(fileProblemText(problem, '', t, wanted)).not.toContain('“”');
      }
    }
  });

  it('every kind of file is named, and the one to send instead', () => {
    const other = fileProblemText({ code: 'wrong_type', looksLike: 'film' }, nasty, t, 'excel');
    for (const looksLike of Object.keys(looks)) {
      const text = fileProblemText({ code: 'wrong_type', looksLike }, nasty, t, 'excel');
      expect(text).not.toBe(other);
      expect(text).toContain('.xlsx');
    }
  });

  it('every notice has words of its own and names its place', () => {
    const names = { row: (key: string) => `<${key}>`, column: (key: string) => `<${key}>` };
    const other = fileNoticeText({ ...place, code: 'never heard of' }, names, t);
    for (const notice of Object.values(notices)) {
      const text = fileNoticeText(notice, names, t);
      expect(troubleIn(text, locale)).toEqual([]);
      expect(text).not.toBe(other);
      if ('row' in notice) expect(text).toContain('&lt;land&gt;');
      if ('column' in notice) expect(text).toContain('&lt;done&gt;');
      if ('address' in notice) expect(text).toContain(notice.address);
    }
  });
});

describe('what to do with a file', () => {
  const t = translator('vi');
  const advice = (problem: TemplateProblem, name: string) => fileProblemText(problem, name, t);

  it('follows from what it is', () => {
    expect(advice({ code: 'legacy_format' }, 'bang.XLS')).toContain('(*.xlsx)');
    expect(advice({ code: 'legacy_format' }, 'bao cao.doc')).toContain('(*.docx)');
    expect(advice({ code: 'macros' }, 'bang.xlsm')).toContain('(*.xlsx)');
    expect(advice({ code: 'wrong_type', looksLike: 'excel' }, 'x.docx')).toContain('Word (.docx)');
    expect(advice({ code: 'wrong_type', looksLike: 'word' }, 'x.docx')).toContain('Excel (.xlsx)');
  });

  it('limits are megabytes of a file, or what is in it', () => {
    expect(advice({ code: 'too_large', limit: 10 * 1024 * 1024 }, 'x.xlsx')).toContain('10 MB');
    expect(advice({ code: 'too_large', limit: 200_000 }, 'x.xlsx')).toContain('200.000 ô');
    expect(advice({ code: 'too_large', limit: 400_000 }, 'x.docx')).toContain('400.000 mục');
  });
});
