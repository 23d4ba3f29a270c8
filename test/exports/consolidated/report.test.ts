import { describe, expect, it } from 'vitest';
import { exportFile } from '../../../exports/consolidated/files.ts';
import { countTasks } from '../../../exports/consolidated/task-standing.ts';
import { consolidated, dossiers } from '../fixtures/consolidated.ts';
import { headingsOf, linesOf } from '../fixtures/read-word.ts';

describe('the report', async () => {
  const { bytes, open, name } = await exportFile('report', 'docx', consolidated());
  const lines = await linesOf(bytes);

  it('follows the outline of the printed one', async () => {
    expect(name).toBe('Bao-cao-CCHC-2019-Y.docx');
    expect(await headingsOf(bytes)).toEqual([
      '1 I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      '2 1. Về kế hoạch cải cách hành chính',
      '2 2. Về tổ chức chỉ đạo, điều hành cải cách hành chính',
      '2 3. Về kiểm tra công tác cải cách hành chính',
      '2 4. Về công tác tuyên truyền cải cách hành chính',
      '2 5. Về thực hiện chế độ báo cáo định kỳ',
      '1 II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      '2 1. Cải cách thể chế',
      '2 2. Cải cách thủ tục hành chính',
      expect.stringMatching(/^3 a\) Kết quả giải quyết hồ sơ năm 2019 tại các xã, thị trấn/),
      '2 3. Nhận xét, đánh giá chung',
      '3 a) Những kết quả đạt được',
      '3 b) Những tồn tại, hạn chế, khó khăn, vướng mắc',
      '4 - Cải cách thể chế',
      '3 c) Nguyên nhân',
      '3 d) Giải pháp',
      '2 4. Kiến nghị, đề xuất',
      '1 III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM CCHC NĂM 2020',
      '2 1. Cải cách thủ tục hành chính',
      '1 BẢNG TỔNG HỢP TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ CCHC NĂM 2019',
      expect.stringMatching(/^1 Phụ lục VI /),
    ]);
  });

  it('keeps the source of what was told, at the end of each text', () => {
    expect(lines).toContain('Đã rà soát văn bản.');
    expect(lines).toContain('- Hai đợt. (Phòng Tư pháp)');
    expect(lines).toContain('Tập huấn thêm. (Phòng Tư pháp)');
  });

  it('names who was on time, late and missing', () => {
    expect(lines).toContain('- Gửi đúng hạn (1 báo cáo): Phòng Tư pháp.');
    expect(lines).toContain('- Gửi trễ hạn (1 báo cáo): UBND xã Sơn Lâm (ngày 27/11/2019).');
    expect(lines).toContain('- Chưa gửi (1 báo cáo): UBND xã Thành Sơn.');
  });

  it('tells the figures in sentences and who is not in them', () => {
    // Printed rows without Thành Sơn: 984 + 1174 … hồ sơ.
    const { cells } = dossiers();
    const total = cells.total?.received_total as number;
    const printed = String(total).replace(/(\d)(\d{3})$/, '$1.$2');
    expect(lines.find((line) => line.startsWith('Tổng số hồ sơ đã tiếp nhận'))).toContain(
      `${printed} hồ sơ`,
    );
    expect(lines.find((line) => line.startsWith('Các số trên chưa gồm'))).toContain(
      '1 đơn vị: UBND xã Thành Sơn (chưa gửi)',
    );
    const shares = lines.flatMap((line) => /^\+ Giải quyết.*chiếm ([\d,]+)%/.exec(line)?.[1] ?? []);
    const sum = shares.reduce((all, one) => all + Number(one.replace(',', '.')), 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.05);
  });

  it('marks totals, differences and belated figures in the appendix', () => {
    expect(lines).toContain('UBND xã Thành Sơn (chưa gửi)');
    expect(lines).toContain('Tổng cộng (7/8 đơn vị)');
    expect(lines).toContain('(Tổng hợp số liệu của 7/8 đơn vị)');
    expect(lines).toContainEqual(
      expect.stringMatching(/^Số liệu Văn phòng báo cáo khác.*: 49, .*: 42/),
    );
    expect(lines).toContain(
      'Số liệu gửi sau ngày chốt số liệu 25/11/2019: UBND xã Sơn Lâm (ngày 26/11/2019).',
    );
  });

  it('leaves open what only the office knows', async () => {
    expect(open).toBeGreaterThan(5);
    expect(lines.join('\n')).toContain(
      'theo Quyết định số 50/QĐ-UBND ngày 17/01/2019 và [… văn bản của cấp trên',
    );
    const bare = consolidated({ told: [], forms: [], progress: [], plans: [] });
    expect((await exportFile('report', 'docx', bare)).open).toBeGreaterThan(open);
  });

  it('lists the names of a province on a page of their own', async () => {
    const missing = Array.from({ length: 200 }, (_, index) => {
      return {
        agency: `Xã số ${index}`,
        duty: 'own' as const,
        sentOn: null,
        returned: index > 190,
      };
    });
    const { reporting } = consolidated();
    const many = consolidated({ reporting: { ...reporting, missing } });
    const { bytes: written } = await exportFile('report', 'docx', many);
    const words = await linesOf(written);
    expect(words.find((line) => line.startsWith('- Chưa gửi (191'))).toMatch(/131 báo cáo khác\.$/);
    for (const { agency } of missing) expect(words).toContain(agency);
    expect((await headingsOf(written)).at(-1)).toMatch(/DANH SÁCH .* CHƯA GỬI BÁO CÁO NĂM 2019/);
  });

  it('counts the tasks as its table shows them', () => {
    const { progress, now } = consolidated();
    expect(countTasks(progress, now)).toMatchObject({
      total: 4,
      done: 1,
      late: 1,
      blocked: 1,
      not_started: 1,
      unassigned: 1,
    });
    expect(lines.filter((line) => line.includes('Tổng cộng 4 nhiệm vụ'))).toHaveLength(2);
  });
});
