import type { WrittenPoint } from './point.ts';
import type { Token } from './token.ts';

/** What stands before a time, and where. */
export interface Foreword {
  label: readonly Token[];
  /** The first word of the time, and the token before it. */
  first: Token;
  before: Token | undefined;
  /** "Hoàn thành …" was written: surely an end. */
  ends: boolean;
  planYear: number;
}

/**
 * Whether what stands before a time says that it is another day than the one something is due on:
 * a day on a paper ("Công văn ngày 5/6/2023"), data up to a day ("Báo cáo kết quả đến 30/6"), what
 * is over ("Đã hoàn thành"), was before ("Thời hạn cũ"), is due in part or in some cases only, or
 * what the work is about ("Rà soát văn bản ban hành trước 01/7"). `point`: null for what comes again.
 */
export function tellsOtherDay(foreword: Foreword, point: WrittenPoint | null): boolean {
  const { label, first, before, ends } = foreword;
  if (label.length === 0) return false;
  const text = ` ${label.map((token) => token.text).join(' ')} `;
  if (wholly.has(text.replace(/[ :]+/g, ' ').trim())) return true;
  if (label.some(isPast) || has(text, unsure)) return true;
  if (point === null) return false;
  const { until, bounded, limited } = point;
  if (until.unit === 'day' && isAbout(text)) return true;
  if (limited) return false;
  if (has(text, moments)) return true;
  const named = dayNames.some((words) => text.startsWith(` ngay ${words}`));
  if (text.startsWith(' ngay ') && !named) return true;
  const untilThen = first.text === 'den';
  if (untilThen && !ends && has(text, abouts)) return true;
  if (':('.includes(before?.text ?? ' ')) return false;
  // "Xây dựng kế hoạch đến năm 2025", "… cả năm 2024": which plan.
  if (until.unit === 'year' && has(text, [...papers, 'chien luoc', 'quy hoach'])) {
    return untilThen || first.text === 'ca' || (until.year ?? 0) !== foreword.planYear || !bounded;
  }
  // "Quyết định ngày 15/6/2023", "Chỉ thị 05/2023": which paper, not when.
  const paper = !bounded && papers.some((words) => text.startsWith(` ${words} `));
  return paper && (until.unit === 'day' || first.kind === 'number');
}

function has(text: string, phrases: readonly string[]): boolean {
  return phrases.some((words) => text.includes(` ${words} `));
}

/** With their marks: folded they are other words, too. */
const turning: ReadonlySet<string> = new Set('thì đã da chờ như lùi tùy tuỳ'.split(' '));

function isPast({ raw }: Token, at: number, label: readonly Token[]): boolean {
  if (turning.has(raw)) return true;
  return raw === 'cũ' && label[at + 1]?.text !== 'the';
}

/** "Số hóa hồ sơ giải quyết | trước …", "Công chức bổ nhiệm | trước …": what was so before a day? */
function isAbout(text: string): boolean {
  // "Rà soát, tham mưu UBND tỉnh ban hành trước …": somebody does it by then.
  if (has(text, [',', 'trinh', 'tham muu', 'ubnd', 'uy ban', 'chu tich'])) return false;
  const worked = works.some((words) => text.startsWith(` ${words} `));
  if (worked) return [...states, ...results].some((words) => text.endsWith(` ${words} `));
  const thing = things.some((words) => text.startsWith(` ${words} `));
  return thing && states.some((words) => text.endsWith(` ${words} `));
}

const states =
  'ban hanh|phat sinh|tiep nhan|ton dong|qua han|nghi huu|tuyen dung|bo nhiem|su dung'.split('|');

const results = [
  'giai quyet',
  'thuc hien',
  'phe duyet',
  'cong trinh hoan thanh',
  'luong hoan thanh',
];

const works = 'ra soat|so hoa|xu ly|thong ke|kiem ke|thanh toan|quyet toan|he thong hoa'.split('|');

const things = 'can bo|cong chuc|vien chuc|nguoi|ho so|van ban|dat|nha'.split('|');

/** "Thời hạn ban đầu: …", "Nhận: …; trả: …": the word alone, after "thời hạn" or nothing. */
const wholly: ReadonlySet<string> = new Set(
  'goc|ban dau|moi|dieu chinh|nhan|giao|duoc giao|tu|sinh'.split('|'),
);

const unsure =
  'gia han|co ban|mot phan|hieu luc|keo dai|tam dung|truong hop|so voi|cung ky|xay ra|lan tiep theo|lan sau|chuyen thoi han|chuyen thoi gian'.split(
    '|',
  );

/** Days on which something is so, or that others meet on; due only where "trước" is written. */
const moments = ['so lieu', 'thoi diem', 'ky bao cao', 'ky hop', 'luy ke'];

const dayNames = ['hoan', 'ket thuc', 'gui', 'nop', 'trinh', 'den han', 'cuoi', 'het'];

const abouts =
  'bao cao|ket qua|tinh hinh|tinh|chuyen|thong ke|tong hop|cap nhat|ra soat|danh gia|kiem ke|cong khai|chi tieu|muc tieu|giai ngan'.split(
    '|',
  );

const papers =
  'ke hoach|quyet dinh|cong van|van ban|to trinh|thong bao|chi thi|nghi quyet|chuong trinh|huong dan|bien ban|de an|danh muc|bao cao|ket qua|tong ket'.split(
    '|',
  );
