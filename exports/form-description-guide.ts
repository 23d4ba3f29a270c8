import type { FormDefinition } from '../core/indicators/definition.ts';
import type { DescribedWho } from '../imports/form-description-who.ts';
import type {
  CHECK_HEADINGS,
  ColumnHeading,
  FormLine,
  ROW_HEADINGS,
} from '../imports/form-description-words.ts';

/** What stands on the first sheet: headings and lines, the latter with an example where there is one. */
export const GUIDE: readonly (string | readonly [string, string])[] = [
  'CÁCH THÊM HOẶC SỬA MỘT BIỂU SỐ LIỆU',
  [
    '1.',
    'Điền các ô nền vàng ở các trang “Biểu”, “Cột”, “Dòng”, “Kiểm tra”; ô nền xám để nguyên. Trang “Ví dụ” là một biểu đã điền xong để tham khảo.',
  ],
  [
    '2.',
    'Lưu tệp (.xlsx) rồi gửi lại vào cuộc trò chuyện. Tôi kiểm tra, báo chỗ cần sửa (ghi rõ trang và ô), cho xem trước những gì sẽ thay đổi và chỉ áp dụng khi anh/chị bấm “Dùng biểu này”.',
  ],
  [
    '3.',
    'Sửa một biểu đang dùng: giữ nguyên các ô ở cột “Mã” và dòng “Mã biểu”, nhờ đó số liệu các kỳ trước vẫn so sánh được. Dòng, cột mới thì để trống “Mã”. Báo cáo đã được duyệt vẫn giữ mẫu cũ.',
  ],
  'TRANG “BIỂU”',
  [
    'Loại dòng',
    '“cố định”: các dòng liệt kê ở trang “Dòng”. “mỗi đơn vị một dòng”: mỗi đơn vị nộp dòng của mình. “tự thêm dòng”: người báo cáo thêm dòng khi cần (ví dụ danh sách kế hoạch).',
  ],
  [
    'Ai nộp',
    'Ví dụ: “UBND cấp xã”; “cơ quan chuyên môn cấp huyện”; “đơn vị cấp xã”; “tất cả”; hoặc tên các đơn vị, nhóm đơn vị cách nhau bằng dấu chấm phẩy: “Phòng Tư pháp; Phòng Nội vụ”.',
  ],
  [
    '{năm}',
    'Trong tiêu đề có thể viết {năm}, {từ ngày}, {đến ngày}, {địa bàn}: khi in sẽ thành năm, thời gian chốt số liệu của kỳ báo cáo và tên địa bàn.',
  ],
  'TRANG “CỘT”',
  [
    'STT cột',
    'Số in dưới tiêu đề cột, không tính cột số thứ tự và cột tên dòng. Công thức và điều kiện gọi cột bằng số này trong ngoặc: (1), (2), (3)…',
  ],
  [
    'Nhóm tiêu đề',
    'Tiêu đề chung của nhiều cột. Nhóm 1 ở trên cùng; các cột cạnh nhau có cùng chữ ở đây được in chung một tiêu đề.',
  ],
  ['Kiểu', 'số nguyên; số thập phân; tỷ lệ %; chữ; ngày. Cột tỷ lệ % ghi 93,66 nghĩa là 93,66%.'],
  [
    'Để trống là',
    '“bằng 0”: ô trống tính là 0. “chưa có”: ô trống là chưa có số liệu. “bắt buộc nhập”: không được để trống.',
  ],
  ['Công thức', '(1) = (2) + (3)   hoặc   =(2)+(3)   hoặc   (4) = tỷ lệ %((3); (1))'],
  'TRANG “DÒNG” (chỉ khi loại dòng là “cố định”)',
  [
    'Là tổng của',
    '“tất cả”, hoặc số các dòng cách nhau bằng dấu chấm phẩy: 1; 2; 3. Để trống nếu không phải dòng tổng.',
  ],
  'TRANG “KIỂM TRA”',
  ['Mức', '“sai”: phải sửa mới gửi được. “cảnh báo”: được gửi nếu có giải trình.'],
  [
    'Áp dụng',
    '“mỗi dòng”: điều kiện gọi cột (1), (2)… của cùng một dòng. “mỗi cột”: điều kiện gọi dòng 1, dòng 2… của cùng một cột. “cả biểu”: gọi từng ô, ví dụ dòng 2 cột (3).',
  ],
  [
    'Chỉ với',
    'Mỗi dòng: “trừ dòng tổng”, “dòng tổng” hoặc số các dòng (1; 2). Mỗi cột: số các cột, ví dụ (1); (2). Để trống là tất cả.',
  ],
  [
    'So sánh',
    'Dùng các dấu   =   ≠   <   ≤   >   ≥   (gõ <>, <=, >= cũng được);   và   hoặc   không phải (…)',
  ],
  [
    'Phép tính',
    'Dùng các dấu   +   -   ×   /   (gõ * cũng được); số lẻ viết dấu phẩy: 0,5; các phần trong hàm cách nhau bằng dấu chấm phẩy.',
  ],
  [
    'Kỳ khác',
    '[kỳ trước](10): số của báo cáo kỳ liền trước; [báo cáo trước](2): báo cáo trước trong cùng năm (số lũy kế); [cùng kỳ năm trước](2).',
  ],
  [
    'Cả cột',
    'tổng(các dòng (3)): cộng cột (3) của mọi dòng, không kể dòng tổng; dòng "Tổng cộng" (3): ô ở dòng tổng.',
  ],
  [
    'Hàm',
    'tổng(…; …), lớn nhất(…; …), nhỏ nhất(…; …), trị tuyệt đối(…), làm tròn(…; 2), tỷ lệ %(phần; tổng), nếu(điều kiện; …; …), có ghi((5)).',
  ],
  [
    'Ví dụ',
    '(1) = (2) + (3)      (4) ≤ (1)      (2) = [kỳ trước](10)      dòng 2 ≤ dòng 1      trị tuyệt đối((3) - [cùng kỳ năm trước](3)) ≤ 20',
  ],
];

