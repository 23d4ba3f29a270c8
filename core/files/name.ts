import { seemly } from '../text/seemly.ts';

/** Longest name of a file that is kept, with its ending. */
const LONGEST = 120;

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  rtf: 'application/rtf',
  txt: 'text/plain',
  csv: 'text/csv',
};

/**
 * The name of a file somebody sent, on one line, without folders and unseen signs, at most 120
 * letters with its ending kept. Empty when nothing is left.
 */
export function fileName(raw: string): string {
  const bare = raw.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const line = seemly(bare.replace(/\s+/g, ' ')).trim().replace(/^\.+/, '');
  const letters = [...line];
  if (letters.length <= LONGEST) return line;
  const ending = [...(/\.[a-z0-9]{1,10}$/i.exec(line)?.[0] ?? '')];
  return [...letters.slice(0, LONGEST - 1 - ending.length), '…', ...ending].join('');
}

/** The type its ending stands for; what the sender's program claims is not trusted. */
export function typeOfFile(name: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(TYPES, ending) && TYPES[ending]) || 'application/octet-stream';
}
