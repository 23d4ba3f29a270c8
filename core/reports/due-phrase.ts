import { fold } from '../text/fold.ts';
import type { DueRule } from './regime-rule.ts';

/** `unknown`: not understood; `day`: no such day of a month; `days`: too few or too many days. */
export type DuePhrase = { ok: true; due: DueRule } | { ok: false; why: 'unknown' | 'day' | 'days' };

const LIMIT = 160;

/** Words before the rule that change nothing. */
const LEADING = new Set(
  'thoi han bao cao gui han cham nhat la vao den het trong vong sau khong qua muon'.split(' '),
);

const LAST = ['thang cuoi cung', 'thang cuoi', 'thang bao cao'];
const NEXT = ['thang tiep theo', 'thang ke tiep', 'thang lien ke sau', 'thang sau'];
/** What the month is the last or the next of. */
const OF = /^(?:cua )?(?:moi |hang |tung )?(?:ky bao cao|ky|quy bao cao|quy)?$/;
/** From when working days are counted: the end of the figures. */
const AFTER =
  /^(?:(?:ke|tinh) tu |sau )?(?:khi |ngay |luc )*(?:het han |ket thuc |het |chot )?(?:chot so lieu|so lieu|thoi gian chot so lieu|ky bao cao|ky chot so lieu|ky so lieu|ky)$/;

/**
 * Reads in plain words by when a periodic report is due: "ngày 08 tháng cuối kỳ", "chậm nhất vào
 * ngày 20 của tháng cuối", "ngày 05 tháng sau", "5 ngày làm việc sau khi chốt số liệu". Anything
 * else is asked about, "trước ngày 20" too: it may or may not mean the 20th itself.
 */
export function parseDuePhrase(text: string): DuePhrase {
  if (text.length > LIMIT) return { ok: false, why: 'unknown' };
  const words = fold(text).split(' ');
  const begin = words.findIndex((word) => !LEADING.has(word));
  const rest = begin < 0 ? [] : words.slice(begin);
  if (rest[0] === 'ngay') return readDay(rest.slice(1));
  return readWorkingDays(rest);
}

/** "08 tháng cuối kỳ", "05 của tháng sau". */
function readDay([figures = '', ...rest]: readonly string[]): DuePhrase {
  if (!/^\d{1,2}$/.test(figures)) return { ok: false, why: 'unknown' };
  const said = (rest[0] === 'cua' ? rest.slice(1) : rest).join(' ');
  const months = monthsIn(said);
  if (months === null) return { ok: false, why: 'unknown' };
  const day = Number(figures);
  if (day < 1 || day > 31) return { ok: false, why: 'day' };
  return { ok: true, due: { kind: 'day', at: { months, day } } };
}

function monthsIn(said: string): 0 | 1 | null {
  const of = (names: readonly string[]) =>
    names.some((name) => said.startsWith(name) && OF.test(said.slice(name.length).trim()));
  if (of(LAST)) return 0;
  return of(NEXT) ? 1 : null;
}

/** "5 ngày làm việc sau khi chốt số liệu". */
function readWorkingDays([figures = '', ...rest]: readonly string[]): DuePhrase {
  const said = rest.join(' ');
  const unit = 'ngay lam viec';
  if (!/^\d{1,3}$/.test(figures) || !said.startsWith(unit)) return { ok: false, why: 'unknown' };
  const after = said.slice(unit.length).trim();
  if (after !== '' && !AFTER.test(after)) return { ok: false, why: 'unknown' };
  const days = Number(figures);
  if (days < 1 || days > 60) return { ok: false, why: 'days' };
  return { ok: true, due: { kind: 'working_days', days } };
}
