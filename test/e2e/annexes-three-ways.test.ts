import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '../../core/indicators/cells.ts';
import { plainText } from '../../core/messages/markup.ts';
import { translator } from '../../locales/index.ts';
import { checkDraft } from '../../office/reports/check.ts';
import { findingText } from '../../views/reports/finding.ts';
import { bare, filledIn, headed, labelled } from '../support/annex-sheets.ts';
import {
  type Annex,
  askAnnexes,
  cellAsked,
  draftValues,
  printedValues,
} from '../support/annexes.ts';
import { obligation } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { when } from '../support/report-office.ts';
import { REPORT } from '../support/reporting.ts';

/** Who enters the six appendices in which way. */
const WAYS = { asked: 'noi-vu', pasted: 'vp', filled: 'tc-kh' } as const;
type Way = keyof typeof WAYS;

let office: Rehearsal;
let annexes: Annex[];
const clerks = {} as Record<Way, { person: Person; id: number }>;
beforeAll(async () => {
  office = await rehearse();
  annexes = await askAnnexes(office, Object.values(WAYS));
  for (const way of ['asked', 'pasted', 'filled'] as const) {
    const { id } = await obligation(office, WAYS[way], REPORT);
    clerks[way] = { person: office.person(`dm-${WAYS[way]}`), id };
    await clerks[way].person.forges(`bc:${id}:see`);
  }
});
afterAll(() => office.end());

const last = (seen: Seen[]) => seen.at(-1)?.text ?? '';
const has = (seen: Seen[], label: string) =>
  seen.at(-1)?.choices.some((choice) => choice.label.startsWith(label)) ?? false;

/** Presses a button of the message just read: the one with this label, or for this verb. */
async function taps(person: Person, seen: Seen[], what: string | RegExp): Promise<Seen[]> {
  const message = seen.at(-1);
  const choice = message?.choices.find(({ id, label }) =>
    typeof what === 'string' ? label.startsWith(what) : what.test(id),
  );
  if (!choice) throw new Error(`no button ${what} below: ${message?.text}`);
  return person.forges(choice.id, message?.messageId);
}

/** The form's screen, from the report's card. */
async function opened(way: Way, annex: Annex): Promise<Seen[]> {
  const { person, id } = clerks[way];
  return taps(person, await person.forges(`bc:${id}:see`), `📊 ${annex.form.name}`);
}

/** Every finding the chat tells of a form, page by page. */
async function slipsTold(way: Way, annex: Annex): Promise<string[]> {
  const { person } = clerks[way];
  let seen = await opened(way, annex);
  if (!has(seen, '🔎 Xem cả')) return findingsIn(last(seen));
  seen = await taps(person, seen, '🔎 Xem cả');
  const told = findingsIn(last(seen));
  while (has(seen, 'Trang sau')) {
    seen = await taps(person, seen, 'Trang sau');
    told.push(...findingsIn(last(seen)));
  }
  return told;
}

function findingsIn(text: string): string[] {
  const marks = /^\d+\. (?=❌|⚠️|↪️)/m;
  return text
    .split(/\n\s*\n/)
    .filter((part) => marks.test(part))
    .map((part) => part.replace(marks, '').trim());
}