/** Beside each line of the sheet "Biểu". */
export const FORM_HINTS: Readonly<Record<FormLine, string>> = {
  name: 'Bắt buộc. Ví dụ: Phụ lục VII',
  title: 'Bắt buộc. Có thể viết {năm}, {từ ngày}, {đến ngày}, {địa bàn}.',
  subtitle: 'Dòng chữ nghiêng dưới tiêu đề, nếu có.',
  source: 'Văn bản quy định biểu này, nếu có.',
  duty: 'Chọn: báo cáo của đơn vị, hay báo cáo về lĩnh vực mình chủ trì.',
  who: 'Bắt buộc. Ví dụ: UBND cấp xã; hoặc tên các đơn vị cách nhau bằng dấu chấm phẩy.',
  whole:
    'Chọn “có” khi một đơn vị tổng hợp số liệu cho tất cả đơn vị cấp dưới (biểu mỗi đơn vị một dòng).',
  rowKind: 'Chọn: cố định, mỗi đơn vị một dòng, tự thêm dòng.',
  rowLabel: 'Chữ ở đầu cột tên dòng. Ví dụ: Lĩnh vực; Đơn vị. Bỏ trống nếu tự thêm dòng.',
  labelColumn: 'Chỉ khi tự thêm dòng: số của cột chữ dùng làm tên dòng. Ví dụ: (1)',
  numberLabel: 'Ví dụ: STT. Bỏ trống nếu biểu không có cột số thứ tự.',
  total:
    'Tên dòng tổng. Ví dụ: Tổng cộng. Bỏ trống nếu không có (loại “cố định” thì ghi ở trang Dòng).',
  totalPlace: 'Chọn: đầu, cuối.',
  totalKey: 'Giữ nguyên nếu đã có; biểu mới bỏ trống.',
  code: 'Giữ nguyên nếu đã có; biểu mới bỏ trống.',
  version: 'Phiên bản mà tệp này được lập ra từ đó; không cần sửa.',
};

