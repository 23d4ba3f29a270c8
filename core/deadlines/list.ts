import { readDayOfRhythm } from './day-of-rhythm.ts';
import { readDayRule, type WrittenDayRule } from './day-rule.ts';
import {
  type Deadline,
  type DeadlineContext,
  type Failure,
  failure,
  isFailure,
} from './deadline.ts';
import { readCondition, type Stage, stageOf, takeClosers, takeFillers } from './fillers.ts';
import {
  type Label,
  readBracketedLabel,
  readLabel,
  takeFootnotes,
  takePurpose,
  vagueAhead,
} from './label.ts';
import { readOpen } from './open.ts';
import { tellsOtherDay } from './other-day.ts';
import { readPoint, type WrittenPoint } from './point.ts';
import { readRecurrence, type WrittenRecurrence } from './recurring.ts';
import { readSinceSigning } from './since.ts';
import type { WrittenSpan } from './span.ts';
import { takeTail } from './tail.ts';
import {
  acceptAny,
  acceptMark,
  acceptWords,
  atEnd,
  markAt,
  peek,
  type Reader,
  type Token,
  wordAt,
} from './tokens.ts';
import { romanValue, startsAction, startsPaperKind, startsTime } from './vocabulary.ts';
import { readWithin } from './within.ts';

export type WrittenDeadline =
  | { type: 'point'; point: WrittenPoint }
  | { type: 'recurrence'; recurrence: WrittenRecurrence }
  /** `limited`: said to be a deadline, by "trước" or "chậm nhất". */
  | { type: 'day_rule'; rule: WrittenDayRule; limited?: boolean }
  | { type: 'ready'; deadline: Deadline };

/** One deadline of a row ("Tháng 6, tháng 12/2023" has two). */
export interface WrittenItem {
  written: WrittenDeadline;
  conditional: boolean;
  /** What joins it to the item before: '' for the first. */
  joint: '' | ',' | 'va' | '-';
  /** First and last token of the label, and of the deadline's words; null without a label. */
  label: { first: Token; last: Token } | null;
  /** "Triển khai | quý I", "hoàn thành | quý II": said before it; null where neither is. */
  stage: Stage | null;
  /** The label's words, folded. */
  labelWords: readonly string[];
  words: { first: Token; last: Token };
}

/** Reads all tokens of one phrase as a row of deadlines; fails if anything is left over. */
export function readList(
  tokens: readonly Token[],
  context: DeadlineContext,
): WrittenItem[] | Failure {
  const reader: Reader = { tokens, at: 0, planYear: context.year };
  const items: WrittenItem[] = [];
  let joint: WrittenItem['joint'] | null = '';
  while (joint !== null) {
    const item = readItem(reader, joint, items.at(-1) ?? null, context);
    if (isFailure(item)) return item;
    items.push(item);
    takeFootnotes(reader);
    while (acceptMark(reader, '.') || acceptMark(reader, '…') || closesText(reader)) {
      // A full stop at the end of a cell means nothing, nor does "./." at the end of a text.
    }
    if (atEnd(reader)) return items;
    joint = readJoint(reader);
    if (joint === ',' && atEnd(reader)) return items;
  }
  // "Tháng 3 - Tháng 6": from one to the other, or two of them?
  return failure(markAt(reader) === '-' ? 'ambiguous' : 'not_understood');
}

function closesText(reader: Reader): boolean {
  return markAt(reader) === '/' && markAt(reader, 1) === '.' && acceptMark(reader, '/');
}

function readJoint(reader: Reader): ',' | 'va' | '-' | null {
  if (acceptMark(reader, ',') || acceptMark(reader, ';')) {
    return acceptWords(reader, 'va') ? 'va' : ',';
  }
  if (acceptWords(reader, 'va') || acceptMark(reader, '&')) return 'va';
  if (markAt(reader) === '+' && startsTime(reader, 1)) {
    reader.at += 1;
    return 'va';
  }
  // A dash joins ranges as well as parts items, unless what follows is clearly another item.
  const dash = markAt(reader) === '-' || markAt(reader) === '+';
  if (!dash || peek(reader)?.tight || !startsPaperKind(reader, 1)) return null;
  reader.at += 1;
  return '-';
}

