import { type Failure, failure, isFailure } from './deadline.ts';
import { acceptMark, markAt, numberAt, peek, type Reader, type Token, wordAt } from './tokens.ts';
import {
  isNoUnit,
  isOrdinal,
  isPlain,
  startsAction,
  startsPaperKind,
  startsTime,
  units,
} from './vocabulary.ts';

/** What a deadline is for. */
export interface Label {
  first: Token;
  last: Token;
  /**
   * `any`: a kind of paper or words before a colon. `bounded`: an action, the label only of a
   * deadline that is said to be one ("Xây dựng … trong quý I"). `before`: other words ("Cấp xã"),
   * only of one with "trước" or "chậm nhất". `none`: words about time that are not understood.
   */
  fits: 'any' | 'bounded' | 'before' | 'none';
}

/** Words before a deadline that are not about time; null where the deadline begins at once. */
export function readLabel(reader: Reader): Label | Failure | null {
  const label = readOneLabel(reader);
  // "Thời gian báo cáo: Báo cáo gửi trước …": a heading, and the label itself.
  const heads = label !== null && !isFailure(label) && markAt(reader, -1) === ':';
  if (!heads || !startsPaperKind(reader)) return label;
  const inner = readOneLabel(reader);
  return inner === null || isFailure(inner) ? inner : { ...inner, first: label.first };
}

function readOneLabel(reader: Reader): Label | Failure | null {
  const first = peek(reader);
  if (!first || vagueAhead(reader)) return null;
  if (startsTime(reader) && !isOrdinal(reader)) return null;
  const paper = startsPaperKind(reader) || isOrdinal(reader);
  const action = startsAction(reader) || startsAction(reader, -2);
  let timely = false;
  let last: Token | undefined;
  while (!vagueAhead(reader) && !bracketAhead(reader)) {
    // "Đợt 1", "Giai đoạn 2:": a figure that counts, not a time.
    const stage = isOrdinal(reader) && wordAt(reader) === 'giai';
    const goesOn = isPlain(reader) || (last !== undefined && labelGoesOn(reader));
    const rule = action && last !== undefined && asRegulated(reader) && boundAt(reader, 3);
    const dated = (action || paper) && last !== undefined && yearInTitle(reader);
    const taken = stage || rule ? 3 : isOrdinal(reader) || dated ? 2 : goesOn ? 1 : 0;
    if (taken === 0) break;
    timely ||= taken === 1 && aboutTime(reader);
    reader.at += taken;
    last = reader.tokens[reader.at - 1];
  }
  const colon = acceptMark(reader, ':');
  // Rules and events ("khi có hướng dẫn", "theo tiến độ") begin with words that are not plain.
  if (!last) return colon ? failure('not_understood') : null;
  if (last.text === ',') last = reader.tokens[reader.at - (colon ? 3 : 2)] ?? last;
  if (paper || colon) return { first, last, fits: 'any' };
  if (timely) return { first, last, fits: 'none' };
  return { first, last, fits: action ? 'bounded' : 'before' };
}

/** "cập nhật dữ liệu cán bộ, công chức trước ngày …": after the comma more of what is to be done, or by whom. */
function labelGoesOn(reader: Reader): boolean {
  if (markAt(reader) !== ',') return false;
  for (let ahead = 1; ahead <= longestRest; ahead += 1) {
    if (boundAt(reader, ahead)) return true;
    if (markAt(reader, ahead) === ':') return startsTime(reader, ahead + 1);
    if (asRegulated(reader, ahead)) ahead += 2;
    else if (markAt(reader, ahead) !== ',' && !isPlain(reader, ahead)) return false;
  }
  return false;
}

/** "Báo cáo kết quả | năm 2016 | của địa phương về Bộ trước ngày …": which one. */
function yearInTitle(reader: Reader): boolean {
  if (wordAt(reader) !== 'nam' || numberAt(reader, 1)?.text.length !== 4) return false;
  if (wordAt(reader, -1) === 'trong' || !isPlain(reader, 2) || boundAt(reader, 2)) return false;
  for (let ahead = 3; ahead <= longestRest; ahead += 1) {
    if (boundAt(reader, ahead)) return true;
    if (markAt(reader, ahead) !== ',' && !isPlain(reader, ahead)) return false;
  }
  return false;
}

function boundAt(reader: Reader, ahead: number): boolean {
  const word = wordAt(reader, ahead);
  return word === 'truoc' || (word === 'cham' && wordAt(reader, ahead + 1) === 'nhat');
}

