import { zipOf } from '../exports/fixtures/zip.ts';

/** Content that a file of this name may have, told apart by the text in it. */
export function likeFile(name: string, text: string): Uint8Array {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  switch (ending) {
    case 'pdf':
      return Buffer.from(`%PDF-1.7\n${text}`);
    case 'jpg':
    case 'jpeg':
      return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(text)]);
    case 'png':
      return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(text)]);
    case 'docx':
      return zipOf({ 'word/document.xml': text });
    case 'xlsx':
      return zipOf({ 'xl/workbook.xml': text });
    default:
      return Buffer.from(text);
  }
}
