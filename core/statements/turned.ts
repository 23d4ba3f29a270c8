import type { Effect, Mark } from './phrases.ts';
import type { Word } from './words.ts';

const NOT: ReadonlySet<string> = new Set(['chua', 'khong', 'chang']);
const IDLE: ReadonlySet<string> = new Set(
  'com hop an doc xem nghe goi hoc ve nghi ngu hanh cai'.split(' '),
);
const CLAIMS: ReadonlySet<Effect> = new Set<Effect>([
  'done',
  'sent',
  'unclear',
  'issued',
  'acted',
  'work',
]);
const TAILS: ReadonlySet<string> = new Set(
  'vay a em anh chi nhi the ha c e ban nhe oi ta h'.split(' '),
);

/** Words after "xong" that leave most of it to do: "xong dự thảo", "hoàn thành bước 1". */
const PARTS: ReadonlySet<string> = new Set(['phan', 'buoc', 'khau', 'giai']);

const SOME: ReadonlySet<string> = new Set(['vai', 'it', 'nhieu', 'may', 'kha']);

/** Words between a sending and what was sent that make it no report: "đã gửi lấy ý kiến". */
const DRAFTS = ['y kien', 'du thao', 'tham dinh', 'gop y', 'tham tra', 'ban nhap', 'tin nhan'];

/** What is no more than a beginning, after the claim and before it. */
const SKETCHES = [
  'to trinh',
  'du thao',
  'ban nhap',
  'ban thao',
  'mot phan',
  'so bo',
  'co ban',
  'mot nua',
];
const ROUGH = ['du thao', 'ban nhap', 'ban thao', 'co ban'];

/** What a phrase comes to with the words around it: negated, asked for, or a part only. */
export function turned(mark: Mark, words: readonly Word[]): Mark {
  return { ...mark, effect: effectOf(mark, words) };
}

function effectOf({ effect, from, to }: Mark, words: readonly Word[]): Effect {
  if (CLAIMS.has(effect) && isAsked(words, to)) return 'question';
  const negated = isNegated(words, from);
  switch (effect) {
    case 'done':
      // What was read, heard or talked over is no task done.
      if (words[from]?.text === 'xong' && IDLE.has(words[from - 1]?.text ?? '')) return 'nothing';
      if (negated || isDenied(words, to)) return 'unclear';
      if (isContrasted(words, to) || isFirstStep(words, from, to)) return 'unclear';
      if (isOthers(words, from))
        return ABOVE.has(words[from - 1]?.text ?? '') ? 'nothing' : 'unclear';
      if (words[to]?.text === 'giup' || words[to + 1]?.text === 'giup') return 'request';
      if (countsMore(words, to)) return 'unclear';
      return isPartial(words, from, to) ? 'progress' : 'done';
    case 'sent':
      if (isContrasted(words, to)) return 'unclear';
      return negated || followedBy(words, to, 6, DRAFTS) ? 'unclear' : 'sent';
    case 'issued':
    case 'acted':
      if (negated || isContrasted(words, to)) return 'unclear';
      return ABOVE.has(words[from - 1]?.text ?? '') || ABOVE.has(words[from - 2]?.text ?? '')
        ? 'nothing'
        : effect;
    case 'unclear':
      // Another body did it, or is to.
      return ABOVE.has(words[from - 1]?.text ?? '') ? 'nothing' : 'unclear';
    case 'progress':
      // "họp xong rồi mới làm": not now.
      if (words[from]?.text === 'moi' && ['roi', 'xong'].includes(words[from - 1]?.text ?? ''))
        return 'unclear';
      return negated ? 'unclear' : 'progress';
    case 'blocked':
      return negated || words[from - 1]?.text === 'het' ? 'nothing' : 'blocked';
    case 'extension':
      return negated ? 'nothing' : 'extension';
    default:
      return effect;
  }
}

/** "đã xong đâu", "xong đâu mà xong": it is not. */
function isDenied(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'dau' && words[at]?.raw !== 'đầu';
}

/** Who did it is another: "huyện làm rồi", "giao cho chị bên văn phòng làm rồi". */
function isOthers(words: readonly Word[], from: number): boolean {
  const verb = words[from]?.text === 'da' ? from + 1 : from;
  if (words[verb]?.text !== 'lam' || words[verb + 1]?.text === 'xong') return false;
  if (ABOVE.has(words[from - 1]?.text ?? '')) return true;
  return words.slice(Math.max(0, from - 8), from).some(({ text }) => text === 'giao');
}

const ABOVE: ReadonlySet<string> = new Set(['huyen', 'tinh', 'so']);

