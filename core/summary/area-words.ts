import { fold } from '../text/fold.ts';

/** An area of reform as a plan numbers and names it. */
export interface AreaName {
  no: string;
  name: string;
}

/** What people call the usual areas; an area whose name has one of the first words gets all of them. */
const USUAL: readonly { keys: readonly string[]; words: readonly string[] }[] = [
  { keys: ['the che'], words: ['the che', 'van ban quy pham phap luat', 'vbqppl', 'qppl'] },
  {
    keys: ['thu tuc hanh chinh'],
    words: ['thu tuc hanh chinh', 'tthc', 'thu tuc', 'mot cua', 'cai cach tthc'],
  },
  { keys: ['bo may'], words: ['bo may', 'to chuc bo may', 'sap xep bo may', 'tinh gon bo may'] },
  {
    keys: ['cong vu', 'cong chuc'],
    words: ['cong vu', 'che do cong vu', 'cong chuc', 'can bo cong chuc', 'cbcc', 'cbccvc'],
  },
  { keys: ['tai chinh cong'], words: ['tai chinh cong', 'tcc'] },
  {
    keys: ['dien tu', 'chinh quyen so', 'chinh phu so', 'hien dai hoa', 'chuyen doi so'],
    words: [
      ...['chinh quyen so', 'chinh phu so', 'chinh quyen dien tu', 'chinh phu dien tu', 'cqdt'],
      ...['cpdt', 'hien dai hoa', 'hien dai hoa hanh chinh', 'chuyen doi so', 'cds', 'dien tu'],
    ],
  },
  { keys: ['chi dao'], words: ['chi dao', 'chi dao dieu hanh', 'dieu hanh', 'cong tac chi dao'] },
];

const HEAD = /^(?:cai cach|xay dung va phat trien|xay dung|cong tac|thuc hien)(?: che do)? /;
/** Fewer letters would be an ordinary word. */
const LEAST_INITIALS = 3;

/** Every folded phrase that names one of the areas, with the areas it may name. */
export function areaPhrases(areas: readonly AreaName[]): Map<string, AreaName[]> {
  const found = new Map<string, AreaName[]>();
  const add = (phrase: string, area: AreaName) => {
    const known = found.get(phrase) ?? [];
    if (phrase !== '' && !known.includes(area)) found.set(phrase, [...known, area]);
  };
  for (const area of areas) {
    const whole = fold(area.name);
    const bare = whole.replace(HEAD, '');
    const initials = bare.replace(/(\S)\S* ?/g, '$1');
    const own = [whole, bare, `cai cach ${bare}`];
    if (bare.includes(' ') && initials.length >= LEAST_INITIALS) own.push(initials);
    for (const { keys, words } of USUAL) {
      if (keys.some((key) => whole.includes(key))) own.push(...words);
    }
    for (const phrase of own) {
      add(phrase, area);
      add(`linh vuc ${phrase}`, area);
    }
    for (const word of ['linh vuc', 'muc', 'noi dung']) add(`${word} ${fold(area.no)}`, area);
  }
  return found;
}
