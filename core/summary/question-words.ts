import type { AgencyGroup } from './agency-group.ts';

/** What of `/tiendo` a question is after; some are levels, some other features. */
export const QUESTION_VIEWS = [
  'main',
  'late',
  'blocked',
  'silent',
  'next',
  'done',
  'open',
  'agencies',
  'areas',
  'reports',
  'ranking',
  'targets',
  'compare',
  'inspection',
  'dashboard',
] as const;

export type QuestionView = (typeof QUESTION_VIEWS)[number];

export type Comparison = 'last_period' | 'last_year';

/** What a phrase of the vocabulary adds to a question. */
export type Sense =
  | { is: 'view'; view: QuestionView }
  | { is: 'compare'; with: Comparison }
  | { is: 'group'; group: AgencyGroup }
  /** "ai", "xã nào": asks who. */
  | { is: 'who' }
  /** "gì", "bao nhiêu": a question, whatever about. */
  | { is: 'ask' }
  | { is: 'text' }
  /** Says nothing that changes the answer. */
  | { is: 'filler' };

const view = (name: QuestionView, words: string): [Sense, string] => [
  { is: 'view', view: name },
  words,
];
const group = (name: AgencyGroup, words: string): [Sense, string] => [
  { is: 'group', group: name },
  words,
];

