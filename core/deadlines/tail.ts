import { vagueAhead } from './label.ts';
import { acceptMark, acceptWords, markAt, numberAt, peek, type Reader, wordAt } from './tokens.ts';
import { isNoUnit, isPlain, startsAction, startsPaperKind, units } from './vocabulary.ts';

/**
 * Takes what may trail a deadline to the end of its cell: "để tổng hợp, báo cáo UBND tỉnh", "gửi về
 * Sở Nội vụ", ", Văn phòng tổng hợp báo cáo", "đối với báo cáo 6 tháng đầu năm". It says why, what or
 * for whom, never when: with a word about time in it, or one that turns the meaning, nothing is taken.
 * Behind a deadline that is `labelled` already, a comma begins another task.
 */
export function takeTail(reader: Reader, labelled: boolean): void {
  const start = reader.at;
  if (labelled && markAt(reader) === ',') return;
  const comma = acceptMark(reader, ',');
  const of = acceptWords(reader, 'doi voi');
  let says = of || openers.has(wordAt(reader));
  const opened = says || startsWork(reader);
  for (let taken = 0; opened || comma; taken += 1) {
    says ||= startsWork(reader);
    if (says && endsHere(reader)) return;
    const step = (of && whichReport(reader)) || (!comma && inTitle(reader)) || stepOf(reader);
    if (step === 0 || taken > longest) break;
    reader.at += step;
  }
  reader.at = start;
}

/** In tokens: a longer tail is prose. */
const longest = 40;

const openers: ReadonlySet<string> = new Set(['de', 'gui', 've', 'qua', 'viec']);

function startsWork(reader: Reader): boolean {
  return startsAction(reader) || startsPaperKind(reader);
}

function endsHere(reader: Reader): boolean {
  const stop = markAt(reader) === '.' || markAt(reader) === ';' ? 1 : 0;
  return peek(reader, stop) === undefined;
}

function stepOf(reader: Reader): number {
  if (markAt(reader) === ',') return 1;
  // "… theo quy định": behind a date it moves nothing.
  const words = [0, 1, 2].map((ahead) => wordAt(reader, ahead)).join(' ');
  if (words === 'theo quy dinh') return 3;
  return isPlain(reader) && !tellsTime(reader) ? 1 : 0;
}

/** "báo cáo [định kỳ] | 6 tháng [đầu năm]", "báo cáo | quý": which report, at the end only. */
function whichReport(reader: Reader): number {
  const of = wordAt(reader, -1);
  const periodic = of === 'cao' && wordAt(reader) === 'dinh' && wordAt(reader, 1) === 'ky' ? 2 : 0;
  if (of !== 'cao') return 0;
  const months = numberAt(reader, periodic) && wordAt(reader, periodic + 1) === 'thang' ? 2 : 0;
  const side = wordAt(reader, periodic + 2);
  const half = side === 'dau' || side === 'cuoi' ? 2 : 0;
  const step = months
    ? periodic + 2 + half
    : units.has(wordAt(reader, periodic))
      ? periodic + 1
      : 0;
  const closes = step > 0 && endsAt(reader, step);
  return closes ? step : 0;
}

/** "… tham mưu UBND tỉnh ban hành Kế hoạch | năm 2023": which plan, at the end only. */
function inTitle(reader: Reader): number {
  const before = wordAt(reader, -1);
  // "… gửi báo cáo | năm 2023" may be due when the year is over.
  if (wordAt(reader) !== 'nam' || ['', 'trong', 'cho', 'cao', 'ket'].includes(before)) return 0;
  return numberAt(reader, 1)?.text.length === 4 && endsAt(reader, 2) ? 2 : 0;
}

function endsAt(reader: Reader, ahead: number): boolean {
  const stop = markAt(reader, ahead) === '.' ? 1 : 0;
  return peek(reader, ahead + stop) === undefined;
}

/** Words that may move the time, or that begin another one. */
function tellsTime(reader: Reader): boolean {
  const word = wordAt(reader);
  const raw = peek(reader)?.raw ?? '';
  if (vagueAhead(reader) || moving.has(word)) return true;
  // "…, hoàn thành cơ bản": not all of it is due then.
  if (inPart.has(`${word} ${wordAt(reader, 1)}`)) return true;
  if (word === 'ky' && (raw === 'kỳ' || raw === 'ky')) return true;
  if (isNoUnit(reader)) return false;
  return units.has(word) && (raw === word || ['tuần', 'tháng', 'quý', 'năm'].includes(raw));
}

const inPart: ReadonlySet<string> = new Set(['co ban', 'mot nua', 'mot phan', 'thi diem']);

const moving: ReadonlySet<string> = new Set(
  'ngay thuong lien tet lan dot lai lui som muon cham tiep duy sang cuoi dau giua truoc den tu het gio'.split(
    ' ',
  ),
);
