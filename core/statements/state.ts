import type { LocalDate } from '../time/local-date.ts';
import { type Claim, settled } from './claims.ts';
import type { Clause } from './clauses.ts';
import { findDates } from './dates.ts';
import type { Part } from './parts.ts';
import type { PercentFound } from './percent-found.ts';
import type { SaidState } from './statement.ts';
import { findVagueDates } from './vague-dates.ts';
import type { Words } from './words.ts';

/** How a clause says things stand; what contradicts itself is null. */
export interface StateReading {
  state: SaidState | null;
  percent: number | null;
  /** Said in so many words, not gathered from a promise or an unfinished sentence. */
  firm: boolean;
}

/** What is spoken of, as far as it tells what a word means. */
export interface Thing {
  /** A report: once sent it is done. */
  isReport: boolean;
  /** A document comes of it: once signed it is done. */
  isDocument: boolean;
  /** A document with its number is named. */
  hasNumber: boolean;
  /** Folded words of its title and product. */
  words: ReadonlySet<string>;
}

/** Words between a claim and a percentage that belongs to it: "hoàn thành được khoảng 60%". */
const NEAR = 4;

/** Puts the claims of a clause together. */
export function readState(
  message: Words,
  clause: Clause,
  thing: Thing,
  today: LocalDate,
): StateReading {
  const claim = settled(
    clause.parts.flatMap((part) =>
      believed(message, part, claimsOf(message, part, thing, whenOf(message, part, today))),
    ),
  );
  const percents = clause.parts.flatMap((part) =>
    isDoubted(part) || isGuess(message, part) ? [] : part.percents,
  );
  const percent = percents.length === 1 ? (percents[0]?.percent ?? null) : null;
  const partly = percent !== null && percent > 0 && percent < 100;
  const kept = partly ? percent : null;
  const unsure = { state: null, percent: null, firm: false };
  switch (claim) {
    case 'mixed':
      return { state: null, percent: kept, firm: false };
    case undefined:
      if (percent === 100 && isPlainFigure(message, clause))
        return { state: 'done', percent: null, firm: true };
      return begun(isShare(message, percents), kept);
    case 'unclear':
      return begun(isShare(message, percents), kept);
    case 'promise':
      return { state: 'in_progress', percent: kept, firm: partly };
    case 'in_progress':
      return percent === 100 ? unsure : { state: claim, percent: kept, firm: true };
    case 'done':
      if (percents.length === 0 || (percent === 100 && belongs(clause)))
        return { state: 'done', percent: null, firm: true };
      return partly && belongs(clause) ? { state: 'in_progress', percent, firm: true } : unsure;
    case 'blocked':
      return kept === null
        ? { state: claim, percent: null, firm: true }
        : { ...unsure, percent: kept };
    default:
      return partly ? unsure : { state: claim, percent: null, firm: true };
  }
}

/** In progress, as any share of it says; nothing for sure otherwise. */
function begun(share: boolean, percent: number | null): StateReading {
  return { state: share ? 'in_progress' : null, percent, firm: share };
}

/** One figure, of progress made, if not always known how much: "60-70%", "gần 90%"; not "150%". */
function isShare({ words }: Words, percents: readonly PercentFound[]): boolean {
  const [one] = percents;
  if (!one || percents.length > 1) return false;
  if (one.percent !== null) return one.percent > 0 && one.percent < 100;
  return !((words[one.from]?.value ?? 0) > 100);
}

/** "nv 3 100%", "100% rồi". */
function isPlainFigure({ words }: Words, { parts, labels }: Clause): boolean {
  return (
    labels.length > 0 || parts.some(({ percents }) => words[percents[0]?.to ?? -1]?.text === 'roi')
  );
}

/** Opinions; that something is not known is said of what is still to come. */
function isGuess({ words }: Words, { marks }: Part): boolean {
  const ahead = marks.some(({ effect }) => effect === 'future' || effect === 'condition');
  const opinion = marks.some(
    ({ effect, from }) =>
      effect === 'hedge' && !['khong', 'chua'].includes(words[from]?.text ?? ''),
  );
  return opinion && !ahead;
}

