/**
 * What officials shorten on a phone, folded, and what it stands for; teencode among it. Only what
 * has one meaning in this trade; letters with two are in `AFTER`.
 */
const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nv: 'nhiem vu',
    nvu: 'nhiem vu',
    bc: 'bao cao',
    bcao: 'bao cao',
    kh: 'ke hoach',
    cv: 'cong viec',
    qd: 'quyet dinh',
    vb: 'van ban',
    hd: 'huong dan',
    tk: 'trien khai',
    kp: 'kinh phi',
    sl: 'so lieu',
    ps: 'phat sinh',
    vm: 'vuong mac',
    ld: 'lanh dao',
    tg: 'thoi gian',
    hs: 'ho so',
    tthc: 'thu tuc hanh chinh',
    cchc: 'cai cach hanh chinh',
    dvc: 'dich vu cong',
    dvctt: 'dich vu cong truc tuyen',
    cntt: 'cong nghe thong tin',
    hthanh: 'hoan thanh',
    ko: 'khong',
    k: 'khong',
    kg: 'khong',
    hok: 'khong',
    khg: 'khong',
    chx: 'chua',
    cx: 'cung',
    hong: 'khong',
    khum: 'khong',
    dc: 'duoc',
    dg: 'dang',
    dag: 'dang',
    lm: 'lam',
    r: 'roi',
    rui: 'roi',
    roy: 'roi',
    xg: 'xong',
    trc: 'truoc',
    ntn: 'nhu the nao',
    bgio: 'bao gio',
  }),
);

/** Letters that are a word only after one of these words. */
const AFTER: ReadonlyMap<string, { words: readonly string[]; is: string }> = new Map([
  ['ht', { words: ['da', 'chua', 'sap', 'gan', 'ban', 'se'], is: 'hoan thanh' }],
  ['th', { words: ['da', 'dang', 'chua', 'se'], is: 'thuc hien' }],
  ['bh', { words: ['da', 'chua', 'vua'], is: 'ban hanh' }],
  ['gh', { words: ['xin', 'de', 'nghi'], is: 'gia han' }],
]);

/** The words that folded letters stand for, given the word before; null for ordinary words. */
export function expand(letters: string, before: string): readonly string[] | null {
  const after = AFTER.get(letters);
  if (after?.words.includes(before)) return after.is.split(' ');
  return SHORT.get(letters)?.split(' ') ?? null;
}
