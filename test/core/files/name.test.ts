import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileProblem } from '../../../core/files/acceptable.ts';
import { fileName, typeOfFile } from '../../../core/files/name.ts';

describe('names of files people send', () => {
  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Giấy tờ\\Kế hoạch 07.pdf', 'Kế hoạch 07.pdf'],
    ['anh\u202Egpj.exe', 'anhgpj.exe'],
    ['a\u0000b\r\nc\u200B.docx', 'ab c.docx'],
    ['..', ''],
    ['<b>a&b</b>.pdf', 'b>.pdf'],
  ])('%j is kept as %j', (raw, kept) => {
    expect(fileName(raw)).toBe(kept);
  });

  it('are judged by what they really end in, and not by what the sender claims', () => {
    expect(fileProblem({ name: fileName('anh\u202Egpj.exe'), size: 1 })).toBe('type');
    expect(fileProblem({ name: fileName('anh.pdf\u202E'), size: 1 })).toBeNull();
    expect(typeOfFile('a.PNG')).toBe('image/png');
    expect(typeOfFile('a.svg')).toBe('application/octet-stream');
    expect(typeOfFile('a.constructor')).toBe('application/octet-stream');
  });

  it('are short, on one line and without folders, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
        const name = fileName(`${raw}.pdf`);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[/\\\n\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(name.endsWith('pdf')).toBe(true);
        expect(fileName(name)).toBe(name);
      }),
    );
  });
});