/** Nothing that it says, not even a figure, is to be believed. */
export function isDoubted({ doubt, marks }: Part): boolean {
  return doubt === 'hearsay' || (doubt === 'taken back' && !marks.some(isNo));
}

const isNo = ({ effect }: Part['marks'][number]): boolean => effect === 'not_started';

/** What is left of claims that are hearsay, denied or only guessed. */
function believed(message: Words, part: Part, claims: Claim[]): Claim[] {
  const { words } = message;
  const negative = part.marks.some(({ effect, from }) =>
    ['progress', 'not_started', 'not_applicable'].includes(effect)
      ? ['chua', 'khong', 'van', 'con'].includes(words[from]?.text ?? '')
      : effect === 'blocked',
  );
  const denied = part.doubt === 'taken back' && !negative;
  const open = part.doubt === 'hearsay' || denied || isGuess(message, part);
  return open && claims.length > 0 ? ['unclear'] : claims;
}

/** Words of a part that say something is over. */
const PAST: ReadonlySet<string> = new Set(['da', 'vua', 'roi', 'hom', 'qua', 'tu', 'truoc']);

interface When {
  /** A day to come is named. */
  dated: boolean;
  /** A weekday or the like, which may lie ahead or behind. */
  either: boolean;
}

function whenOf({ words }: Words, part: Part, today: LocalDate): When {
  const dated = findDates(words, part, today).some(({ date }) => date > today);
  const vague = findVagueDates(words, part, today);
  const past = words.slice(part.from, part.to).some(({ text }) => PAST.has(text));
  return {
    dated: dated || (!past && vague.some(({ either }) => !either)),
    either: !past && vague.some(({ either }) => either),
  };
}

function claimsOf({ words }: Words, part: Part, thing: Thing, { dated, either }: When): Claim[] {
  const has = (effect: string) => part.marks.some((mark) => mark.effect === effect);
  const ahead = has('future') || has('condition');
  const claims = part.marks.flatMap(({ effect, from, to }): Claim[] => {
    switch (effect) {
      case 'done': {
        if (ahead) return ['in_progress'];
        if (has('hedge')) return ['unclear'];
        const past =
          ['da', 'vua', 'moi'].includes(words[from]?.text ?? '') || words[to - 1]?.text === 'roi';
        if (dated) return [past ? 'unclear' : 'in_progress'];
        // "hôm nay anh xong": it may still be to come.
        if (!past && beforeDone(words, part.from, from)) return ['unclear'];
        if (either && !past) {
          const ahead = ['la', 'moi', 'thi', 'chac'].includes(words[from - 1]?.text ?? '');
          return [ahead ? 'in_progress' : 'unclear'];
        }
        // "xong trước 15/3" lies ahead, "đã xong trong tháng 2" behind.
        return !past && has('about_now') && words[to]?.text !== 'roi' ? ['in_progress'] : ['done'];
      }
      case 'sent': {
        if (ahead || has('hedge')) return [ahead ? 'promise' : 'unclear'];
        return thing.isReport || speaksOfReport(words, part) ? ['done'] : ['unclear'];
      }
      case 'progress':
        // "tuần sau mới làm": not begun; "tháng 4 mới triển khai" as well, if no day is sure.
        if (words[from]?.text === 'moi') {
          if (ahead || dated) return ['not_started'];
          if (either || namesMonth(words, part.from, from)) return ['unclear'];
        }
        return [isUnfinished(words, from) ? 'unfinished' : 'in_progress'];
      case 'issued':
        if (ahead || has('hedge') || dated) return ['unclear'];
        return thing.hasNumber || (thing.isDocument && isWhole(words, to)) ? ['seen'] : ['unclear'];
      case 'acted': {
        if (ahead || has('hedge') || dated) return ['unclear'];
        return thing.words.has(words[from]?.text ?? '') ? ['seen'] : ['unclear'];
      }
      case 'not_started':
        // "chưa làm" and a plan for it: still not begun.
        return ['not_started'];
      case 'blocked':
        return ['blocked'];
      case 'not_applicable':
        return plainEnd(words, to) ? ['not_applicable'] : ['unclear'];
      case 'unclear':
        return [words[from]?.text === 'chua' ? 'not yet' : 'unclear'];
      default:
        return [];
    }
  });
  const last =
    (ahead || dated) &&
    part.marks.every(({ effect }) => effect !== 'done') &&
    hasLastStep(words, part);
  if (claims.every((one) => one === 'unclear') && last) return ['last step'];
  if (claims.length === 0 && part.reason?.waiting) return ['not yet'];
  const sends = words
    .slice(part.from, part.to)
    .some(({ text }) => text === 'gui' || text === 'nop');
  const soon =
    sends &&
    has('about_now') &&
    !words.slice(part.from, part.to).some(({ text }) => PAST.has(text));
  return claims.length === 0 && (ahead || soon) && has('work') ? ['promise'] : claims;
}