/** "UBND xã Sơn Bình · … › Tổng số: 1.594, 1.558". */
function inShort(finding: string): string {
  const [, place, stated, expected] =
    /^\S+ (.+?) \(?đang ghi ([\d.]+), .*?lại được ([\d.]+)/.exec(finding) ?? [];
  return `${place}: ${stated}, ${expected}`;
}

/** The slips of appendix 6: what is printed, and what the printed figures add up to, by hand. */
const SLIPS = [
  'UBND xã Sơn Bình · Hồ sơ giải quyết › Tổng số: 1.594, 1.558',
  'UBND xã Sơn Bình · Hồ sơ đã giải quyết › Đồng ý giải quyết › Tổng số: 1.562, 1.526',
  'UBND xã Sơn Bình · Hồ sơ đang giải quyết › Tổng số: 8, 7',
  'Tổng cộng · Hồ sơ giải quyết › Tổng số: 9.124, 7.912',
  'Tổng cộng · Hồ sơ giải quyết › Nhận trong kỳ: 7.814, 8.990',
  'Tổng cộng · Hồ sơ đã giải quyết › Đồng ý giải quyết › Tổng số: 9.000, 8.964',
  'Tổng cộng · Hồ sơ đang giải quyết › Tổng số: 33, 36',
  'Tổng cộng · Hồ sơ đang giải quyết › Tổng số: 33, 31',
  'Tổng cộng · Hồ sơ đang giải quyết › Trong hạn: 32, 30',
  'Tổng cộng · Hồ sơ đang giải quyết › Dừng tính: 4, 0',
  'UBND xã Ba Cụm Nam · Hồ sơ giải quyết › Tổng số: 986, 984',
];

/** What the chat told of each appendix. */
const toldOf: Record<Way, Map<number, string[]>> = {
  asked: new Map(),
  pasted: new Map(),
  filled: new Map(),
};

async function expectPrinted(way: Way, annex: Annex): Promise<void> {
  const { id } = clerks[way];
  expect(await draftValues(office, id, annex)).toEqual(printedValues(annex));
  const told = await slipsTold(way, annex);
  toldOf[way].set(annex.number, told);
  expect(told.map(inShort).sort()).toEqual(annex.number === 6 ? [...SLIPS].sort() : []);
  const check = await checkDraft(office.db, id, when('2023-02-27'));
  const { findings = [] } = check?.forms[annex.index]?.check ?? {};
  const vi = translator('vi');
  expect(told).toEqual(
    findings.map((finding) => plainText(findingText(finding, annex.form, vi, findings)).trim()),
  );
}

describe('question by question', () => {
  /** Rows answered cell by cell; those between are typed line by line, as the question allows. */
  const CELL_BY_CELL = ['r1', 'r12', 'a1', 'a6', 'total'];

  /** Answers what is asked, until nothing is. */
  async function answerAll(person: Person, annex: Annex, first: Seen[]): Promise<Seen[]> {
    const { form, rows } = annex;
    const isFree = form.definition.rows.kind === 'free';
    let seen = first;
    let begun = 0;
    while (/· ô \d+\/\d+ ·/.test(last(seen))) {
      if (annex.number < 6) expect(last(seen)).not.toMatch(/❌|⚠️/);
      const { row, column } = cellAsked(annex, last(seen));
      if (row === 'new') begun += 1;
      const line = row === 'new' ? rows[filledRows] : rows.find(({ key }) => key === row);
      const text = line?.values[column] ?? '';
      const { computed = null, blank } = form.columns.find(({ key }) => key === column) ?? {};
      const follows = computed !== null || row === 'total';
      if (!isFree && !CELL_BY_CELL.includes(line?.printedKey ?? '')) {
        const kind = computed !== null;
        const from = form.columns.findIndex(({ key }) => key === column);
        const words = form.columns.flatMap(({ key, kind: what, computed: by }, at) =>
          at >= from && (by !== null) === kind && what === 'integer'
            ? line?.values[key] || '-'
            : [],
        );
        seen = await person.says(words.join(' '));
      } else if (text !== '') seen = await person.says(text);
      else if (follows)
        seen = await taps(person, seen, has(seen, 'Ô sau ›') ? 'Ô sau ›' : 'Xem cả');
      else if (blank === 'unknown') seen = await taps(person, seen, /:b:/);
      else seen = await person.says('-');
    }
    filledRows += begun;
    return seen;
  }
  let filledRows = 0;

  it.each([1, 2, 3, 4, 5, 6])('appendix %d', async (number) => {
    const { person } = clerks.asked;
    const annex = annexes[number - 1];
    if (!annex) throw new Error('no such appendix');
    let seen = await opened('asked', annex);
    filledRows = 0;
    if (annex.form.definition.rows.kind === 'free') {
      while (filledRows < annex.rows.length) {
        seen = await answerAll(person, annex, await taps(person, seen, '➕ Thêm dòng'));
      }
    } else {
      seen = await answerAll(person, annex, await taps(person, seen, '✏️ Nhập từng ô'));
    }
    for (const label of ['Σ Nhập ô tự tính', 'Σ Nhập dòng tổng']) {
      if (has(seen, label)) seen = await answerAll(person, annex, await taps(person, seen, label));
    }
    await expectPrinted('asked', annex);
  });

  it('a total row is taken in one line, and taken back cell by cell', async () => {
    const { person, id } = clerks.asked;
    const annex = annexes[5] as Annex;
    const total = annex.rows.find(({ key }) => key === 'total');
    const { cells } = annex;
    await opened('asked', annex);
    const first = last(await person.presses('Σ Nhập dòng tổng'));
    expect(first).toContain('Đang ghi: 9.124');
    expect(first).toContain('Tự tính đến lúc này: Tổng số = 9.124');
    // One number, or two of neighbouring cells? Asked again rather than guessed.
    expect(last(await person.says('9 124'))).toMatch(/9\.124[\s\S]*ô 1\/16/);
    await person.presses('Bỏ số này');
    const without = await draftValues(office, id, annex);
    expect(without).not.toHaveProperty(['total.received_total']);
    const line = annex.form.columns.map(({ key }) => total?.values[key] || '-').join(' ');
    await opened('asked', annex);
    await person.presses('Σ Nhập dòng tổng');
    await person.says(line);
    expect(await draftValues(office, id, annex)).toEqual(printedValues(annex));
    expect(cellAt(cells, 'total', 'received_total')).toBe(9124);
  });

  it('the cell to correct is the one that is suspected, also where it is a sum', async () => {
    const { person } = clerks.asked;
    const annex = annexes[5] as Annex;
    const screen = last(await opened('asked', annex));
    expect(screen.match(/^(?:✅|✏️|⬜|❌) \d/gm)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `${row === 1 || row === 6 ? '❌' : '✅'} ${row}`),
    );
    expect(screen).toContain('Σ Tổng cộng 9.124 · 9.000 · 42 · 33');
    const asked = last(await person.presses('🔧 Sửa chỗ lệch'));
    expect(cellAsked(annex, asked)).toEqual({
      row: annex.rows[5]?.key,
      column: 'agreed_total',
    });
  });
});