function readItem(
  reader: Reader,
  joint: WrittenItem['joint'],
  before: WrittenItem | null,
  context: DeadlineContext,
): WrittenItem | Failure {
  const periodic = takePeriodic(reader);
  const opening = reader.at;
  takeFillers(reader);
  const stage = stageOf(reader.tokens.slice(opening, reader.at));
  const repeated = spanBefore(before)?.unit === 'quarter' && romanValue(wordAt(reader)) !== null;
  const opened = reader.at;
  const label = repeated ? null : readLabel(reader);
  const named = reader.tokens.slice(opened, reader.at);
  if (label !== null && isFailure(label)) return label;
  takeFillers(reader);
  if (vagueAhead(reader)) return failure('vague');
  const bracket = startsTime(reader, 1) && acceptMark(reader, '(');
  const first = peek(reader);
  const previous = peek(reader, -1);
  const like = label === null ? spanBefore(before) : null;
  const written = readDeadline(reader, like, context, label !== null);
  if (written === null || !first) return failure('not_understood');
  if (isFailure(written)) return written;
  if (periodic && written.type !== 'day_rule' && written.type !== 'recurrence') {
    return failure('ambiguous');
  }
  const period = written.type === 'point' && !written.point.bounded;
  const closing = reader.tokens[reader.at - 1];
  const sent = period && label !== null && takeSending(reader);
  const colon =
    period && markAt(reader) === ':' && boundAhead(reader, 1) && acceptMark(reader, ':');
  if (period && (colon || (label !== null && label.fits !== 'none' && boundAhead(reader)))) {
    // "Báo cáo quý I | trước ngày 15/3", "6 tháng: trước …": which report, not when.
    return readBounded(reader, joint, label?.first ?? first, context, sent ? closing : undefined);
  }
  if (bracket && !acceptMark(reader, ')')) return failure('not_understood');
  if (label !== null && !mayLabel(label, written)) return failure('not_understood');
  if (label !== null && isTitle(label, written)) return failure('ambiguous');
  const ends = stage === 'ends';
  const foreword = { label: named, first, before: previous, ends, planYear: context.year };
  const once = written.type === 'point' ? written.point : null;
  if (tellsOtherDay(foreword, once)) return failure('ambiguous');
  return { ...readRest(reader, { written, joint, label, first }), stage };
}

/** "Định kỳ | tổng hợp kết quả, báo cáo UBND tỉnh trước ngày 15/12 hằng năm" */
function takePeriodic(reader: Reader): boolean {
  const work = startsAction(reader, 2) || startsPaperKind(reader, 2);
  return work && acceptWords(reader, 'dinh ky');
}

/** "Báo cáo 6 tháng | gửi | trước ngày 20/6" */
function takeSending(reader: Reader): boolean {
  const start = reader.at;
  acceptWords(reader, 'duoc');
  if (acceptAny(reader, ['gui', 'nop']) && boundAhead(reader)) return true;
  reader.at = start;
  return false;
}

function readBounded(
  reader: Reader,
  joint: WrittenItem['joint'],
  labelFirst: Label['first'],
  context: DeadlineContext,
  lastWord: Token | undefined,
): WrittenItem | Failure {
  const labelLast =
    lastWord ??
    reader.tokens[reader.at - (wordAt(reader, -1) === '' && markAt(reader, -1) === ':' ? 2 : 1)];
  const first = peek(reader);
  const written = readDeadline(reader, null, context, true);
  if (written === null || !first || !labelLast) return failure('not_understood');
  if (isFailure(written)) return written;
  const unit = unitOf(written);
  if (unit !== 'day' && unit !== 'month') {
    return failure('ambiguous');
  }
  return readRest(reader, { written, joint, label: { first: labelFirst, last: labelLast }, first });
}

/** What a deadline's end is: "trước ngày 31/7 hằng năm" is a day, too. */
function unitOf(written: WrittenDeadline): string | null {
  if (written.type === 'point') return written.point.until.unit;
  return written.type === 'day_rule' && written.rule.rule === 'year'
    ? written.rule.span.unit
    : null;
}

function mayLabel({ fits }: Label, written: WrittenDeadline): boolean {
  if (fits === 'any') return true;
  // "Gửi Sở Nội vụ trước ngày 20 hằng tháng"
  if (written.type === 'day_rule') return fits !== 'none' && written.limited === true;
  if (fits === 'none' || written.type !== 'point' || written.point.from !== null) return false;
  return written.point.bounded && (fits === 'bounded' || written.point.limited);
}

