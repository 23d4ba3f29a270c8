import { editDistance } from '../organisation/edit-distance.ts';

const ONSETS = 'b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' ');

const RIMES: ReadonlySet<string> = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ' +
    'ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc ' +
    'oe oen oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo ' +
    'uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu'
  ).split(' '),
);

/** Words on which a reading hangs; shorter ones are too like others to be mended. */
const KEYWORDS = (
  'xong hoan thanh dang chua trien khai thuc hien nhiem vuong khong phat sinh khoang ' +
  'huong quyet dinh nghi'
).split(' ');

/** Words that nearly always stand together; after the first, the second may look like a real word. */
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['hoan', 'thanh'],
  ['trien', 'khai'],
  ['nhiem', 'vu'],
  ['phat', 'sinh'],
  ['vuong', 'mac'],
]);

/**
 * A mistyped keyword put right, folded: one letter wrong, missing, too many or two changed over
 * ("xogn", "hoanf", "trienkhai" not). Real syllables are never touched, so that "song" stays a river.
 */
export function mended(word: string, before = ''): string {
  const partner = PARTNERS.get(before);
  if (partner !== undefined && isNear(word, partner)) return partner;
  if (word.length < 3 || word.length > 8 || isSyllable(word)) return word;
  const typed = withoutTelex(word);
  if (typed !== word && isSyllable(typed)) return typed;
  const near = KEYWORDS.filter((one) => isNear(word, one));
  return near.length === 1 ? (near[0] ?? word) : word;
}

/** "xonggg" → "xong": a letter is not typed three times but for stress. */
export function withoutStretch(word: string): string {
  return word.replace(/(.)\1\1+/g, '$1');
}

const DOUBLED: ReadonlySet<string> = new Set(['d', 'a', 'e', 'o']);

/** Without the keys a keyboard in English mode leaves of marks: "ddang", "lamf", "chuwa", "khoong". */
function withoutTelex(word: string): string {
  let kept = '';
  for (const letter of word) {
    const again = kept.endsWith(letter) && DOUBLED.has(letter);
    const hook = letter === 'w' && /[auo]$/.test(kept);
    if (!again && !hook) kept += letter;
  }
  return kept.length > 2 && /[sfrxj]$/.test(kept) ? kept.slice(0, -1) : kept;
}

function isNear(typed: string, keyword: string): boolean {
  return editDistance(typed, keyword, 1) <= 1 || isSwapped(typed, keyword);
}

/** Two neighbouring letters changed places. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Could this be a Vietnamese syllable without its marks? */
function isSyllable(word: string): boolean {
  if (RIMES.has(word)) return true;
  return ONSETS.some((onset) => word.startsWith(onset) && RIMES.has(word.slice(onset.length)));
}
