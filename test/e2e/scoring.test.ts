import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { entriesOf } from '../../db/queries/campaigns.ts';
import { scoresAt } from '../../db/queries/criteria.ts';
import { currentMembers } from '../../db/queries/people.ts';
import { readCriteria, SCORING_HEADERS } from '../../imports/scoring-table.ts';
import { readTable } from '../../imports/table.ts';
import { recordConsent } from '../../office/consent.ts';
import { DELETED_NAME, forgetPerson } from '../../office/forget-person.ts';
import { importScoring } from '../../office/scoring/import-scoring.ts';
import { entryScores } from '../../office/scoring/state.ts';
import { inProcess } from '../cli/run.ts';
import { agencyId, history, obligation, only } from '../support/facts.ts';
import type { Person, Rehearsal, Seen } from '../support/rehearsal.ts';
import { type Code, markOf, nameOf, twoDistricts } from '../support/two-districts.ts';
import { VIETNAM } from '../support/vietnam.ts';

const FILE = fileURLToPath(new URL('../support/scoring-criteria.csv', import.meta.url));
const NUMBER = '45/KH-UBND';
const NAME = 'Tự chấm điểm CCHC năm 2023';

let office: Rehearsal;
let folder: string;
let health: Person;
let justice: Person;
let verifier: Person;

beforeAll(async () => {
  ({ office } = await twoDistricts());
  for (const personId of new Set((await currentMembers(office.db)).map((one) => one.personId))) {
    await office.db.transaction((tx) =>
      recordConsent(tx, { personId, channel: 'web' }, new Date('2023-01-18T01:00:00Z')),
    );
  }
  folder = await mkdtemp(join(tmpdir(), 'tiendo-scoring-'));
  await takeIn(['b1', 'b2', 'bx']);
  health = office.person('official-b1');
  justice = office.person('official-b2');
  verifier = office.person('coordinator-bnv');
}, 90_000);
afterAll(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

/** Imports the list, or a corrected one, for these agencies. */
async function takeIn(codes: Code[], change = (title: string) => title) {
  const table = await readTable(FILE, { expects: SCORING_HEADERS });
  const read = table.ok ? readCriteria(table.table) : null;
  if (!read?.ok) throw new Error('the list was not read');
  const paper = {
    ...{ number: NUMBER, title: 'Kế hoạch chấm điểm', name: NAME, year: 2023, issuedOn: null },
    who: codes.map(nameOf).join('; '),
    dueOn: localDate('2023-03-31'),
    lines: read.lines.map((line) => ({ ...line, title: change(line.title) })),
  };
  const now = new Date('2023-02-20T02:00:00Z');
  const issuer = (await allAgencies(office.db)).find(({ code }) => code === 'b')?.id ?? 0;
  return office.db.transaction((tx) =>
    importScoring(tx, paper, issuer, { now, timeZone: VIETNAM }),
  );
}

const text = (answers: readonly Seen[]) => answers.at(-1)?.text ?? '';
const all = (answers: readonly Seen[]) => answers.map((one) => one.text).join('\n');
const labels = (answers: readonly Seen[]) =>
  answers.at(-1)?.choices.map(({ label }) => label) ?? [];

async function entry(code: Code): Promise<number> {
  const [found] = await entriesOf(office.db, { kind: 'scoring' }, [await agencyId(office, code)]);
  return found?.id ?? 0;
}

async function scoresOf(code: Code) {
  const state = await entryScores(office.db, await entry(code));
  if (!state) throw new Error('no entry');
  return state;
}

async function criterion(code: Code, number: string): Promise<number> {
  return (await scoresOf(code)).criteria.find((one) => one.number === number)?.id ?? 0;
}

/** The worksheet as handed out, with these cells filled in by number of criterion. */
async function filled(sheet: Uint8Array, cells: Record<string, [score: unknown, reason?: string]>) {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(sheet).buffer);
  const places: Record<string, string> = {};
  workbook.worksheets[0]?.eachRow((row, line) => {
    const number = String(row.getCell(1).value ?? '');
    const given = cells[number];
    if (!given) return;
    row.getCell(5).value = given[0] as string;
    if (given[1] !== undefined) row.getCell(6).value = given[1];
    places[number] = `E${line}`;
  });
  return { bytes: new Uint8Array(await workbook.xlsx.writeBuffer()), places };
}

