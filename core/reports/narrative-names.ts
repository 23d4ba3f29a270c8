import type { Part } from './narrative.ts';

/**
 * What reports call the parts of what they tell. Diacritics and words such as "Một số", "Về" do not
 * matter; a name that holds two parts stands with the one most of it is about.
 */
export const PART_NAMES: Readonly<Record<Part, readonly string[]>> = {
  results: [
    'Kết quả',
    'Kết quả đạt được',
    'Kết quả thực hiện',
    'Những kết quả đạt được',
    'Kết quả thực hiện nhiệm vụ',
    'Kết quả cụ thể',
    'Ưu điểm',
    'Mặt làm được',
    'Những mặt đạt được',
  ],
  difficulties: [
    'Tồn tại, hạn chế',
    'Hạn chế, tồn tại',
    'Tồn tại',
    'Hạn chế',
    'Khó khăn',
    'Khó khăn, vướng mắc',
    'Vướng mắc',
    'Tồn tại, hạn chế, khó khăn',
    'Tồn tại, hạn chế, khó khăn, vướng mắc',
    'Khó khăn, vướng mắc, tồn tại, hạn chế',
    'Tồn tại, hạn chế và nguyên nhân',
    'Hạn chế và nguyên nhân',
    'Tồn tại và nguyên nhân',
    'Khó khăn, vướng mắc và nguyên nhân',
    'Khó khăn, vướng mắc và kiến nghị',
    'Những mặt còn tồn tại, hạn chế',
  ],
  causes: [
    'Nguyên nhân',
    'Nguyên nhân của tồn tại, hạn chế',
    'Nguyên nhân của những tồn tại, hạn chế',
    'Nguyên nhân tồn tại, hạn chế',
    'Nguyên nhân khách quan và chủ quan',
    'Nguyên nhân của hạn chế',
  ],
  proposals: [
    'Kiến nghị, đề xuất',
    'Đề xuất, kiến nghị',
    'Kiến nghị',
    'Đề xuất',
    'Những kiến nghị, đề xuất',
    'Giải pháp, kiến nghị',
    'Đề xuất, kiến nghị với cấp trên',
  ],
  next: [
    'Phương hướng, nhiệm vụ',
    'Phương hướng',
    'Phương hướng nhiệm vụ trọng tâm',
    'Phương hướng, nhiệm vụ thời gian tới',
    'Phương hướng, nhiệm vụ quý tới',
    'Phương hướng, nhiệm vụ kỳ tới',
    'Nhiệm vụ trọng tâm',
    'Nhiệm vụ trọng tâm kỳ tới',
    'Nhiệm vụ trọng tâm thời gian tới',
    'Nhiệm vụ thời gian tới',
    'Phương hướng, nhiệm vụ, giải pháp',
    'Nhiệm vụ, giải pháp thời gian tới',
    'Kế hoạch thời gian tới',
  ],
};

/**
 * What reports call the areas of reform: the wordings of the programme 2011–2020 (Nghị quyết
 * 30c/NQ-CP of 8/11/2011) and of 2021–2030 (Nghị quyết 76/NQ-CP of 15/7/2021), and the short ones
 * of everyday reports.
 */
export const AREA_NAMES: Readonly<Record<string, readonly string[]>> = {
  steering: [
    'Chỉ đạo, điều hành',
    'Chỉ đạo điều hành cải cách hành chính',
    'Công tác chỉ đạo, điều hành',
    'Công tác chỉ đạo, điều hành cải cách hành chính',
    'Công tác chỉ đạo, điều hành CCHC',
    'Công tác lãnh đạo, chỉ đạo, điều hành',
  ],
  one_stop: [
    'Cơ chế một cửa',
    'Cơ chế một cửa, một cửa liên thông',
    'Thực hiện cơ chế một cửa, một cửa liên thông',
    'Giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông',
  ],
  institutions: [
    'Cải cách thể chế',
    'Thể chế',
    'Xây dựng và hoàn thiện thể chế',
    'Cải cách thể chế hành chính nhà nước',
  ],
  procedures: [
    'Cải cách thủ tục hành chính',
    'Cải cách TTHC',
    'Thủ tục hành chính',
    'Kiểm soát thủ tục hành chính',
    'Cải cách thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông',
  ],
  organisation: [
    'Cải cách tổ chức bộ máy',
    'Cải cách tổ chức bộ máy hành chính',
    'Cải cách tổ chức bộ máy hành chính nhà nước',
    'Cải cách tổ chức bộ máy nhà nước',
    'Tổ chức bộ máy',
  ],
  civil_service: [
    'Cải cách chế độ công vụ',
    'Cải cách công vụ',
    'Chế độ công vụ',
    'Cải cách chế độ công vụ, công chức',
    'Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức',
    'Nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức',
    'Xây dựng đội ngũ cán bộ, công chức, viên chức',
  ],
  public_finance: ['Cải cách tài chính công', 'Tài chính công'],
  digital: [
    'Hiện đại hóa hành chính',
    'Hiện đại hóa nền hành chính',
    'Hiện đại hóa nền hành chính nhà nước',
    'Xây dựng chính quyền điện tử, chính quyền số',
    'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
    'Xây dựng, phát triển chính quyền điện tử, chính quyền số',
    'Xây dựng và phát triển chính phủ điện tử, chính phủ số',
    'Chính quyền điện tử, chính quyền số',
    'Chính quyền số',
    'Chuyển đổi số',
    'Ứng dụng công nghệ thông tin',
  ],
};