/** "Hoàn thành hồ sơ | theo quy định | chậm nhất …": how it is done, as a date follows. */
function asRegulated(reader: Reader, ahead = 0): boolean {
  if (wordAt(reader, ahead) !== 'theo') return false;
  return wordAt(reader, ahead + 1) === 'quy' && wordAt(reader, ahead + 2) === 'dinh';
}

/** In tokens; so far is looked ahead from each comma. */
const longestRest = 24;

/** "Các quý | trong năm", "Tuần cuối | trước ngày …": words that would change the time. */
function aboutTime(reader: Reader): boolean {
  const word = wordAt(reader);
  const raw = peek(reader)?.raw ?? '';
  // "Kết thúc học kỳ II", "Tổng kết năm học": which ones is plain.
  if (word === 'ky' && wordAt(reader, -1) === 'hoc') return false;
  if (word === 'nam' && wordAt(reader, 1) === 'hoc' && !numberAt(reader, 2)) return false;
  if (word === 'ky') return raw === 'kỳ' || raw === 'ky';
  if (word === 'ngay' || word === 'dinh') return true;
  if (isNoUnit(reader)) return false;
  // "Việt Nam", "quy trình", "quỹ" are no times; without marks nobody can tell.
  return units.has(word) && (raw === word || ['tuần', 'tháng', 'quý', 'năm'].includes(raw));
}

/** "Kế hoạch | (Quý I)" */
function bracketAhead(reader: Reader): boolean {
  return markAt(reader) === '(' && startsTime(reader, 1);
}

/** "khoảng", "dự kiến", "phấn đấu": somebody hopes for the time that follows. */
export function vagueAhead(reader: Reader): boolean {
  const word = wordAt(reader);
  const next = wordAt(reader, 1);
  if (word === 'khoang') return next !== 'cach' && next !== 'san';
  return hopes.has(`${word} ${next}`);
}

const hopes: ReadonlySet<string> = new Set([
  'du kien',
  'phan dau',
  'co the',
  'co gang',
  'tam thoi',
  'uoc tinh',
]);

/** Takes "(sơ kết)", "(đợt 1)" after a deadline: what it is for. */
export function readBracketedLabel(reader: Reader): Label | null {
  const start = reader.at;
  if (!acceptMark(reader, '(') || !(startsPaperKind(reader) || isOrdinal(reader))) {
    reader.at = start;
    return null;
  }
  const first = peek(reader);
  let last = first;
  while (markAt(reader) !== ')') {
    const taken = isOrdinal(reader) ? 2 : isReport(reader) || (isPlain(reader) ? 1 : 0);
    if (taken === 0) break;
    reader.at += taken;
    last = reader.tokens[reader.at - 1];
  }
  if (first && last && acceptMark(reader, ')')) return { first, last, fits: 'any' };
  reader.at = start;
  return null;
}

/** "(báo cáo | 6 tháng)", "(báo cáo | quý I)", "(báo cáo | năm)": which report; tokens to take. */
function isReport(reader: Reader): number {
  const of = wordAt(reader, -1);
  if (of !== 'cao' && of !== 'ket') return 0;
  const closes = (ahead: number) => markAt(reader, ahead) === ')';
  const months = wordAt(reader, 1) === 'thang' && numberAt(reader) !== null;
  if (months && closes(2)) return 2;
  if (months && ['dau', 'cuoi'].includes(wordAt(reader, 2)) && closes(4)) return 4;
  if (wordAt(reader) === 'nam' && closes(1)) return 1;
  return wordAt(reader) === 'quy' && closes(2) ? 2 : 0;
}

/** Takes what may trail a deadline without a meaning for it: "*", "(*)", "²". */
export function takeFootnotes(reader: Reader): void {
  for (;;) {
    const start = reader.at;
    const bracket = acceptMark(reader, '(');
    let stars = 0;
    while (acceptMark(reader, '*')) stars += 1;
    if (stars > 0 && (!bracket || acceptMark(reader, ')'))) continue;
    reader.at = start;
    if (/^[¹²³⁰-⁹]$/u.test(markAt(reader)) && numberAt(reader) === null) reader.at += 1;
    else return;
  }
}

/** Takes "để tổng hợp", "để báo cáo UBND tỉnh": why, not when. */
export function takePurpose(reader: Reader): void {
  const start = reader.at;
  if (wordAt(reader) !== 'de') return;
  reader.at += 1;
  while (isPlain(reader) && markAt(reader) === '' && !vagueAhead(reader)) reader.at += 1;
  // A purpose that does not end the deadline is not understood.
  if (reader.at < reader.tokens.length && !'.,)'.includes(markAt(reader) || ' ')) reader.at = start;
}
