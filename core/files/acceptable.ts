/** Why a file is not taken. */
export type FileProblem = 'secret' | 'macros' | 'type' | 'size' | 'content' | 'empty' | 'password';

/** Telegram lets bots download this much; enough for scanned decisions. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

const TYPES = new Set(
  'jpg jpeg png webp heic pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv'.split(' '),
);

/** Office files that may run programs. */
const MACROS = new Set('xlsm xltm docm dotm pptm'.split(' '));

/**
 * Judges a file by its name and size, before it is downloaded. Documents marked "Mật" must never
 * pass through the bot (Luật Bảo vệ bí mật nhà nước); programs and archives are not evidence.
 */
export function fileProblem(file: { name: string; size: number | null }): FileProblem | null {
  if (isMarkedSecret(file.name)) return 'secret';
  const type = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase();
  if (type && MACROS.has(type)) return 'macros';
  if (!type || !TYPES.has(type)) return 'type';
  return file.size !== null && file.size > MAX_FILE_BYTES ? 'size' : null;
}

/** The name carries a secrecy mark: Mật, Tối mật, Tuyệt mật; "bảo mật" (security) is none. */
export function isMarkedSecret(name: string): boolean {
  const words = name
    .normalize('NFC')
    .replace(/\.[a-z0-9]+$/i, '')
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word, index) => {
    const before = words[index - 1]?.toLowerCase() ?? '';
    if (word.toLowerCase() === 'mật') return before !== 'bảo';
    if (word === 'MAT') return before !== 'bao';
    return word.toLowerCase() === 'mat' && ['toi', 'tuyet', 'dau', 'do'].includes(before);
  });
}
