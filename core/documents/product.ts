import { fold } from '../text/fold.ts';

/**
 * Kinds of documents that are signed and numbered (Decree 30/2020/NĐ-CP, article 7; laws and the
 * general "văn bản" besides). Projects and contracts are left out: as a task's product they are
 * the thing itself.
 */
const kinds = [
  'bao cao',
  'bien ban',
  'chi thi',
  'chuong trinh',
  'cong dien',
  'cong van',
  'de an',
  'giay moi',
  'huong dan',
  'ke hoach',
  'ket luan',
  'nghi dinh',
  'nghi quyet',
  'phuong an',
  'quy che',
  'quy dinh',
  'quyet dinh',
  'thong bao',
  'thong cao',
  'thong tu',
  'to trinh',
  'van ban',
];

/** What may stand before the kind without changing it. */
const openings = ['cac', 'nhung', 'cac loai', 'ban hanh', 'du thao va ban hanh'];

/**
 * Is a task's product a signed document ("Kế hoạch của UBND huyện", "Các văn bản QPPL"), so that
 * its number and date can be asked for? Judged by how it begins: "Số lượng văn bản …" is a figure,
 * "Chương trình phần mềm" a program, "Dự thảo Quyết định" not signed yet.
 */
export function isDocumentProduct(product: string): boolean {
  const words = withoutOpening(fold(product));
  if (/^chuong trinh (phan mem|may tinh|ung dung)\b/.test(words)) return false;
  return kinds.some((kind) => words === kind || words.startsWith(`${kind} `));
}

function withoutOpening(words: string): string {
  const opening = openings.find((candidate) => words.startsWith(`${candidate} `));
  return opening ? words.slice(opening.length + 1) : words;
}