/** "Kế hoạch năm 2024", "Kế hoạch giai đoạn 2021-2025", "Quyết định số 15/6/2023": which paper, not when. */
function isTitle({ first, last, fits }: Label, written: WrittenDeadline): boolean {
  if (last.raw === 'số' || last.raw === 'so') return true;
  if (fits !== 'any' || written.type !== 'point') return false;
  const { until, from, bounded } = written.point;
  return until.unit === 'year' && (from !== null || !bounded) && first.text === 'ke';
}

function boundAhead(reader: Reader, ahead = 0): boolean {
  const inTime = wordAt(reader, ahead) === 'trong' && startsTime(reader, ahead + 1);
  return inTime || ['truoc', 'cham', 'muon', 'khong'].includes(wordAt(reader, ahead));
}

/** What may follow a deadline: "hoàn thành", "(nếu có)". */
function readRest(
  reader: Reader,
  item: Pick<WrittenItem, 'written' | 'joint' | 'label'> & { first: Token },
): WrittenItem {
  const { written, joint, label, first } = item;
  takeClosers(reader);
  const conditional = readCondition(reader);
  takeClosers(reader);
  const last = reader.tokens[reader.at - 1] ?? first;
  const named = label ?? readBracketedLabel(reader);
  if (written.type !== 'ready') takeTail(reader, named !== null);
  takePurpose(reader);
  const labelWords = named ? wordsOf(reader, named) : [];
  const words = { first, last };
  return { written, conditional, joint, label: named, labelWords, words, stage: null };
}

/** The folded words of a label that was just read: looked for backwards, so a long row costs no more. */
function wordsOf(reader: Reader, { first, last }: { first: Token; last: Token }): string[] {
  const words: string[] = [];
  let inside = false;
  for (let at = reader.at - 1; at >= 0; at -= 1) {
    const token = reader.tokens[at];
    inside ||= token === last;
    if (inside && token) words.unshift(token.text);
    if (token === first) break;
  }
  return words;
}

function spanBefore(item: WrittenItem | null): WrittenSpan | null {
  return item?.written.type === 'point' ? item.written.point.until : null;
}

function readDeadline(
  reader: Reader,
  like: WrittenSpan | null,
  context: DeadlineContext,
  labelled: boolean,
): WrittenDeadline | Failure | null {
  const why = readOpen(reader);
  if (why) return { type: 'ready', deadline: { kind: 'open', why, conditional: false } };
  const within = readWithin(reader, context, labelled);
  if (within) return isFailure(within) ? within : { type: 'ready', deadline: within };
  const since = readSinceSigning(reader);
  if (since) return isFailure(since) ? since : { type: 'point', point: since };
  const monthly = readPeriodicDay(reader);
  if (monthly) return monthly;
  const recurrence = readRecurrence(reader);
  if (recurrence) {
    if (isFailure(recurrence)) return recurrence;
    const rule = readDayOfRhythm(reader, recurrence);
    return rule ? { type: 'day_rule', rule } : { type: 'recurrence', recurrence };
  }
  const point = readPoint(reader, like);
  if (point === null || isFailure(point)) return point;
  const rule = readDayRule(reader, point);
  if (rule === null) return { type: 'point', point };
  return isFailure(rule) ? rule : { type: 'day_rule', rule, limited: point.limited };
}

/** "Định kỳ ngày 20 hằng tháng": only where a day that comes again follows. */
function readPeriodicDay(reader: Reader): WrittenDeadline | null {
  const start = reader.at;
  const dated = ['ngay', 'vao', 'truoc', 'cham'];
  const announced = acceptWords(reader, 'dinh ky');
  const bracket = announced && acceptMark(reader, '(');
  if (announced && dated.includes(wordAt(reader))) {
    const point = readPoint(reader, null);
    const rule = point === null || isFailure(point) ? null : readDayRule(reader, point);
    const closed = !bracket || acceptMark(reader, ')');
    if (closed && rule !== null && !isFailure(rule)) return { type: 'day_rule', rule };
    // "Định kỳ trước ngày 01/6 và 15/11 hằng năm": what follows says that it comes again.
    const more = !bracket && (wordAt(reader) === 'va' || markAt(reader) === ',');
    if (more && rule === null && point !== null && !isFailure(point)) {
      return { type: 'point', point: { ...point, periodic: true } };
    }
  }
  reader.at = start;
  return null;
}