/** Folded phrases, `|` between them. Where two fit the same words, the longer one counts. */
const TABLE: readonly [Sense, string][] = [
  view(
    'main',
    'tien do|tiendo|tinh hinh|den dau|den dau roi|toi dau|toi dau roi|ra sao|sao roi|the nao|nhu the nao|dung han|ty le dung han|ti le dung han|tong hop|tong quan|bao nhieu phan tram',
  ),
  view(
    'late',
    'tre|tre han|bi tre|cham|cham tre|cham han|cham tien do|tre tien do|qua han|muon|het han|chua dung han|khong dung han|no viec|tre bao nhieu|tre bao lau|cham bao nhieu|dang tre|viec tre|lau nhat|tre lau nhat|cham lau nhat|tre nang nhat|can lo|dang lo|can don doc|phai don doc',
  ),
  view(
    'blocked',
    'vuong|vuong mac|bi vuong|dang vuong|kho khan|ket|bi ket|ach tac|tac nghen|tac|phai cho|cho tinh|phai cho tinh|cho cap tren|phai cho cap tren|cho huong dan|cho trung uong|can thao go|thao go',
  ),
  view(
    'next',
    'den ky han|han nao|nhung han nao|co han nao|cac han|nhung han|han gi|phai xong|phai lam xong|sap den han|sap toi han|sap het han|gan den han|den han|toi han|sap toi|han toi|han ke tiep|viec sap toi',
  ),
  view(
    'done',
    'da xong|xong|xong roi|da lam xong|lam xong|hoan thanh|da hoan thanh|lam duoc gi|da lam duoc|lam duoc|duoc bao nhieu viec',
  ),
  view(
    'open',
    'chua xong|chua lam|chua lam xong|chua hoan thanh|chua trien khai|chua thuc hien|dang lam|dang thuc hien|con lai|con ton|ton dong|con bao nhieu viec|con bao nhieu|con may viec|con viec gi|chua dat',
  ),
  view(
    'silent',
    'chua bao gi|chua bao|khong bao|khong bao gi|chua thay bao|khong thay bao|im|im lang|im re|im tieng|im hoi|im hoi lang tieng|bat tin|khong phan hoi|chua phan hoi|bat tam|bat vo am tin|chua tra loi|khong tra loi|chua noi gi|khong noi gi|chua cap nhat|chua cap nhat gi|khong cap nhat|khong dong tinh',
  ),
  view(
    'agencies',
    'theo don vi|tung don vi|theo co quan|tung co quan|cham nhat|kem nhat|yeu nhat|tre nhat|tre nhieu nhat|lam cham nhat|dung cuoi|te nhat|thap nhat|bet bang|doi so|luoi nhat|te hai nhat|dang lo nhat',
  ),
  view('areas', 'theo linh vuc|tung linh vuc|linh vuc nao|cac linh vuc|mang nao|linh vuc'),
  view(
    'reports',
    'bao cao|nop bao cao|gui bao cao|chua nop bao cao|chua gui bao cao|chua bao cao|bao cao chua nop|bao cao chua gui|chua nop|chua gui|thieu bao cao|thieu|con thieu|con thieu ai|thieu ai|no bao cao|tre bao cao|cham bao cao|bao cao tre|bao cao cham|da nop|nop roi|ai nop roi|ai da nop|nop chua|nop muon|nop muon nhat|nop bao cao muon|nop bao cao muon nhat|nop tre|nop cham|nop cham nhat|nop bao cao tre|nop bao cao cham|bao cao muon|bao cao dinh ky|che do bao cao|bc',
  ),
  view(
    'ranking',
    'xep hang|bang xep hang|xep loai|thu hang|thi dua|nhanh nhat|tot nhat|gioi nhat|lam tot nhat|lam nhanh nhat|dung dau|dung thu may|hang may|dan dau|tien bo nhat|top|nhat huyen|cao nhat|khen|khen ai|dang khen|khen thuong|bieu duong|tuyen duong',
  ),
  view('targets', 'chi tieu|muc tieu|dat chi tieu|cac chi tieu|dat muc tieu|kpi'),
  view(
    'inspection',
    'kiem tra|dot kiem tra|doan kiem tra|khac phuc|hanh dong khac phuc|khong phu hop|diem khong phu hop|cham diem|tu cham|tu cham diem',
  ),
  view(
    'dashboard',
    'bang dieu khien|dashboard|mo web|trang web|web|mo trang web|mo tren may tinh|link|duong dan|duong link',
  ),
  [
    { is: 'compare', with: 'last_period' },
    'so voi|so sanh|so sanh voi|so voi quy truoc|so voi ky truoc|so voi thang truoc|so voi quy roi|so sanh voi quy truoc|so sanh voi ky truoc|so voi ky roi|tien bo|co tien bo|cai thien|tang hay giam|hon quy truoc|hon ky truoc|kem quy truoc|khac gi quy truoc|xu huong',
  ],
  [
    { is: 'compare', with: 'last_year' },
    'so voi cung ky|cung ky|so voi cung ky nam ngoai|cung ky nam ngoai|so voi cung ky nam truoc|cung ky nam truoc|so voi nam ngoai|so voi nam truoc|so sanh voi nam ngoai|so sanh voi nam truoc|so sanh cung ky|so sanh voi cung ky|hon nam ngoai|hon nam truoc|kem nam ngoai',
  ],
  group(
    'communes',
    'xa|cac xa|cap xa|ubnd xa|ubnd cac xa|ubnd cap xa|xa phuong|cac xa phuong|xa thi tran|cac xa thi tran|xa phuong thi tran|dia phuong|cac dia phuong|khoi xa|tuyen xa|duoi xa',
  ),
  group('wards', 'phuong|cac phuong|ubnd phuong|ubnd cac phuong'),
  group('towns', 'thi tran|cac thi tran|ubnd thi tran|ubnd cac thi tran'),
  group('districts', 'cac huyen|cap huyen|ubnd cac huyen|ubnd cap huyen'),
  group(
    'offices',
    'phong|cac phong|phong ban|cac phong ban|ban nganh|cac ban nganh|phong ban nganh|phong nganh|cac phong nganh|khoi phong|khoi huyen|co quan chuyen mon',
  ),
  group('departments', 'so|cac so|so nganh|cac so nganh|so ban nganh|cac so ban nganh'),
  group('verticals', 'nganh doc|cac nganh doc|co quan nganh doc|co quan trung uong|co quan tw'),
  group('units', 'don vi su nghiep|cac don vi su nghiep|su nghiep cong lap'),
  [
    { is: 'who' },
    'ai|ai con|ai dang|nhung ai|don vi nao|co quan nao|noi nao|cho nao|ai hon|ai chiu trach nhiem|chiu trach nhiem|ai phu trach|phu trach|ai lam|ai chu tri|chu tri|ai nhan|giao ai|giao cho ai|do ai|don vi nao lam|ben nao|nhung don vi nao|don vi nao con|nao|nhung noi nao|dua nao',
  ],
  [
    { is: 'ask' },
    'gi|viec gi|nhung gi|nhung viec gi|viec nao|nhung viec nao|nhiem vu nao|nhung nhiem vu nao|bao nhieu|bao nhieu viec|may viec|bao lau|cai gi|chuyen gi|gi khong',
  ],
  [
    { is: 'text' },
    'chu|bang chu|dang chu|chi chu|chi can chu|khong hinh|khong anh|khong can hinh|ban chu',
  ],
  [
    { is: 'filler' },
    'lai|sao lai|ma|kha|kha hon|nua|ngay nua|con bao nhieu ngay|dung|chac|nhi|nhe em|em nhe|ok|day em|biet|cho biet|ngay|toan|thay|can|lo|cai|phai|duoc day|duoc vay|day|gio|ntn|hon|nhau|bao cao toi|bao cao anh|bao cao chi|bao cao cho toi|bao cao cho anh|bao cao nhanh|cung|xin hoi|lam gi|sep|thuong truc|den bay gio|toi gio|tu dau|ngay nay|dang co|cua|ket qua|vi|vi sao|tai sao|sao lai|ly do|li do|nguyen nhan|trung uong|o|tai|ve|trong|thuoc|trong ky|cho|voi|va|roi|nhe|nha|a|di|em|anh|chi|toi|minh|xem|cho xem|cho toi xem|cho anh xem|cho chi xem|cho minh xem|hoi|muon xem|can xem|muon biet|giup|dum|xin|vay|the|thi|la|lam|lam an|dang|da|con|co|bi|may|nhieu|it|khong|ko|k|chua|sao|het|nay|luc nay|hien nay|hien tai|bay gio|hom nay|den nay|den gio|tinh den nay|viec|cong viec|nhiem vu|nv|cong tac|ke hoach|ke hoach nam|cai cach|hanh chinh|cai cach hanh chinh|cchc|so lieu|so luong|so viec|cac|nhung|moi|tat ca|toan bo|toan huyen|ca huyen|huyen|huyen nha|huyen ta|huyen minh|toan tinh|ca tinh|tinh|tinh nha|toan xa|don vi|co quan|cac don vi|cac co quan|cac don vi co quan|nganh|chung|khoan|phan|theo|nhat|qua|lam viec|thuc hien|trien khai|tinh tu|tu|bao|duoc|ha|u|nao do|vs|cap nhat|moi nhat|noi|thay|em oi|oi|bot|nho|dum toi|hien|ca|nguoi|dua|loai|vu|nua|thong ke|danh sach|liet ke|diem|phan tram|ty le|ti le|dat|noi dung|chi tiet|tiep|ben|phia|nhu|ho so',
  ],
];

/** Every phrase of the vocabulary with what it means. */
export const QUESTION_WORDS: ReadonlyMap<string, Sense> = new Map(
  TABLE.flatMap(([sense, words]) => words.split('|').map((phrase) => [phrase, sense] as const)),
);

/** The single words that make up the vocabulary; what is one slip away from one may be meant. */
export const QUESTION_VOCABULARY: ReadonlySet<string> = new Set(
  [...QUESTION_WORDS.keys()].flatMap((phrase) => phrase.split(' ')),
);