describe('a list of criteria', () => {
  it('makes one obligation for each agency named, with its day; the same again changes nothing', async () => {
    const again = await takeIn(['b1', 'b2', 'bx']);
    expect(again).toMatchObject({
      ok: true,
      counts: { criteria: 7, points: 20, agencies: 3 },
      criteria: { added: 0, changed: 0, unchanged: 11 },
      obligations: { added: 0, unchanged: 3 },
      questions: [],
    });
    expect(await obligation(office, 'b1', 'scoring')).toMatchObject({
      title: NAME,
      dueOn: '2023-03-31',
      state: 'not_started',
    });
    expect(text(await health.says('/viec'))).toContain(NAME);
  });
});

describe('an agency scores itself', () => {
  it('criterion by criterion: buttons, typed points, words, files', async () => {
    const card = only(await health.says('chấm điểm'));
    expect(card.text).toContain('Tự chấm: 0/7 tiêu chí · 0/20 điểm');
    const asked = only(await health.presses('▶️ Bắt đầu chấm'));
    expect(asked.text).toContain('I.1.1. Ban hành kế hoạch\n- Ban hành trong tháng 01: 2');
    expect(asked.text).toContain('📑 Kiểm chứng: Kế hoạch của cơ quan');
    expect(labels([asked]).slice(0, 3)).toEqual(['0', '1', '2']);
    const proof = only(await health.presses('2'));
    expect(proof.text).toContain('I.1.1: đã ghi 2 điểm');
    expect(text(await health.says('Kế hoạch số 02/KH-PYT ngày 12/01/2023'))).toContain('I.1.2');
    expect((await obligation(office, 'b1', 'scoring')).state).toBe('in_progress');
    expect(text(await health.says('2,5'))).toContain('tối đa 2 điểm');
    expect(text(await health.says('chưa rõ'))).toContain('một số từ 0 đến 2');
    expect(text(await health.sendsFile('bao-cao.pdf', 'báo cáo'))).toContain(
      'cho điểm tiêu chí này trước',
    );
    await health.says('1,75');
    expect(text(await health.sendsFile('bao-cao.pdf', 'báo cáo'))).toContain('I.2.a');
    expect(text(await health.says('1,5; báo cáo quý và năm'))).toContain('I.2.b');
    const { self, criteria } = await scoresOf('b1');
    expect(self.points).toBe(5.25);
    expect(criteria.find(({ number }) => number === 'I.1.2')?.selfFiles).toHaveLength(1);
  });

  it('may go back, jump and pause; what was scored stays', async () => {
    expect(text(await health.presses('⬅️ Trước'))).toContain('Đã chấm: 1,5');
    const parts = only(await health.presses('📋 Các phần'));
    expect(parts.text).toContain('II CẢI CÁCH THỦ TỤC HÀNH CHÍNH: 0/2 tiêu chí · 0/10');
    const list = only(await health.presses('2'));
    expect(list.text).toContain('▫️ II.1 Công khai thủ tục tại nơi tiếp nhận – …/4');
    expect(text(await health.presses('6'))).toContain('II.1.');
    await health.says('/huy');
    expect(text(await health.says('/chamdiem'))).toContain('Tự chấm: 3/7 tiêu chí · 5,25/20');
  });

  it('in Excel: bad cells are told by cell, the others are kept', async () => {
    const sent = only(await health.presses('📥 Bảng Excel'));
    const file = sent.files[0];
    if (!file) throw new Error('no worksheet');
    const { bytes, places } = await filled(await health.opens(file), {
      'I.1.1': [1.5],
      'I.2.b': ['1,5', '=cmd|calc'],
      'I.3': ['ba'],
      'II.1': [9],
      'II.2': [6, 'Số liệu một cửa'],
    });
    const answers = all(await health.sendsFile('tu-cham.xlsx', bytes));
    expect(answers).toContain('đã ghi mới 3 tiêu chí, 2 tiêu chí giữ như cũ');
    expect(answers).toContain(`Ô ${places['I.3']} (tiêu chí I.3): “ba” – cần một số từ 0 đến 3`);
    expect(answers).toContain(`Ô ${places['II.1']} (tiêu chí II.1): “9” – tối đa 4 điểm`);
    expect((await scoresOf('b1')).self).toMatchObject({ points: 12.25 });
    const { criteria } = await scoresOf('b1');
    expect(criteria.find(({ number }) => number === 'I.1.1')?.self?.reason).toContain('02/KH-PYT');
  });

  it('cannot be claimed otherwise than by sending, and not while a criterion is left', async () => {
    const { id } = await obligation(office, 'b1', 'scoring');
    expect(text(await health.forges(`up:${id}:done`))).toContain('Tự chấm: 5/7 tiêu chí');
    expect(text(await health.forges(`cm:g:${await entry('b1')}:yes`))).toContain(
      'Còn 2 tiêu chí chưa chấm: I.3, II.1',
    );
    await health.presses('▶️ Chấm tiếp');
    await health.says('2');
    await health.says('Bài trên trang thông tin điện tử');
    const done = all(await health.says('3 điểm'));
    expect(done).toContain('II.1: đã ghi 3 điểm');
    await health.presses('📋 Các phần');
    await health.presses('🧮 Phần chấm điểm');
    expect(text(await health.presses('📨 Gửi bảng điểm'))).toContain(
      '1 tiêu chí có điểm mà chưa có minh chứng: II.1',
    );
    expect(text(await health.presses('📨 Đúng, gửi'))).toContain('17,25/20');
    expect((await obligation(office, 'b1', 'scoring')).state).toBe('done');
    expect(text(await verifier.hears())).toContain(`${nameOf('b1')} đã gửi bảng tự chấm: 17,25/20`);
    const late = `cm:s:${await entry('b1')}:${await criterion('b1', 'I.3')}:3`;
    expect(text(await health.forges(late))).toContain('đã được gửi đi');
    expect((await scoresOf('b1')).self.points).toBe(17.25);
  });
});

