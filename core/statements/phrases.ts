import type { Effect, Mark } from './mark.ts';
import { shapeAt } from './shapes.ts';
import { foldedOf, isWord, type Words } from './words.ts';

export type { Effect, Mark } from './mark.ts';

/** Effects that say something about how things stand. */
export const SAYING: ReadonlySet<Effect> = new Set<Effect>([
  'done',
  'progress',
  'not_started',
  'blocked',
  'not_applicable',
  'sent',
  'unclear',
  'issued',
  'acted',
  'extension',
]);

/** Phrases by effect, parted by bars; see `isWord` for what marks and `=` mean. */
const PHRASES: Readonly<Record<Effect, string>> = {
  done:
    'xong|xong roi|xong het|xong xuoi|da xong|da xong roi|lam xong|da lam xong|hoan thanh|hoan thanh roi|' +
    'hoan thanh xong|da hoan thanh xong|da hoan thanh|hoan tat|da hoan tat|thuc hien xong|' +
    'da thuc hien xong|trien khai xong|da trien khai xong|da ban hanh|ban hanh roi|vua ban hanh|' +
    'ban hanh xong|da ky ban hanh|da ban hanh xong|done|da xong het|vua xong|vua lam xong|moi xong|vua hoan thanh|' +
    'da duoc ban hanh|da to chuc xong|to chuc xong|lam roi|da lam roi',
  progress:
    'con lau moi xong|lau moi xong|lam chua xong|chua xong|chua xong dau|chua hoan thanh|chua lam xong|chua hoan tat|chua thuc hien xong|' +
    'chua trien khai xong|van chua xong|chua xong han|chua xong het|sap xong|gan xong|gan xong roi|' +
    'sap xong roi|sap hoan thanh|gan hoan thanh|sap lam xong|gan lam xong|co ban xong|' +
    'co ban hoan thanh|co ban da xong|co ban da hoan thanh|co ban la xong|gan nhu xong|' +
    'gan nhu hoan thanh|hoan thanh co ban|xong co ban|xong so bo|da trinh ky|da trinh lanh dao|' +
    'da trinh|da du thao|da co du thao|da soan|du thao xong|da du thao xong|xong du thao|xong ban nhap|' +
    'xong ban thao|hoan thanh du thao|xong mot phan|hoan thanh mot phan|xong phan|xong buoc|' +
    'hoan thanh phan|hoan thanh buoc|xong mot nua|moi bat dau|da bat dau|bat dau lam|' +
    'bat dau trien khai|moi trien khai|moi lam|tiep tuc thuc hien|duoc mot phan|lam mot phan|dang do|' +
    'lam gan xong|chuan bi xong|con đang|van đang|van dang|gan xong het|sap xong het|' +
    'lam duoc hon nua|duoc hon nua|duoc gan nua|cung gan xong|tam xong|xong duoc mot phan' +
    '|chua xong duoc|chua the xong|hơn nửa roi|lam hơn nửa|hơn một nửa|quá nửa|xong duoc phan lon|xong phan lon|duoc phan lon|trinh ky roi|trinh roi|trinh lanh dao roi|dang hoan thien|đang hoan thien' +
    '|chua nghiem thu|chua duoc duyet|chua phe duyet|chua duoc phe duyet|chua duyet|chua duoc ky',
  not_started:
    'chua trien khai|chua thuc hien|chua lam|chua bat dau|chua lam gi|chua co gi|chua lam duoc|' +
    'chua lam duoc gi|chua trien khai duoc|chua thuc hien duoc|chua tien hanh|chua to chuc|' +
    'chua khoi dong|chua dong den|chua trien khai gi|van chua lam|van chua trien khai|' +
    'chua bat dau lam|chua he trien khai|chua trien khai thuc hien' +
    '|chua dung toi|chua dung den|chua dong toi|chua bat tay|chua lam gi het|chua he lam|chua trien khai duoc gi',
  blocked:
    'vuong|vuong mac|bi vuong|đang vuong|đang vuong mac|đang bi vuong|gap vuong mac|co vuong mac|' +
    'con vuong|con vuong mac|đang gap vuong mac|gap kho khan|đang gap kho khan|kho khan|' +
    'kho khan vuong mac|bi tac|đang tac|ach tac|bi ach|khong trien khai duoc|khong thuc hien duoc|' +
    'khong lam duoc|chua the trien khai|chua the thuc hien|bi treo|dang bi treo' +
    '|bi ket|đang ket|con ket|bi kẹt|đang vuong phai|bi dinh',
  not_applicable:
    'khong phat sinh|khong co phat sinh|khong phat sinh gi|khong co phat sinh gi|khong ap dung',
  sent:
    'đã gui|đã nop|vua gui|vua nop|moi gui|moi nop|gui roi|nop roi|gui xong|nop xong|đã gui xong|' +
    'đã bao cao|bao cao roi|đã gui roi|đã nop roi|đã bao cao xong|bao cao xong|moi gui xong|vua gui xong|đã gui het' +
    '|gui lau roi|nop lau roi|gui hom qua roi|nop hom qua roi|đã gui di',
  unclear:
    'da trien khai|da thuc hien|da lam|da tien hanh|da to chuc|thuc hien roi|trien khai roi|' +
    'chua gui|chua nop|chua ban hanh|chua bao cao|chua ky|chua trinh|chua duoc ban hanh|' +
    'khong kip|khong xong|khong hoan thanh|khong hoan thanh duoc|chua kip|chua gui duoc|đang chờ|đang đợi|con chờ|' +
    'gui bao cao|khong phai xong|khong phai da xong|dau co xong|' +
    'khong con vuong|het vuong' +
    '|da đăng|lam gi da xong|lam gi co xong|chua lam tiep duoc|chua lam tiep|bi tre|cham tien do|tre han',
  issued:
    'da co quyet dinh|da ky quyet dinh|da co ke hoach|da ky ke hoach|da co van ban|da co bao cao|da ky|' +
    'co quyet dinh roi|co ke hoach roi|co bao cao roi|co van ban roi',
  acted: '',
  extension:
    'lui han|lui lai|xin lui|xin lui han|xin duoc lui|xin duoc lui han|cho lui|cho lui han|xin gia han|gia han|' +
    'xin duoc gia han|cho gia han|xin them|xin them thoi gian|xin cham|xin nop cham|xin nop muon|xin muon|xin hoan|' +
    'xin keo dai|xin doi han|doi han|xin den|xin cho den|xin phep nop muon|xin phep nop cham|' +
    'xin phep lui|xin phep lui han|xin phep gia han|xin gui cham|xin gui muon|de nghi gia han|' +
    'de nghi cho lui|de nghi lui|de nghi lui han|de nghi cho gia han|xin cho lui|xin cho gia han|keo dai thoi han|' +
    'keo dai thoi gian|xin dời|xin dời han|cho em lui|cho xin lui|cho xin lui han|cho xin gia han|cho xin them|' +
    'cho em xin lui|cho em xin them|xin lui lai|xin lui thoi han' +
    '|xin nop tre|xin gui tre|xin tre|nop tre|xin khat|cho em khat|xin sang|lui den|lui sang|lui toi|lui qua|lui cho|cho khat|cho them|cho em them|xin phep tre|xin dời sang|dời sang|dời den|dời qua|dời lai|cho em dời|em xin lui',
  future:
    'ngay nua|tuan nua|thang nua|hom nua|se|du kien|phan dau|co gang|quyet tam|cam ket|tranh thu|tuan sau|tuan toi|thang sau|thang toi|' +
    '=mai|ngay =mai|sang =mai|chieu =mai|toi =mai|=mai em|quy sau|ngay kia|sap toi|hẹn|hua|du tinh|' +
    'hom sau|it hom nua|may hom nua|nay =mai|lat nua|ti nua|chut nua' +
    '|=mốt|ngay mot|ngay =mốt|hom =mốt|vai hom|vai bua|thang nay =sẽ|hom tới|de mai',
  about_now:
    'cuoi tuan|cuoi thang|trong tuan|trong thang|trong quy|trong ngay|chieu nay|toi nay|trua nay|' +
    'truoc ngay|truoc|cuoi quy|den ngay',
  work: 'gui|nop|lam|thuc hien|trien khai|trinh|ban hanh|bao cao',
  hedge:
    'tưởng|nam ngoai|nam truoc|hinh nhu|co le|chắc|chac la|coi nhu|em nghi|toi nghi|anh nghi|chi nghi|' +
    'khong ro|chua ro|chua biet|khong biet|khong chac|chua chac|co the|hinh nhu la|khong nho' +
    '|thi phai|le ra|đáng le|đáng ra|đáng lẽ|suyt|suyt nua|may ra',
  question:
    'sao ma|sao duoc|dau ma|xong gi|bao gio|khi nao|luc nao|ngay nao|the nao|nhu the nao|o dau|la gi|la sao|lam gi|lam sao|tai sao|vi sao|' +
    'may gio|bao nhieu|bao lau|phai khong|dung khong|duoc khong|co phai|hay chua|lam chua|' +
    'gui chua|nop chua|thuc hien chua|trien khai chua|bao cao chua|ban hanh chua|den dau|cho hoi|' +
    'xin hoi|hoi chut|sao em|sao anh|sao chi|khong em|khong anh|khong chi|khong vay|khong nhi|gi vay|' +
    'gi em|gi the|ra sao|cai nao|viec nao|nhiem vu nao|don vi nao|=ai|hoan tat chua|duoc chua|ky chua|ho em' +
    '|may gio|chua ha|chua nhi|dau roi',
  condition:
    'neu|khi xong|khi hoan thanh|sau khi|truoc khi|gia ma|gia nhu|xong thi|xong em bao|xong em se|xong anh bao|' +
    'xong se bao|xong chi bao|xong bao|thi em bao|thi bao|de em xem|de anh xem|de xem|xong em goi|xong em gui' +
    '|ước|uoc gi|phai chi|gia ma|cau mong|ước gì|con phai' +
    '|xong duoc thi|lam xong thi|lam xong duoc thi|hoan thanh thi|xong het thi|mong|mong la|mong sao|mong cho' +
    '|mai mot|=mai =mốt|bua nao|hom nao|ranh em|ranh anh|ranh chi|ranh thi|khi ranh|khi nao ranh|co thoi gian thi|de tu tu',
  request:
    'xa khac|don vi khac|phong khac|noi khac|ben kia|xa ban|de nghi|yeu cau|nhờ|vui long|kinh de nghi|kinh moi|phai hoan thanh|cần hoan thanh|phai xong|cần xong|' +
    'de hoan thanh|thoi han hoan thanh|han hoan thanh|ngay hoan thanh|ke hoach hoan thanh|' +
    'muon hoan thanh|muon xong|cac don vi|moi nguoi|giup em|giup anh|giup chi|cho em xin|lam on|cho xin|' +
    'nhac em|nhac anh|nhac chi|nho nhac|=đừng|huong dan em|huong dan cach|chuc mung|chuc em|chuc anh|chuc chi|gui lai giup|gui giup',
  all: 'tat ca|toan bo|het ca|cac nhiem vu|cac viec|moi viec|moi nhiem vu|ca hai|ca ba|xong het ca|cac viec nay',
  nothing:
    'khong vuong|khong vuong mac|khong vuong gi|khong co vuong mac|khong co kho khan|khong gap kho khan|' +
    'khong kho khan|khong gap vuong mac|khong co kho khan vuong mac|khong kho khan vuong mac|' +
    'go vuong|thao go|khong phat sinh kho khan|khong phat sinh kho khan vuong mac|khong phat sinh vuong mac kho khan|khong co vuong mac kho khan|da bao cao anh|da bao cao chi|da bao cao em|da bao cao sep|khong phat sinh vuong mac|khong co gi vuong|' +
    'khong xin gia han|khong xin lui|khong cần gia han|khong gia han|khong lui|khong xin lui han|' +
    'khong cần lui|khong cần xin|khong phai gia han|hop xong|an xong|doc xong|xem xong|nghe xong|hop hanh xong|' +
    'di hop xong|goi xong|trao doi xong|hoc xong|cai xong|chac chan|da lam viec|lam viec|' +
    'khong phai lam|da duoc gia han|da gia han|da lui han|ngay truoc|truoc day|truoc do|hom truoc|tuan truoc|thang truoc|bua truoc|quy truoc|dot truoc|hoi truoc|lan truoc|truoc han|truoc thoi han|truoc ky han|' +
    'bao cao da xong chua|xong viec nha|đang họp|da xem|da nhan|da ro|vuong dau' +
    '|den dau tuan|den dau thang|den dau quy|toi dau tuan|sang dau tuan|sang dau thang|toi dau thang|qua dau tuan|qua dau thang|đầu tuan|đầu thang|den dau nam',
};

