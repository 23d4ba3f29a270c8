import { describe, expect, it } from 'vitest';
import { isDocumentProduct } from '../../../core/documents/product.ts';

describe('products of real plans', () => {
  it.each([
    'Kế hoạch của UBND huyện',
    'Báo cáo kết quả thực hiện',
    'Văn bản quy phạm pháp luật của huyện',
    'Quyết định Chủ tịch UBND tỉnh.',
    'Quyết định thông qua phương án đơn giản hóa thủ tục hành chính hoặc văn bản kiến nghị',
    'Công văn; báo cáo kết quả',
    'Văn bản báo cáo kết quả thực hiện',
    'Báo cáo kết quả (lồng ghép với kết quả CCHC)',
    'Các văn bản QPPL',
    'Tờ trình',
    'Thông báo',
    'CHỈ THỊ',
    'Nghi quyet',
  ])('%s: a document', (product) => {
    expect(isDocumentProduct(product)).toBe(true);
  });

  it.each([
    'Bộ hồ sơ mẫu',
    'Các quy trình, cấu hình lên phần mềm',
    'Kết quả xử lý phản ánh kiến nghị đã được công khai',
    'Kết nối, chia sẻ dữ liệu TTHC từ Cơ sở dữ liệu quốc gia',
    'Các TTHC, DVC',
    'Theo dõi qua hệ thống',
    'Số lượng văn bản trao đổi điện tử, tỷ lệ công chức sử dụng',
    'Các cuộc đối thoại với doanh nghiệp',
    'Chương trình phần mềm',
    'Dự thảo Quyết định',
    '',
  ])('%s: none', (product) => {
    expect(isDocumentProduct(product)).toBe(false);
  });
});
