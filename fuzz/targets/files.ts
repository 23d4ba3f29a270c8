import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { writeFormDescription } from '../../exports/form-description.ts';
import { readFormDescription } from '../../imports/form-description.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { readNarrative } from '../../imports/narrative-docx.ts';
import { readTable } from '../../imports/table.ts';
import { sampled } from '../sample.ts';
import { claim, target } from '../target.ts';
import { texts } from '../texts.ts';

/** A small workbook of rows, as an office would send one. */
async function workbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Kế hoạch');
  sheet.addRows([
    ['STT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời gian'],
    [1, 'Ban hành kế hoạch', 'Phòng Nội vụ', 'Quý I/2023'],
    [2, 'Kiểm tra', 'Phòng Tư pháp', new Date('2023-03-15')],
  ]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const bases = [await workbook(), await writeFormDescription(null)];

/** A real file with some of its bytes changed, cut off or doubled; or no such file at all. */
const files = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...bases),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('change', 'cut', 'double'),
      )
      .map(([base, changes, how]) => {
        const bytes = Uint8Array.from(base);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const half = (changes[0]?.[0] ?? 0) % bytes.length;
        if (how === 'cut') return bytes.slice(0, half);
        return how === 'double' ? Uint8Array.from([...bytes.slice(0, half), ...bytes]) : bytes;
      }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
);

const HEADINGS = [{ key: 'a', names: ['Cải cách thể chế'] }];

/** What an office file may be taken for. */
const READERS = {
  table: (bytes: Uint8Array) => readTable({ name: 'tệp.xlsx', bytes }),
  template: readFormTemplate,
  description: readFormDescription,
  narrative: (bytes: Uint8Array) => readNarrative(bytes, HEADINGS),
};

const readings = fc.record({
  bytes: files,
  reader: fc.constantFrom('table', 'template', 'description', 'narrative'),
});

const tables = fc
  .array(fc.array(texts, { maxLength: 5 }), { maxLength: 6 })
  .map((rows) => Buffer.from(rows.map((cells) => cells.join(';')).join('\n')));

/** Files of any kind: an answer, never a crash. */
export const documents = [
  target({
    name: 'office files',
    share: 0.5,
    inputs: (seed, count) => sampled(readings, seed, count),
    async take({ bytes, reader }) {
      const read = await READERS[reader](bytes);
      claim(read.ok || 'problem' in read || 'problems' in read, 'neither read nor a problem');
    },
  }),
  target({
    name: 'tables as text',
    share: 1,
    inputs: (seed, count) => sampled(tables, seed, count),
    async take(bytes) {
      const read = await readTable({ name: 'bảng.csv', bytes });
      claim(read.ok || 'problem' in read, 'neither a table nor a problem');
    },
  }),
];