const COUNTED: ReadonlySet<string> = new Set(
  (
    'lop xa phuong tin bai cuoc don buoi dot ho van thu may camera bo cai nguoi truong noi to thon ' +
    'khu dieu chi hang bo huyen quyet bao ke'
  ).split(' '),
);

/** "xong 2 lớp": how many there are is not said. */
function countsMore(words: readonly Word[], at: number): boolean {
  // "xong lớp 1"
  if (COUNTED.has(words[at]?.text ?? '') && words[at + 1]?.kind === 'number') return true;
  const number = words[at]?.text === 'duoc' ? at + 1 : at;
  return words[number]?.kind === 'number' && COUNTED.has(words[number + 1]?.text ?? '');
}

/** What after "nhưng" or "mà" takes back that something is done. */
const AGAINST: ReadonlySet<string> = new Set(
  'chua bi phai sai lai con thieu khong cho vuong loi moi chang hong'.split(' '),
);

/** "xong rồi nhưng phải làm lại", "ký rồi mà sai ngày". */
function isContrasted(words: readonly Word[], to: number): boolean {
  for (let at = to; at < to + 8; at += 1) {
    const word = words[at];
    if (!word || (word.kind === 'mark' && word.text !== ',')) return false;
    if (['nhung', 'ma', 'song', 'tuy'].includes(word.text)) return takesBack(words, at + 1);
  }
  return false;
}

function takesBack(words: readonly Word[], from: number): boolean {
  for (let at = from; at < from + 5; at += 1) {
    const word = words[at];
    if (!word || word.kind === 'mark') return false;
    if (AGAINST.has(word.text)) return true;
  }
  return false;
}

const THEN: ReadonlySet<string> = new Set('tinh moi se lam gui bao hay xem'.split(' '));
const WHO: ReadonlySet<string> = new Set(['anh', 'em', 'chi', 'minh', 'toi', 'e', 'a', 'c']);

/** "có tiền thì xong", "xong việc này rồi tính", "ký được thì xong": on condition, or first of two. */
function isFirstStep(words: readonly Word[], from: number, to: number): boolean {
  if (words[from - 1]?.text === 'thi') {
    const before = words.slice(Math.max(0, from - 6), from - 1).map(({ text }) => text);
    if (before.at(-1) === 'duoc' || before.some((one) => one === 'co' || one === 'du')) return true;
  }
  for (let at = to - 1; at < to + 4; at += 1) {
    const [word, next, after] = [words[at], words[at + 1], words[at + 2]];
    if (!word || word.kind === 'mark') return false;
    if (word.text !== 'roi') continue;
    return THEN.has(next?.text ?? '') || (WHO.has(next?.text ?? '') && THEN.has(after?.text ?? ''));
  }
  return false;
}

/** "xong chưa", "gửi chưa vậy": a question, unless "chưa" belongs to what follows. */
function isAsked(words: readonly Word[], at: number): boolean {
  if (words[at]?.text !== 'chua') return false;
  const next = words[at + 1];
  return !next || next.kind === 'mark' || TAILS.has(next.text);
}

function isNegated(words: readonly Word[], from: number): boolean {
  for (let back = 1; back <= 3; back += 1) {
    const word = words[from - back];
    if (!word || word.kind === 'mark') return false;
    if (NOT.has(word.text)) return true;
  }
  return false;
}

function isPartial(words: readonly Word[], from: number, to: number): boolean {
  for (let at = to; at < to + 3; at += 1) {
    const word = words[at];
    if (!word || word.kind === 'mark') break;
    if (PARTS.has(word.text) && words[at + 1]?.text !== 'mem') return true;
    // "xong 1 nửa", "xong vài cái", "xong được ít"
    if (word.raw === 'nửa' || word.raw === 'nua' || SOME.has(word.text)) return true;
  }
  return followedBy(words, to, 3, SKETCHES) || precededBy(words, from, 6, ROUGH);
}

/** One of the pairs stands among the `count` words from `from` on, before any mark. */
function followedBy(words: readonly Word[], from: number, count: number, pairs: readonly string[]) {
  for (let at = from; at < from + count; at += 1) {
    if (words[at]?.kind !== 'word') return false;
    if (pairs.includes(`${words[at]?.text} ${words[at + 1]?.text}`)) return true;
  }
  return false;
}

/** The same for the words before `to`, back to the last mark. */
function precededBy(words: readonly Word[], to: number, count: number, pairs: readonly string[]) {
  for (let at = to - 1; at >= Math.max(0, to - count); at -= 1) {
    if (words[at]?.kind !== 'word') return false;
    if (pairs.includes(`${words[at - 1]?.text} ${words[at]?.text}`)) return true;
  }
  return false;
}
