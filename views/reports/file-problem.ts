import { join, type Markup } from '../../core/messages/markup.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';

const LONGEST_NAME = 60;
const MEGABYTE = 1024 * 1024;

/** Why a file was not read, as readers of files tell it. */
export interface FileProblem {
  code: string;
  /** Bytes, or from about a million down a count of cells or marks. */
  limit?: number;
  looksLike?: string;
}

/** Something to tell the sender about a filled-in template that was read all the same. */
export interface FileNotice {
  code: string;
  row?: string;
  column?: string;
  /** "D7". */
  address?: string;
}

export type WantedFile = 'excel' | 'word';

/**
 * Why the file called `name` was not read, and what to do next. What was `wanted` is told by the
 * name's ending unless given.
 */
export function fileProblemText(
  problem: FileProblem,
  name: string,
  t: Translate,
  wanted: WantedFile = wantedBy(problem, name),
): Markup {
  const said = shorten(name, LONGEST_NAME);
  return join([
    t(said === '' ? 'figures.file.heading_unnamed' : 'figures.file.heading', { name: said }),
    reason(problem, wanted, t),
  ]);
}

/** One thing to look at in a template that was read; rows and columns are named by `names`. */
export function fileNoticeText(
  notice: FileNotice,
  names: { row(key: string): string; column(key: string): string },
  t: Translate,
): Markup {
  const { code, row, column, address = '' } = notice;
  const key = `figures.notice.${code}`;
  return t(t.has(key) ? key : 'figures.notice.unknown', {
    row: row === undefined ? '' : names.row(row),
    column: column === undefined ? '' : names.column(column),
    address,
  });
}

function reason({ code, limit, looksLike }: FileProblem, wanted: WantedFile, t: Translate): Markup {
  if (code === 'too_large') {
    if (limit === undefined) return t('figures.file.too_large');
    const bytes = limit >= MEGABYTE;
    return bytes
      ? t('figures.file.too_large_bytes', { megabytes: formatNumber(limit / MEGABYTE, 0) })
      : t(`figures.file.too_large_inside.${wanted}`, { limit: formatNumber(limit) });
  }
  if (code === 'wrong_type') {
    const kind = `figures.file.looks_like.${looksLike ?? ''}`;
    const is = t(t.has(kind) ? kind : 'figures.file.looks_like.unknown');
    return join([is, t(`figures.file.send.${wanted}`)], ' ');
  }
  const special = `figures.file.${code}.${wanted}`;
  if (t.has(special)) return t(special);
  const key = `figures.file.${code}`;
  return t(t.has(key) ? key : 'figures.file.unknown');
}

function wantedBy({ looksLike }: FileProblem, name: string): WantedFile {
  if (looksLike === 'excel') return 'word';
  if (looksLike === 'word') return 'excel';
  return /\.(?:docx?|docm|dotx?|odt|rtf)$/i.test(name.trim()) ? 'word' : 'excel';
}
