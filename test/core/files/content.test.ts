import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentProblem } from '../../../core/files/content.ts';
import { zipOf } from '../../exports/fixtures/zip.ts';
import { likeFile } from '../../support/file-content.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const utf16 = (text: string) => Buffer.concat([latin('\xff\xfe'), Buffer.from(text, 'utf16le')]);
const word = zipOf({ '[Content_Types].xml': '<a/>', 'word/document.xml': '<a/>' });
const open = zipOf({ mimetype: 'x', 'content.xml': '<a/>', 'META-INF/manifest.xml': '<a/>' });

describe('what a file holds', () => {
  it.each<[string, Uint8Array]>([
    ['a.pdf', latin('%PDF-1.4\n%\xe2\xe3')],
    ['a.jpg', latin('\xff\xd8\xff\xe0..JFIF')],
    ['a.JPG', latin('\x89PNG\r\n\x1a\n....')],
    ['a.png', latin('\x89PNG\r\n\x1a\n....')],
    ['a.webp', latin('RIFF\x00\x00\x00\x00WEBPVP8 ')],
    ['a.heic', latin('\x00\x00\x00\x18ftypheic')],
    ['a.docx', word],
    ['a.doc', word],
    ['a.doc', latin(`${OLE}....`)],
    ['a.xls', latin(`${OLE}....`)],
    ['a.rtf', latin('{\\rtf1 x}')],
    ['a.odt', open],
    ['a.txt', Buffer.from('Báo cáo quý I')],
    ['a.csv', Buffer.from('\ufeffĐơn vị;Số hồ sơ\nXã Châu Hưng;5 < 6')],
    ['a.csv', utf16('Đơn vị\t5')],
  ])('%s is what it says', (name, bytes) => {
    expect(contentProblem(name, bytes)).toBeNull();
  });

  it.each<[string, string, Uint8Array, string]>([
    ['a program', 'a.pdf', latin('MZ\x90\x00\x03'), 'content'],
    ['another program', 'a.jpg', latin('\x7fELF\x02'), 'content'],
    ['a web page', 'a.pdf', Buffer.from('<!doctype html><script>1</script>'), 'content'],
    ['a web page', 'a.txt', Buffer.from('\ufeff \n<HTML><body>'), 'content'],
    ['a hidden web page', 'a.csv', Buffer.from('x;y\n<script >1</script>'), 'content'],
    ['a web page in UTF-16', 'a.csv', utf16('<html>'), 'content'],
    ['a script', 'a.txt', Buffer.from('#!/bin/sh\n'), 'content'],
    ['a picture drawn in XML', 'a.png', Buffer.from('<svg onload=1>'), 'content'],
    ['an archive', 'a.docx', zipOf({ 'x.exe': 'MZ' }), 'content'],
    ['another document', 'a.xlsx', word, 'content'],
    ['half an archive', 'a.docx', word.subarray(0, 60), 'content'],
    ['bytes', 'a.csv', latin('\x00\x01\x02'), 'content'],
    ['no text', 'a.txt', latin('Xin ch\xe0o'), 'content'],
    ['nothing', 'a.pdf', Buffer.alloc(0), 'empty'],
    [
      'a program in Word',
      'a.docx',
      zipOf({ 'word/a.xml': '', 'word/vbaProject.bin': 'x' }),
      'macros',
    ],
    ['one in Excel', 'a.xlsx', zipOf({ 'xl/a.xml': '', 'XL/VBAPROJECT.BIN': 'x' }), 'macros'],
    [
      'one in an old file',
      'a.xls',
      Buffer.concat([latin(OLE), utf16('_VBA_PROJECT_CUR')]),
      'macros',
    ],
    ['a locked file', 'a.xlsx', Buffer.concat([latin(OLE), utf16('EncryptedPackage')]), 'password'],
    [
      'one in an open document',
      'a.ods',
      zipOf({ 'content.xml': '', 'META-INF/m.xml': '', 'Basic/Standard/a.xml': '' }),
      'macros',
    ],
  ])('%s as %s is refused', (_what, name, bytes, why) => {
    expect(contentProblem(name, bytes)).toBe(why);
  });

  it('takes what Excel programs write', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Biểu').addRow(['x']);
    expect(contentProblem('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))).toBeNull();
  });

  it('is told of any bytes, and never of a program', () => {
    const names = fc.constantFrom('a.pdf', 'a.jpg', 'a.docx', 'a.xls', 'a.csv', 'a.heic', 'a.odt');
    const heads = fc.constantFrom('', 'MZ', 'PK\x03\x04', '%PDF-', OLE, '<html>', 'RIFF');
    fc.assert(
      fc.property(names, heads, fc.uint8Array({ maxLength: 300 }), (name, head, rest) => {
        const told = contentProblem(name, Buffer.concat([latin(head), rest]));
        expect(['empty', 'content', 'macros', null]).toContain(told);
        if (head === 'MZ' && name !== 'a.csv') expect(told).toBe('content');
        if (head === '<html>') expect(told).toBe('content');
      }),
    );
  });

  it('of the tests is what its name says', () => {
    for (const name of ['a.pdf', 'a.jpg', 'a.png', 'a.docx', 'a.xlsx', 'a.txt']) {
      expect(contentProblem(name, likeFile(name, 'x'))).toBeNull();
    }
  });
});
