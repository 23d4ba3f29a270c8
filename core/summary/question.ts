import { editDistance } from '../organisation/edit-distance.ts';
import { calendarPeriod, isFewDays } from '../periods/calendar-period.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { AgencyGroup } from './agency-group.ts';
import type { AgencyNames } from './agency-names.ts';
import { type AreaName, areaPhrases } from './area-words.ts';
import type { KnownPeriod } from './asked-period.ts';
import { foundIn, type Known, type Match, type Meant } from './question-matches.ts';
import { type QuestionWord, wordsOf } from './question-split.ts';
import { type Comparison, QUESTION_VOCABULARY, type QuestionView } from './question-words.ts';

/** What words can be about, apart from the vocabulary that is the same everywhere. */
export interface QuestionContext {
  today: LocalDate;
  names: AgencyNames;
  areas: readonly AreaName[];
  periods: readonly KnownPeriod[];
}

/** What somebody wants to see. */
export interface Question {
  view: QuestionView;
  /** Agencies named, in the order of the words; none: all that may be seen. */
  agencies: number[];
  set: number | null;
  group: AgencyGroup | null;
  area: AreaName | null;
  /** Code of a period: "2023-Q1", or that of a report asked for once. */
  period: string | null;
  /** Code of an earlier period it is to be compared with, where two were named. */
  against: string | null;
  compare: Comparison | null;
  textOnly: boolean;
  /** Set where one more choice is needed; the rest of the question stands. At most six. */
  choose: Meant[];
  /** Words that meant nothing, as typed; '' where everything was understood. */
  unknown: string;
  /** Something was asked: not only words that could be said of anything. */
  asks: boolean;
}

const MOST_CHOICES = 6;
/** Slips in shorter words could be any word. */
const LEAST_SLIP = 4;
/** Words around what was not understood that may be part of the same name. */
const AROUND = 3;
/** Words between the head of a name and what of it was not understood. */
const MOST_AFTER_HEAD = 3;
/** What names begin with. */
const HEADS: ReadonlySet<string> = new Set(
  'phong xa phuong so ubnd vp p ban huyen tt thi tran chi cuc trung tam'.split(' '),
);

/** What wins where a question names several views. */
const STRONGEST: readonly QuestionView[] = [
  'dashboard',
  'inspection',
  'targets',
  'ranking',
  'compare',
  'reports',
  'silent',
  'blocked',
  'next',
  'late',
  'open',
  'done',
  'areas',
  'agencies',
  'main',
];

/**
 * Reads the words after `/tiendo`, in any order, with or without diacritics. The longest name wins,
 * so that "xã Phú Năm" is no year; what may mean several things is left to one choice. Pure, and in
 * time linear in the words (of which only the first forty count).
 */
export function readQuestion(text: string, context: QuestionContext): Question {
  const words = wordsOf(text);
  const known: Known = { ...context, phrases: areaPhrases(context.areas) };
  const first = foundIn(words, known);
  const lost = first.find(({ is }) => is === 'unknown');
  // A name is never put right silently, also where an ordinary word is as near.
  const isName = lost !== undefined && guessed(words, first, lost, context.names) !== null;
  const slips = !lost || isName ? null : corrected(words, first);
  const again = slips && foundIn(slips, known);
  const matches = again?.every(({ is }) => is !== 'unknown') ? again : first;
  return questionOf(words, matches, context);
}

