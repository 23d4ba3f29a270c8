import { markAt, numberAt, peek, type Reader, wordAt } from './tokens.ts';

const romanNumerals: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** The value of a Roman numeral from I to IV, folded, an l in place of an I too; null otherwise. */
export function romanValue(written: string): number | null {
  const word = written.length <= 3 ? written.replaceAll('l', 'i') : written;
  return Object.hasOwn(romanNumerals, word) ? (romanNumerals[word] ?? null) : null;
}

/** Kinds of papers a deadline can be labelled with; only they may stand before it unexplained. */
const paperKinds: ReadonlySet<string> = new Set([
  'bao cao',
  'ke hoach',
  'quyet dinh',
  'cong van',
  'van ban',
  'to trinh',
  'thong bao',
  'chi thi',
  'nghi quyet',
  'chuong trinh',
  'huong dan',
  'bien ban',
  'de an',
  'du thao',
  'phuong an',
  'quy che',
  'ket qua',
  'ho so',
  'danh muc',
  'so ket',
  'tong ket',
]);

export function startsPaperKind(reader: Reader, ahead = 0): boolean {
  return paperKinds.has(`${wordAt(reader, ahead)} ${wordAt(reader, ahead + 1)}`);
}

/** Verbs that begin what is to be done: "Gửi về …", "Xây dựng kế hoạch …". */
const actions: ReadonlySet<string> = new Set(
  'gui|trinh|nop|lap|xay dung|ban hanh|tham muu|trien khai|to chuc|hoan thien|tong hop|ra soat|phe duyet|cong bo|cong khai|cap nhat|kiem tra|kiem diem|danh gia|khao sat|tap huan|tham dinh|thanh lap|thong ke|de xuat|dang ky|tuyen truyen|tiep thu|chuan bi|thuc hien|tien hanh|hoan thanh|hoan tat|ban giao|nghiem thu|chuyen|xem xet|niem yet|giai ngan|kien toan|sap xep|so hoa|ke khai|giai quyet|xu ly|khac phuc'.split(
    '|',
  ),
);

export function startsAction(reader: Reader, ahead = 0): boolean {
  const word = wordAt(reader, ahead);
  return actions.has(word) || actions.has(`${word} ${wordAt(reader, ahead + 1)}`);
}

const ordinals: ReadonlySet<string> = new Set(['dot', 'lan', 'buoc', 'vong']);

/** "Đợt 1", "Lần 2", "Giai đoạn 1:" count parts of a task; "giai đoạn 2021" is a time. */
export function isOrdinal(reader: Reader, ahead = 0): boolean {
  const word = wordAt(reader, ahead);
  const stage = word === 'doan' && wordAt(reader, ahead - 1) === 'giai';
  const opens = word === 'giai' && wordAt(reader, ahead + 1) === 'doan' ? 1 : 0;
  if (!ordinals.has(word) && !stage && !opens) return false;
  const figure = numberAt(reader, ahead + opens + 1);
  const roman = romanValue(wordAt(reader, ahead + opens + 1));
  if (figure ? figure.value > 12 : roman === null) return false;
  // "Giai đoạn 6 tháng" is a time.
  if (units.has(wordAt(reader, ahead + opens + 2)) && opens) return false;
  return !'/-.'.includes(markAt(reader, ahead + opens + 2) || ' ');
}

/** Words that turn the meaning of what follows; a label with one of them is not understood. */
const turningWords: ReadonlySet<string> = new Set(
  'sau khong chua chang tru ngoai neu hoac khi hon it nhung song rieng'.split(' '),
);

/** True for a token that may stand in a label or at the end of a rule's name without a reading. */
export function isPlain(reader: Reader, ahead = 0): boolean {
  const token = peek(reader, ahead);
  if (!token || token.kind === 'number' || startsTime(reader, ahead)) return false;
  if (token.kind === 'mark') return '&-/()."“”\'’'.includes(token.text);
  if (token.text === 'bat') return wordAt(reader, ahead + 1) !== 'dau';
  return !turningWords.has(token.text);
}

export const units: ReadonlySet<string> = new Set(['tuan', 'thang', 'quy', 'nam']);

const quyNames: ReadonlySet<string> = new Set('che dinh trinh hoach mo chuan'.split(' '));
const namNames: ReadonlySet<string> = new Set(['viet', 'quang', 'ha', 'mien', 'phia']);