describe('a block copied from Excel', () => {
  const shapes = { 'without headings and labels': bare, 'with labels': labelled, whole: headed };
  const all = Object.entries(shapes).flatMap(([name, shape]) =>
    [1, 2, 3, 4, 5, 6]
      .filter((number) => shape !== bare || number !== 3)
      .map((number) => [name, number, shape] as const),
  );

  it('is not guessed at where an empty line at its end was lost with its label', async () => {
    const { person, id } = clerks.pasted;
    const annex = annexes[2] as Annex;
    await opened('pasted', annex);
    const told = last(
      await person.says(
        bare(annex)
          .map((cells) => cells.join('\t'))
          .join('\n'),
      ),
    );
    expect(told).toContain('chưa biết dòng nào ứng với dòng nào');
    expect(await draftValues(office, id, annex)).toEqual({});
  });

  it.each(all)('%s: appendix %d', async (_, number, shape) => {
    const { person, id } = clerks.pasted;
    const annex = annexes[number - 1] as Annex;
    await office.db.execute(
      sql`update report_drafts set cells = cells - ${annex.form.code} where obligation_id = ${id}`,
    );
    await opened('pasted', annex);
    const block = shape(annex).map((cells) => cells.join('\t'));
    await person.says(block.join('\n'));
    await expectPrinted('pasted', annex);
  });
});

describe('the Excel template, filled in and sent back', () => {
  const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

  it.each([1, 2, 3, 4, 5, 6])('appendix %d', async (number) => {
    const { person } = clerks.filled;
    const annex = annexes[number - 1] as Annex;
    await opened('filled', annex);
    const [file] = (await person.presses('📎 Lấy mẫu Excel của biểu này')).at(-1)?.files ?? [];
    if (!file) throw new Error('no file came');
    const bytes = await filledIn(annex, await person.opens(file));
    await person.sendsFile(file.name, bytes, EXCEL);
    await expectPrinted('filled', annex);
  });
});

describe('the three ways', () => {
  it('give the same drafts and are told the same', async () => {
    for (const annex of annexes) {
      const drafts = [];
      for (const way of ['asked', 'pasted', 'filled'] as const) {
        drafts.push(await draftValues(office, clerks[way].id, annex));
      }
      expect(drafts[1]).toEqual(drafts[0]);
      expect(drafts[2]).toEqual(drafts[0]);
    }
    expect(toldOf.pasted).toEqual(toldOf.asked);
    expect(toldOf.filled).toEqual(toldOf.asked);
    expect(toldOf.asked.get(6)).toHaveLength(11);
  });

  it.each(['asked', 'pasted', 'filled'] as const)(
    '%s: only appendix 6 keeps it back',
    async (way) => {
      const { person, id } = clerks[way];
      await person.forges(`bc:${id}:see`);
      const text = last(await person.presses('📨 Xem lại và gửi'));
      expect(text).toMatch(/^❌ Phụ lục VI: .*11 chỗ cần sửa$/m);
      expect(text.match(/^(?:❌|⚠️|⬜) Phụ lục/gm)).toEqual(['❌ Phụ lục']);
      expect(text.match(/^(?:✅|✏️) Phụ lục/gm)).toHaveLength(5);
      expect(findingsIn(text)).toHaveLength(5);
      expect(text).toContain('… và 6 chỗ nữa');
    },
  );
});