describe('a corrected list', () => {
  it('keeps the scores, also of a criterion that was reworded', async () => {
    const done = await takeIn(['b1', 'b2', 'bx'], (title) =>
      title.replace(
        'Tuyên truyền cải cách hành chính',
        'Tuyên truyền, phổ biến cải cách hành chính',
      ),
    );
    expect(done).toMatchObject({ criteria: { changed: 1, unchanged: 10 }, questions: [] });
    expect((await scoresOf('b1')).self).toMatchObject({ points: 17.25, left: [] });
    await takeIn(['b1', 'b2', 'bx']);
  });
});

describe('verification', () => {
  it('is not for agencies, other districts or their coordinators', async () => {
    const id = await entry('b1');
    const one = await criterion('b1', 'I.3');
    const campaign = (await scoresOf('b1')).campaign.id;
    const before = await scoresOf('b1');
    const others = ['official-b1', 'official-b2', 'coordinator-bx', 'leader-b'];
    const elsewhere = ['official-c1', 'coordinator-cnv', 'nobody'];
    for (const who of [...others, ...elsewhere]) {
      const player = office.person(who);
      for (const verb of [
        `v:${id}:0`,
        `k:${id}:${one}`,
        `t:${id}:${one}`,
        `o:${id}:${one}`,
        `c:${id}:${one}`,
        `a:${id}:yes`,
        `z:${id}:yes`,
        `u:${campaign}:yes`,
      ]) {
        const said = all(await player.forges(`cm:${verb}`));
        expect(said, `${who} ${verb}`).not.toContain('17,25');
        expect(said, `${who} ${verb}`).not.toContain('Thẩm định');
      }
    }
    for (const who of elsewhere) {
      const player = office.person(who);
      for (const choice of [
        `cm:e:${id}`,
        `cm:b:${campaign}:0`,
        `cm:r:${campaign}`,
        `cm:f:${campaign}`,
        `cm:d:${id}:0`,
        `cm:q:${id}:${one}`,
        `cm:x:${id}`,
      ]) {
        const said = all(await player.forges(choice));
        expect(said, `${who} ${choice}`).not.toContain(markOf('b1'));
        expect(said, `${who} ${choice}`).not.toContain(NAME);
      }
      expect(all(await player.says('/chamdiem'))).not.toContain(NAME);
    }
    for (const choice of [`cm:e:${id}`, `cm:d:${id}:0`, `cm:x:${id}`, `cm:q:${id}:${one}`]) {
      expect(all(await justice.forges(choice))).toContain('không thuộc phạm vi');
    }
    expect(all(await justice.forges(`cm:b:${campaign}:0`))).not.toContain(markOf('b1'));
    for (const who of ['leader-b', 'official-b2']) {
      const said = all(await office.person(who).forges(`cm:r:${campaign}`));
      expect(said).toContain('chưa được công bố');
    }
    expect(text(await office.person('leader-b').forges(`cm:e:${id}`))).not.toContain('17,25');
    const group = office.inGroup('coordinator-bnv', 'nhom-b');
    expect(all(await group.forges(`cm:v:${id}:0`))).not.toContain('17,25');
    expect(await scoresOf('b1')).toEqual(before);
  });

  it('changes a score with a reason, takes over the rest, closes, and tells the agency', async () => {
    await health.hears();
    const board = only(await verifier.says('/chamdiem'));
    expect(board.text).toContain('đã gửi, chờ thẩm định: 1');
    expect(text(await verifier.presses('1'))).toContain('Tình trạng: đã gửi');
    const list = only(await verifier.presses('🔎 Thẩm định'));
    expect(list.text).toContain('Tự chấm 17,25/20 · đã thẩm định 0/7');
    expect(text(await verifier.forges(`cm:z:${await entry('b1')}:yes`))).toContain(
      'Còn 7 tiêu chí chưa thẩm định',
    );
    await verifier.forges(`cm:k:${await entry('b1')}:${await criterion('b1', 'I.1.2')}`);
    expect(text(await verifier.presses('📎 Mở tệp minh chứng'))).toContain('bao-cao.pdf');
    const form = only(await verifier.presses('✏️ Điểm khác'));
    expect(form.text).toContain('Tự chấm 1,75, tối đa 2');
    expect(text(await verifier.says('3'))).toContain('từ 0 đến 2');
    expect(text(await verifier.says('1'))).toContain('Vì sao điểm này khác');
    await verifier.says('một nhiệm vụ chưa hoàn thành');
    expect(all(await verifier.presses('📨'))).toContain('I.1.2: đã ghi 1 điểm');
    await verifier.presses('✅ Nhận 6 điểm còn lại');
    expect(text(await verifier.presses('✅ Đúng, nhận'))).toContain(
      'đã thẩm định 7/7 tiêu chí · 1 điểm khác',
    );
    await verifier.presses('🏁 Chốt đơn vị này');
    expect(text(await verifier.presses('🏁 Đúng, chốt'))).toContain('16,5 điểm');
    const told = only(await health.hears());
    expect(told.text).toContain('Tự chấm 17,25, thẩm định 16,5; 1 tiêu chí khác nhau');
    expect(told.text).toContain('1,75 → 1 (−0,75): một nhiệm vụ chưa hoàn thành');
    expect((await obligation(office, 'b1', 'scoring')).state).toBe('accepted');
  });

  it('is looked at again once, if the agency asks', async () => {
    await verifier.hears();
    await health.presses('🙋 Đề nghị xem lại');
    await health.says('I.1.2: nhiệm vụ đã hoàn thành, văn bản 15/BC-PYT');
    expect(text(await health.presses('📨'))).toContain('Đã gửi đề nghị');
    expect(text(await verifier.hears())).toContain('văn bản 15/BC-PYT');
    const shown = text(await verifier.presses('🔎 Thẩm định'));
    expect(shown).toContain('🙋 Đơn vị đề nghị xem lại');
    await verifier.forges(`cm:o:${await entry('b1')}:${await criterion('b1', 'I.1.2')}`);
    await verifier.forges(`cm:z:${await entry('b1')}:yes`);
    expect(text(await health.hears())).toContain('17,25');
    expect(text(await health.forges(`cm:n:${await entry('b1')}`))).toContain(
      'đề nghị xem lại một lần',
    );
  });

  it('what is returned in /duyet is scored again; a stale verified score must be given anew', async () => {
    const commune = office.person('official-bx');
    for (const who of [justice, commune]) {
      const card = only(await who.says('/chamdiem'));
      expect(card.text).toContain('0/20');
      const sheet = (await who.presses('📥 Bảng Excel')).at(-1)?.files[0];
      const { bytes } = await filled(sheet ? await who.opens(sheet) : new Uint8Array(), {
        'I.1.1': [2, 'KH'],
        'I.1.2': [2, 'BC'],
        'I.2.a': [1.5, 'BC'],
        'I.2.b': [1.5],
        'I.3': [3, 'ảnh'],
        'II.1': [1.25, 'ảnh'],
        'II.2': [6, 'số liệu'],
      });
      await who.sendsFile('diem.xlsx', bytes);
      await who.presses('📨 Gửi bảng điểm');
      await who.presses('📨 Đúng, gửi');
    }
    const id = await entry('b2');
    await verifier.forges(`cm:a:${id}:yes`);
    const owed = await obligation(office, 'b2', 'scoring');
    expect(text(await verifier.forges(`rv:ok:${owed.id}`))).toContain('chờ thẩm định');
    expect((await obligation(office, 'b2', 'scoring')).state).toBe('done');
    await verifier.forges(`rv:no:${owed.id}`);
    await verifier.says('tiêu chí II.2 thiếu số liệu quý IV');
    await verifier.presses('📨');
    expect(text(await justice.says('/chamdiem'))).toContain('thiếu số liệu quý IV');
    await justice.forges(`cm:s:${id}:${await criterion('b2', 'II.2')}:3`);
    await justice.forges(`cm:g:${id}:yes`);
    expect(text(await verifier.forges(`cm:z:${id}:yes`))).toContain('Còn 1 tiêu chí');
    await verifier.forges(`cm:a:${id}:yes`);
    await verifier.forges(`cm:z:${id}:yes`);
    expect((await scoresOf('b2')).verified).toMatchObject({ verified: 14.25, changed: [] });
    const states = (await history(office, owed)).map(({ state }) => state);
    expect(states).toEqual(['in_progress', 'done', 'returned', 'done', 'accepted']);
  });
});