export const COLUMN_HINTS: Readonly<Record<ColumnHeading, string>> = {
  number: '1, 2, 3… theo thứ tự in trên biểu.',
  label: 'Bắt buộc. Ví dụ: Trễ hạn',
  kind: 'Bắt buộc: chọn trong danh sách.',
  unit: 'Ví dụ: hồ sơ',
  blank: 'Ô trống nghĩa là gì: chọn trong danh sách.',
  formula: 'Ví dụ: (1) = (2) + (3). Bỏ trống nếu là số phải nhập.',
  max: 'Số lớn nhất được nhập. Ví dụ: 100',
  negative: 'Có: được nhập số âm.',
  note: 'Điều cần lưu ý khi nhập cột này.',
  decimals: 'Số chữ số sau dấu phẩy khi in, từ 0 đến 6. Bỏ trống là 2.',
  units: 'Các chữ có thể ghi sau con số. Ví dụ: nhiệm vụ; đơn vị',
  dash: 'Ghi “-” nghĩa là gì. Bỏ trống là: để trống.',
  none: 'Ghi “không” nghĩa là gì. Bỏ trống là: bằng 0.',
  addUp: 'Ở dòng tổng cột này có cộng lại không. Bỏ trống là: cộng lại (với số).',
  key: 'Giữ nguyên nếu đã có; cột mới bỏ trống.',
};

export const ROW_HINTS: Readonly<Record<keyof typeof ROW_HEADINGS, string>> = {
  number: 'Số in ở đầu dòng. Ví dụ: 1; 1.1; II',
  label: 'Bắt buộc. Ví dụ: Tư pháp',
  sumOf: 'tất cả; hoặc số các dòng: 1; 2; 3. Bỏ trống nếu không phải dòng tổng.',
  key: 'Giữ nguyên nếu đã có; dòng mới bỏ trống.',
};

export const CHECK_HINTS: Readonly<Record<keyof typeof CHECK_HEADINGS, string>> = {
  label: 'Nói bằng lời cho người báo cáo. Ví dụ: Số trễ hạn không lớn hơn tổng số',
  severity: 'sai: phải sửa. cảnh báo: được gửi nếu giải trình.',
  each: 'Chọn: mỗi dòng, mỗi cột, cả biểu.',
  only: 'Bỏ trống là tất cả. Ví dụ: trừ dòng tổng; hoặc (1); (2)',
  condition: 'Điều đúng khi số liệu đúng. Ví dụ: (4) ≤ (1)',
  key: 'Giữ nguyên nếu đã có; kiểm tra mới bỏ trống.',
};

/** The worked example. */
export const EXAMPLE: FormDefinition = {
  code: 'phu-luc-vii',
  version: 1,
  name: 'Phụ lục VII',
  title: 'Tiếp nhận hồ sơ trực tuyến năm {year}',
  subtitle: '(Số liệu từ ngày {from} đến hết ngày {to})',
  numberLabel: 'STT',
  rows: {
    kind: 'fixed',
    label: 'Lĩnh vực',
    items: [
      { key: 'tu_phap', number: '1', label: 'Tư pháp' },
      { key: 'noi_vu', number: '2', label: 'Nội vụ' },
      { key: 'tong_cong', label: 'Tổng cộng', sumOf: 'items' },
    ],
  },
  columns: [
    {
      label: 'Hồ sơ tiếp nhận',
      columns: [
        {
          key: 'tong_so',
          label: 'Tổng số',
          kind: 'integer',
          unit: 'hồ sơ',
          blank: 'zero',
          computed: 'truc_tiep + truc_tuyen',
        },
        { key: 'truc_tiep', label: 'Trực tiếp', kind: 'integer', unit: 'hồ sơ', blank: 'zero' },
        { key: 'truc_tuyen', label: 'Trực tuyến', kind: 'integer', unit: 'hồ sơ', blank: 'zero' },
      ],
    },
    {
      key: 'ty_le',
      label: 'Tỷ lệ trực tuyến',
      kind: 'percent',
      max: 100,
      computed: 'percent(truc_tuyen, tong_so)',
    },
    { key: 'ghi_chu', label: 'Ghi chú', kind: 'text' },
  ],
  checks: [
    {
      id: 'truc_tuyen_trong_tong_so',
      severity: 'error',
      label: 'Số trực tuyến không lớn hơn tổng số',
      expression: 'truc_tuyen <= tong_so',
    },
    {
      id: 'so_luy_ke_khong_giam',
      severity: 'warning',
      label: 'Số lũy kế không nhỏ hơn báo cáo trước trong năm',
      rows: 'items',
      expression: 'tong_so >= earlier(tong_so)',
    },
  ],
};

export const EXAMPLE_WHO: DescribedWho = {
  duty: 'own',
  kinds: ['committee'],
  levels: ['commune'],
  names: null,
  whole: false,
};