interface Phrase {
  words: readonly string[];
  effect: Effect;
}

/** Effects after which it is still not said how things stand. */
const OPEN: ReadonlySet<Effect> = new Set<Effect>(['work', 'unclear', 'nothing', 'request']);

const byFirstWord = index();

function index(): ReadonlyMap<string, readonly Phrase[]> {
  const found = new Map<string, Phrase[]>();
  for (const [effect, list] of Object.entries(PHRASES) as [Effect, string][]) {
    for (const phrase of list.split('|').filter(Boolean)) {
      const words = phrase.split(' ');
      const first = foldedOf(words[0] ?? '');
      found.set(first, [...(found.get(first) ?? []), { words, effect }]);
    }
  }
  for (const list of found.values()) list.sort((a, b) => b.words.length - a.words.length);
  return found;
}

/** The phrases of the vocabulary in a message, the longest at each place, none overlapping. */
export function findMarks(message: Words): Mark[] {
  const marks: Mark[] = [];
  const { words, bare } = message;
  for (let at = 0; at < words.length; ) {
    const candidates = byFirstWord.get(words[at]?.text ?? '') ?? [];
    const found = candidates.find((phrase) =>
      phrase.words.every((word, i) => isWord(words[at + i], word, bare)),
    );
    const fixed = found && { effect: found.effect, from: at, to: at + found.words.length };
    // What is said by its shape goes before words that leave it open.
    const open = !fixed || OPEN.has(fixed.effect);
    const mark = open ? (shapeAt(message, at) ?? fixed) : fixed;
    if (mark) marks.push(mark);
    at = mark?.to ?? at + 1;
  }
  return marks;
}