describe('the result', () => {
  it('is published by who verifies; agencies see the ranking, and only their own criteria', async () => {
    const campaign = (await scoresOf('b1')).campaign.id;
    await health.hears();
    const ask = only(await verifier.forges(`cm:u:${campaign}`));
    expect(ask.text).toContain('2 đơn vị được xếp hạng');
    expect(ask.text).toContain('1 đơn vị chưa thẩm định');
    const published = await verifier.presses('📢 Đúng, công bố');
    expect(all(published)).toContain('Đã công bố kết quả');
    expect(published.at(-1)?.files[0]?.name).toMatch(/\.png$/);
    expect(text(await health.hears())).toContain('1. ');
    const seen = only(await justice.forges(`cm:r:${campaign}`));
    expect(seen.text).toContain(`– 17,25 (tự chấm 17,25)`);
    expect(seen.text).toContain('1 đơn vị chưa thẩm định, không xếp hạng');
    const file = (await justice.forges(`cm:f:${campaign}`)).at(-1)?.files[0];
    if (!file) throw new Error('no workbook');
    const table = await readTable(
      { name: 'x.xlsx', bytes: await justice.opens(file) },
      { expects: ['Hạng'] },
    );
    expect(table.ok && table.table.rows.map(({ cells }) => cells.Hạng)).toEqual([
      '1',
      '2',
      'chưa thẩm định',
    ]);
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await justice.opens(file)).buffer);
    const matrix = JSON.stringify(workbook.worksheets[1]?.getSheetValues());
    expect(matrix).toContain(markOf('b2'));
    expect(matrix).not.toContain(markOf('b1'));
    expect(all(await office.person('official-c1').forges(`cm:r:${campaign}`))).not.toContain(
      '17,25',
    );
    expect(text(await office.person('leader-b').says('/chamdiem'))).toContain(NAME);
    const late = await verifier.forges(`cm:u:${campaign}:yes`);
    expect(text(late)).toContain('đã được công bố trước đó');
    expect(await takeIn(['b1'])).toEqual({ ok: false, why: 'published' });
  });

  it('is on the command line as JSON, Excel and picture, without a formula anybody wrote', async () => {
    const run = (...args: string[]) => inProcess(args, { DATABASE_URL: office.url });
    const files = ['-o', join(folder, 'a.xlsx'), '--picture', join(folder, 'a.png')];
    const { code, out } = await run('scoring', 'show', NUMBER, '--json', ...files);
    expect(code).toBe(0);
    expect(JSON.parse(out).entries.map((one: { rank: number }) => one.rank)).toEqual([1, 2, null]);
    expect((await run('scoring', 'list')).out).toContain('2/3 verified, published');
    expect(await run('scoring', 'show', '1/KH')).toMatchObject({ code: 2 });
    const dry = [
      'import',
      'scoring',
      FILE,
      '--issuer',
      nameOf('c'),
      '--who',
      nameOf('c1'),
      '--due',
      '30/11/2026',
    ];
    const tried = await run(...dry, '--number', '9/KH', '--dry-run');
    expect(tried.out).toContain('7 criteria, 20 points, 1 agencies');
    expect((await run('scoring', 'list')).out).not.toContain('9/KH');
    expect(await run(...dry, '--number', NUMBER)).toMatchObject({ code: 2 });
  });
});

describe('personal data', () => {
  it('has what a person scored and asked; after deletion the scores stand, by nobody', async () => {
    const file = (await health.says('/dulieucuatoi')).flatMap(({ files }) => files)[0];
    if (!file) throw new Error('no file came');
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await health.opens(file)).buffer);
    const names = workbook.worksheets.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Chấm điểm', 'Tệp minh chứng điểm', 'Đề nghị xem lại điểm']),
    );
    const before = (await scoresOf('b1')).self.points;
    const [score] = await scoresAt(office.db, [await entry('b1')]);
    const id = score?.personId ?? 0;
    await office.db.transaction((tx) => forgetPerson(tx, id, 'web', new Date()));
    expect((await scoresOf('b1')).self.points).toBe(before);
    const [person] = await office.db.execute(sql`select name from persons where id = ${id}`);
    expect(person).toEqual({ name: DELETED_NAME });
  });
});