function questionOf(
  words: readonly QuestionWord[],
  found: readonly Match[],
  { names }: QuestionContext,
): Question {
  const lost = found.find(({ is }) => is === 'unknown');
  const certain = found.some(({ is }) => is === 'agency' || is === 'several');
  const guess = lost && !certain ? guessed(words, found, lost, names) : null;
  const matches = guess
    ? found.filter(({ from, to }) => to <= guess.from || from >= guess.to)
    : found;
  const views = new Set<QuestionView>();
  const question: Question = {
    view: 'main',
    agencies: [],
    set: null,
    group: null,
    area: null,
    period: null,
    against: null,
    compare: null,
    textOnly: false,
    choose: guess?.meant ?? [],
    unknown: '',
    asks: false,
  };
  let who = false;
  let asked = false;
  const unknown: string[] = [];
  const periods: string[] = [];
  for (const match of matches) {
    switch (match.is) {
      case 'agency':
        if (!question.agencies.includes(match.id)) question.agencies.push(match.id);
        break;
      case 'set':
        question.set = match.id;
        break;
      case 'several':
        if (question.choose.length === 0) question.choose = match.meant.slice(0, MOST_CHOICES);
        break;
      case 'area':
        question.area = match.area;
        break;
      case 'period':
        if (!periods.includes(match.code)) periods.push(match.code);
        break;
      case 'view':
        views.add(match.view);
        break;
      case 'compare':
        question.compare =
          match.with === 'last_year' ? match.with : (question.compare ?? match.with);
        break;
      case 'group':
        question.group = match.group;
        break;
      case 'who':
        who = true;
        break;
      case 'ask':
        asked = true;
        break;
      case 'text':
        question.textOnly = true;
        break;
      case 'unknown':
        unknown.push(match.words);
    }
  }
  const several = question.agencies.length > 1;
  // "quý II so với quý I": the later one is asked about.
  const [later = null, earlier = null] = periods.sort(laterFirst);
  question.period = later;
  // "so sánh phòng A với phòng B": side by side, not with an earlier period.
  if (question.compare === 'last_period' && several && later === null) {
    question.compare = null;
    views.add('agencies');
  }
  // "so quý này với quý trước": written without marks it begins like a word for departments.
  if (earlier !== null && question.group === 'departments') {
    question.group = null;
    question.compare ??= 'last_period';
  }
  if (earlier !== null && (question.compare || views.size === 0)) {
    question.against = earlier;
    question.compare ??= 'last_period';
  }
  if (question.compare) views.add('compare');
  if (later !== null && views.size === 0 && isShort(later)) views.add('next');
  // A set of the office's own is more exact than what an agency is.
  if (question.set !== null) question.group = null;
  const named = question.agencies.length > 0 || question.choose.length > 0;
  question.view = STRONGEST.find((one) => views.has(one)) ?? 'main';
  const countsAgencies = ['main', 'late', 'open', 'done'].includes(question.view);
  if (who && (!named || several) && countsAgencies) question.view = 'agencies';
  question.unknown = unknown.join(' ');
  question.asks =
    named ||
    who ||
    question.set !== null ||
    question.group !== null ||
    question.area !== null ||
    question.period !== null ||
    // "xong rồi em" is said of one's own work; "đã xong việc gì" asks.
    [...views].some((one) => one !== 'done' || asked);
  return question;
}

function laterFirst(a: string, b: string): number {
  const [one, other] = [calendarPeriod(a), calendarPeriod(b)];
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  return one.from === other.from ? (one.to < other.to ? 1 : -1) : one.from < other.from ? 1 : -1;
}

/** Of a week or a day nobody wants rates, but what is due. */
function isShort(code: string): boolean {
  const period = calendarPeriod(code);
  return period !== null && isFewDays(period);
}

/** The words again, with what is one letter off a word of the vocabulary put right; null for none. */
function corrected(
  words: readonly QuestionWord[],
  matches: readonly Match[],
): QuestionWord[] | null {
  let changed = false;
  const next = words.map((word, at) => {
    const lost = matches.some((one) => one.is === 'unknown' && one.from <= at && at < one.to);
    if (!lost || word.text.length < LEAST_SLIP) return word;
    const meant = [...QUESTION_VOCABULARY].filter(
      (one) => one.length >= LEAST_SLIP - 1 && isSlip(one, word.text),
    );
    const [only] = meant;
    if (only === undefined || meant.length > 1) return word;
    changed = true;
    return { raw: only, text: only };
  });
  return changed ? next : null;
}

/** One letter more, less or another, or the same letters in another order. */
function isSlip(known: string, typed: string): boolean {
  if (editDistance(known, typed, 1) === 1) return true;
  const letters = (word: string) => [...word].sort().join('');
  return known.length === typed.length && letters(known) === letters(typed);
}

/** What words that mean nothing as they stand may have been meant to name. */
/** Only names quite near, unless the words begin as a name does ("phòng …"). */
function guessed(
  words: readonly QuestionWord[],
  matches: readonly Match[],
  { from, to }: Match,
  names: AgencyNames,
): { from: number; to: number; meant: Meant[] } | null {
  const soft = (at: number) =>
    matches.some(
      (one) =>
        one.from <= at &&
        at < one.to &&
        (one.is === 'filler' ||
          one.is === 'ask' ||
          one.is === 'group' ||
          one.is === 'set' ||
          one.is === 'unknown'),
    );
  let start = from;
  while (start > 0 && from - start < AROUND && soft(start - 1)) start -= 1;
  let end = to;
  while (end < words.length && end - to < AROUND && soft(end)) end += 1;
  const head = words.findIndex(({ text }, at) => at >= start && at <= from && HEADS.has(text));
  const tries: [number, number][] = [];
  const loose = head >= 0 && from - head <= MOST_AFTER_HEAD;
  if (loose) tries.push([head, end], [head, to]);
  for (let at = start; at <= from; at += 1) tries.push([at, to]);
  if (end > to) tries.push([from, end], [from, to + 1]);
  for (const [a, b] of tries) {
    const phrase = words.slice(a, b).map(({ raw }) => raw);
    const meant = names.alike(phrase.join(' '), a === head && loose).slice(0, MOST_CHOICES);
    if (meant.length > 0) return { from: a, to: b, meant };
  }
  return null;
}