/** "mai nghiệm thu", "thứ 6 trình ký": what ends a task. */
function hasLastStep(words: Words['words'], { from, to }: Part): boolean {
  return words.slice(from, to).some(({ text, raw }, at, list) => {
    const next = list[at + 1]?.text ?? '';
    if (text === 'nghiem' || text === 'ban') return ['thu', 'giao', 'hanh'].includes(next);
    return (
      (text === 'ky' && raw !== 'kỳ') || text === 'trinh' || (text === 'dong' && next === 'dau')
    );
  });
}

/** "chưa xong", "chưa hoàn thành": not how far it is. */
function isUnfinished(words: Words['words'], from: number): boolean {
  return (
    words[from]?.text === 'chua' ||
    (words[from]?.text === 'van' && words[from + 1]?.text === 'chua')
  );
}

const AFTER_SIGNED: ReadonlySet<string> = new Set(
  'roi so ngay ke quyet bao quy nhiem viec ban hom sang chieu xong het luon va con nay'.split(' '),
);

/** Nothing follows "đã ký" that may be another thing: "đã ký hợp đồng". */
function isWhole(words: Words['words'], at: number): boolean {
  const next = words[at];
  return next?.kind !== 'word' || ENDINGS.has(next.text) || AFTER_SIGNED.has(next.text);
}

/** "hôm nay …", "bữa nay …" before the claim. */
function beforeDone(words: Words['words'], from: number, to: number): boolean {
  return words
    .slice(Math.max(from, to - 6), to)
    .some(
      ({ text }, at, list) =>
        text === 'nay' && ['hom', 'bua', 'ngay'].includes(list[at - 1]?.text ?? ''),
    );
}

function namesMonth(words: Words['words'], from: number, to: number): boolean {
  const begin = Math.max(from, to - 6);
  return words
    .slice(begin, to)
    .some(({ text }, at) => text === 'thang' && words[begin + at + 1]?.kind === 'number');
}

function speaksOfReport(words: Words['words'], part: Part): boolean {
  if (part.periods.length > 0) return true;
  for (let at = part.from; at + 1 < part.to; at += 1) {
    if (words[at]?.text === 'bao' && words[at + 1]?.text === 'cao') return true;
  }
  return false;
}

const ENDINGS: ReadonlySet<string> = new Set(
  'a em anh chi nhe nha o tai trong nhiem viec nay quy nam o tren ben'.split(' '),
);

/** "không phát sinh" and no thing that does not arise: "không phát sinh hồ sơ" is a figure. */
function plainEnd(words: Words['words'], at: number): boolean {
  const next = words[at];
  return !next || next.kind === 'mark' || ENDINGS.has(next.text);
}

/** The percentage stands right behind what is claimed. */
function belongs({ parts }: Clause): boolean {
  return parts.some(({ marks, percents }) =>
    marks.some(
      ({ effect, from, to }) =>
        effect === 'done' &&
        percents.some((one) => (one.from >= to && one.from - to <= NEAR) || one.to === from),
    ),
  );
}
