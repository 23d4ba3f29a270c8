import type { LocalDate } from '../time/local-date.ts';
import type { Clause } from './clauses.ts';
import { findDates } from './dates.ts';
import type { Part } from './parts.ts';
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

type Claim = SaidState | 'unclear' | 'promise';

/** Words between a claim and a percentage that belongs to it: "hoàn thành được khoảng 60%". */
const NEAR = 4;

/** Puts the claims of a clause together. `isReport`: what was sent is then done. */
export function readState(
  message: Words,
  clause: Clause,
  isReport: boolean,
  today: LocalDate,
): StateReading {
  const claims = new Set(
    clause.parts.flatMap((part) => {
      return claimsOf(message, part, isReport, whenOf(message, part, today));
    }),
  );
  for (const weak of ['promise', 'unclear'] as const) if (claims.size > 1) claims.delete(weak);
  const [claim] = claims;
  const percents = clause.parts.flatMap((part) => part.percents);
  const percent = percents.length === 1 ? (percents[0]?.percent ?? null) : null;
  const partly = percent !== null && percent > 0 && percent < 100;
  const kept = partly ? percent : null;
  const unsure = { state: null, percent: null, firm: false };
  if (claims.size > 1) return { state: null, percent: kept, firm: false };
  switch (claim) {
    case undefined:
      return { state: partly ? 'in_progress' : null, percent: kept, firm: partly };
    case 'unclear':
      return { state: partly ? 'in_progress' : null, percent: kept, firm: partly };
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

function claimsOf(
  { words }: Words,
  part: Part,
  isReport: boolean,
  { dated, either }: When,
): Claim[] {
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
        if (either && !past) {
          const ahead = ['la', 'moi', 'thi', 'chac'].includes(words[from - 1]?.text ?? '');
          return [ahead ? 'in_progress' : 'unclear'];
        }
        // "xong trước 15/3" lies ahead, "đã xong trong tháng 2" behind.
        return !past && has('about_now') && words[to]?.text !== 'roi' ? ['in_progress'] : ['done'];
      }
      case 'sent': {
        if (ahead || has('hedge')) return [ahead ? 'promise' : 'unclear'];
        return isReport || speaksOfReport(words, part) ? ['done'] : ['unclear'];
      }
      case 'progress':
        // "tuần sau mới làm": not begun; "tháng 4 mới triển khai" as well, if no day is sure.
        if (words[from]?.text === 'moi') {
          if (ahead || dated) return ['not_started'];
          if (either || namesMonth(words, part.from, from)) return ['unclear'];
        }
        return ['in_progress'];
      case 'not_started':
        // "chưa làm" and a plan for it: still not begun.
        return ['not_started'];
      case 'blocked':
        return ['blocked'];
      case 'not_applicable':
        return plainEnd(words, to) ? ['not_applicable'] : ['unclear'];
      case 'unclear':
        return ['unclear'];
      default:
        return [];
    }
  });
  return claims.length === 0 && ahead && has('work') ? ['promise'] : claims;
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
