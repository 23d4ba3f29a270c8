import type { WrittenDeadline } from './list.ts';
import type { Token } from './token.ts';

/**
 * Whether what stands before a time says that it is another day than the one something is due on:
 * a day on a paper ("Công văn ngày 5/6/2023"), data up to a day ("Báo cáo kết quả đến 30/6"), what
 * is over ("Đã hoàn thành"), was before ("Thời hạn cũ"), may be or is due in part only. `label`:
 * its tokens; `first`: the first word of the time, `before` the token before it.
 */
export function tellsOtherDay(
  label: readonly Token[],
  { first, before }: { first: Token; before: Token | undefined },
  written: WrittenDeadline,
): boolean {
  const text = ` ${label.map((token) => token.text).join(' ')} `;
  if (wholly.has(text.replace(/[ :]+/g, ' ').trim())) return true;
  if (label.some(isPast) || moved.some((words) => text.includes(` ${words} `))) return true;
  if (written.type !== 'point') return false;
  const { until, bounded, limited } = written.point;
  if (limited) return false;
  if (moments.some((words) => text.includes(` ${words} `))) return true;
  if (text.startsWith(' ngay ') && !ends.some((words) => text.startsWith(` ngay ${words}`))) {
    return true;
  }
  const about = abouts.some((words) => text.includes(` ${words} `));
  if (about && first.text === 'den') return true;
  if (bounded || ':('.includes(before?.text ?? ' ')) return false;
  // "Quyết định ngày 15/6/2023", "Chỉ thị 05/2023", "Nghị quyết năm 2023": which paper, not when.
  if (!papers.some((words) => text.startsWith(` ${words} `))) return false;
  return until.unit === 'day' || until.unit === 'year' || first.kind === 'number';
}

/** With their marks: "da" and "cu" are other words, too. */
function isPast({ raw }: Token, at: number, label: readonly Token[]): boolean {
  if (raw === 'thì') return true;
  if (raw === 'đã' || raw === 'da') return true;
  return raw === 'cũ' && label[at + 1]?.text !== 'the';
}

/** "Thời hạn ban đầu: …", "Nhận: …; trả: …": the word alone, after "thời hạn" or nothing. */
const wholly: ReadonlySet<string> = new Set([
  'goc',
  'ban dau',
  'moi',
  'dieu chinh',
  'nhan',
  'giao',
  'tu',
]);

const moved = ['gia han', 'co ban', 'mot phan', 'hieu luc', 'keo dai', 'tam dung'];

/** Days on which something is so, or that others meet on; due only where "trước" is written. */
const moments = ['so lieu', 'thoi diem', 'ky bao cao', 'ky hop', 'luy ke'];

const ends = ['hoan', 'ket thuc', 'gui', 'nop', 'trinh', 'den han', 'cuoi', 'het'];

const abouts = ['bao cao', 'ket qua', 'tinh hinh', 'tinh'];

const papers = [
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
  'danh muc',
  'bao cao',
  'ket qua',
  'tong ket',
];