/** "quy chế", "quy trình" are no quarters, "Việt Nam", "Quảng Nam", "phía Nam" no years. */
export function isNoUnit(reader: Reader): boolean {
  const word = wordAt(reader);
  if (word === 'quy') return quyNames.has(wordAt(reader, 1));
  return word === 'nam' && namNames.has(wordAt(reader, -1)) && numberAt(reader, 1) === null;
}

const rulesAfterTheo: ReadonlySet<string> = new Set(
  'quy tien thoi ke dang huong dinh dung yeu lo chi chuong de nhu'.split(' '),
);

/**
 * Can words about time begin here? Looks a few tokens ahead only. Folding makes some words alike
 * ("quý" and "quy", "năm" and "Nam", "từ" and "Tư"), so what follows them decides.
 */
export function startsTime(reader: Reader, ahead = 0): boolean {
  const token = peek(reader, ahead);
  if (!token) return false;
  if (token.kind === 'number') return true;
  const next = wordAt(reader, ahead + 1);
  const number = numberAt(reader, ahead + 1) !== null;
  switch (token.text) {
    case 'truoc':
    case 'qi':
    case 'qii':
    case 'qiii':
    case 'qiv':
      return true;
    case 'cham':
    case 'muon':
      return next === 'nhat';
    case 'khong':
      return next === 'qua' || next === 'muon' || next === 'cham';
    case 'ngay':
      return number || ['sau', 'khi', 'mung', 'mong'].includes(next);
    case 't':
    case 'nam':
      return number || (token.text === 't' && dottedAhead(reader, ahead));
    case 'vao':
    case 'luc':
      // Never on and on: "vào vào vào …" would be looked at again from each of its words.
      return next !== 'vao' && next !== 'luc' && startsTime(reader, ahead + 1);
    case 'thang':
      return number || startsSequence(reader, ahead);
    case 'q':
    case 'quy':
      return (
        number ||
        romanValue(next) !== null ||
        dottedAhead(reader, ahead) ||
        startsSequence(reader, ahead)
      );
    case 'hang':
    case 'moi':
      return units.has(next) || next === 'ngay' || number;
    case 'dinh':
      return next === 'ky';
    case 'thuong':
      return next === 'xuyen';
    case 'lien':
      return next === 'tuc';
    case 'dot':
      return next === 'xuat';
    case 'theo':
      return rulesAfterTheo.has(next);
    case 'giai':
      // "Giai đoạn chuẩn bị đầu tư" is no time.
      return next === 'doan' && (unitAhead(reader, ahead + 2) || stageAhead(reader, ahead + 2));
    case 'ca':
      return next === 'nam';
    case 'dau':
    case 'giua':
    case 'cuoi':
    case 'nua':
      return units.has(next) || next === 'dau' || next === 'cuoi';
    case 'tu':
      return next === 'nay' || unitAhead(reader, ahead + 1);
    case 'toi':
      return next === 'thieu';
    case 'ke':
      return next === 'tu';
    case 'cho':
      return next === 'den' && startsTime(reader, ahead + 1);
    case 'den':
    case 'trong':
    case 'het':
      return ['vong', 'het', 'truoc'].includes(next) || unitAhead(reader, ahead + 1);
    default:
      return false;
  }
}

/** "giai đoạn | từ năm 2026", "giai đoạn | II", and what would tell when, without a figure. */
function stageAhead(reader: Reader, ahead: number): boolean {
  const word = wordAt(reader, ahead);
  const moving = ['tu', 'den', 'nay', 'toi', 'sau', 'truoc', 'tiep', 'moi', 'hien'];
  return word === '' || romanValue(word) !== null || moving.includes(word);
}

/** "T.6", "Q.III" */
function dottedAhead(reader: Reader, ahead: number): boolean {
  const dot = markAt(reader, ahead + 1) === '.' && peek(reader, ahead + 1)?.tight;
  const after = wordAt(reader, ahead + 2);
  return Boolean(dot) && (numberAt(reader, ahead + 2) !== null || romanValue(after) !== null);
}

/** "quý, 6 tháng và năm": a rhythm in a row of rhythms. */
function startsSequence(reader: Reader, ahead: number): boolean {
  return markAt(reader, ahead + 1) === ',' || wordAt(reader, ahead + 1) === 'va';
}

function unitAhead(reader: Reader, ahead: number): boolean {
  const word = wordAt(reader, ahead);
  return (
    numberAt(reader, ahead) !== null ||
    units.has(word) ||
    ['ngay', 't', 'q', 'ca', 'cuoi', 'dau', 'giua', 'giai', 'thoi'].includes(word)
  );
}
