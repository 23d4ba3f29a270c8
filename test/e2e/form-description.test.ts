import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forms, takeFormDescription } from '../../bot/commands/forms.ts';
import type { LinkedContext } from '../../bot/context.ts';
import { plainText } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { formsOfRegime } from '../../db/queries/figures.ts';
import { actorOf } from '../../db/queries/people.ts';
import { type DescribedWho, writeFormDescription } from '../../exports/form-description.ts';
import { type FileStore, fileStore } from '../../files/store.ts';
import { translator } from '../../locales/index.ts';
import { changeForm, previewForm, regimeFor } from '../../office/reports/describe-form.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { loadFormVersion } from '../../office/reports/forms.ts';
import { builtIn, openReportOffice, type ReportOffice, when } from '../support/report-office.ts';

const now = when('2023-03-01T09:00');
const COMMUNES: DescribedWho = {
  duty: 'own',
  kinds: ['committee'],
  levels: ['commune'],
  names: null,
  whole: false,
};
const NEW = {
  code: 'truc-tuyen',
  version: 1,
  name: 'Phụ lục VII',
  title: 'Hồ sơ trực tuyến',
  rows: { kind: 'per_agency', label: 'Đơn vị' },
  columns: [{ key: 'n', label: 'Số hồ sơ', kind: 'integer' }],
  checks: [],
};

let office: ReportOffice;
let folder: string;
let store: FileStore;
beforeEach(async () => {
  office = await openReportOffice();
  folder = await mkdtemp(join(tmpdir(), 'tiendo-forms-'));
  store = fileStore(folder);
});
afterEach(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

async function regimeId(): Promise<number> {
  const regime = await office.tx(async (tx) => {
    const { personId } = await office.person('cqtt-cchc');
    const actor = await actorOf(tx, { id: personId, name: '' });
    return regimeFor(tx, actor.grants[0]?.reach ?? new Set(), now);
  });
  if (!regime) throw new Error('no regime');
  return regime.id;
}

/** Somebody's private chat: what the bot answers to one thing done there. */
async function chat(who: string, work: (ctx: LinkedContext) => Promise<unknown>) {
  const { personId } = await office.person(who);
  const said: Outgoing[] = [];
  const result = await office.tx(async (tx) => {
    const send = async (message: Outgoing) => void said.push(message);
    const context = {
      tx,
      ...now,
      today: '2023-03-01',
      store,
      t: translator('vi'),
      actor: await actorOf(tx, { id: personId, name: who }),
      conversation: { kind: 'private' },
      reply: send,
      answer: send,
    };
    return work(context as unknown as LinkedContext);
  });
  const text = said.map((message) => plainText(message.text)).join('\n');
  const choices = said.flatMap((message) => message.choices?.flat() ?? []);
  return { result, text, choices, document: said.at(-1)?.document ?? null };
}

const press = (who: string, id: string) =>
  chat(who, async (ctx) => forms.choices?.bm?.(ctx, id.split(':').slice(1)));

const send = (who: string, bytes: Uint8Array) =>
  chat(who, async (ctx) => {
    const hash = await store.put(bytes);
    const file = { hash, name: 'bieu.xlsx', mime: '', size: bytes.byteLength };
    return takeFormDescription(ctx, file, bytes);
  });

async function edited(bytes: Uint8Array, cells: Record<string, string>): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  for (const [place, value] of Object.entries(cells)) {
    const [sheet = '', address = ''] = place.split('!');
    const cell = workbook.getWorksheet(sheet)?.getCell(address);
    if (cell) cell.value = value;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe('a coordinator changes a form without a programmer', () => {
  it('gets it as a file, sends it back changed, sees what changes and uses it', async () => {
    const list = await chat('cqtt-cchc', (ctx) => forms.run(ctx, ''));
    expect(list.choices.map(({ label }) => label)).toEqual([
      '📄 Phụ lục VI',
      '📄 Phụ lục 3',
      '📚 Biểu có sẵn khác',
      '➕ Biểu mới',
    ]);
    const atHand = await press('cqtt-cchc', 'bm:lib');
    expect(atHand.choices.map(({ label }) => label).join('\n')).toMatch(/^📄 Phụ lục V: Thống kê/m);
    const unused = await press('cqtt-cchc', 'bm:l:ks-appendix-5');
    expect(unused.document?.name).toBe('mo-ta-ks-appendix-5.xlsx');
    for (const { id } of list.choices) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
    const sent = await press('cqtt-cchc', list.choices[0]?.id ?? '');
    expect(sent.document?.name).toBe('mo-ta-ks-appendix-6.xlsx');
    const bytes = await store.read(sent.document?.hash ?? '');
    expect((await send('cqtt-cchc', bytes)).text).toContain('không có gì thay đổi');

    const wrong = await send('cqtt-cchc', await edited(bytes, { 'Cột!F3': 'số to' }));
    expect(wrong.text).toContain('Cột!F3: “số to” chưa đúng');

    const changed = await edited(bytes, {
      'Cột!E18': 'Nộp trực tuyến',
      'Cột!F18': 'số nguyên',
      'Kiểm tra!A10': 'Trực tuyến không quá tổng số nhận',
      'Kiểm tra!B10': 'sai',
      'Kiểm tra!E10': '(17) ≤ (1)',
    });
    const preview = await send('cqtt-cchc', changed);
    expect(preview.result).toBe(true);
    expect(preview.text).toContain('bản 1 → bản 2');
    expect(preview.text).toContain('➕ Cột mới: “Nộp trực tuyến”');
    expect(preview.text).toContain('➕ Kiểm tra mới: “Trực tuyến không quá tổng số nhận”');
    expect(preview.text).toContain('10 đơn vị');
    const use = preview.choices.find(({ label }) => label.startsWith('✅'))?.id ?? '';
    expect(Buffer.byteLength(use)).toBeLessThanOrEqual(64);

    // Nobody else can press it, and a made-up file is none.
    expect((await press('dm-y-te', use)).text).toContain('do cán bộ thường trực CCHC');
    expect((await press('cqtt-cchc', `bm:ok:${'A'.repeat(43)}:1:1`)).text).not.toContain('Đã dùng');
    expect((await press('cqtt-cchc', use)).text).toContain('Đã dùng bản 2');
    const report = await office.report('xa-chau-hung 2023-Q1 own');
    const duty = await office.tx((tx) => dutyOf(tx, report, now));
    expect(duty?.forms.map(({ form }) => [form.code, form.version])).toEqual([
      ['ks-appendix-6', 2],
    ]);
    expect(duty?.forms[0]?.form.columns.at(-1)?.label).toBe('Nộp trực tuyến');
    const before = await office.tx((tx) => loadFormVersion(tx, 'ks-appendix-6', 1));
    expect(before?.columns).toHaveLength(16);
    // The other form of the regime is where it was, and the old button does no harm.
    const id = await regimeId();
    const inForce = await office.tx((tx) => formsOfRegime(tx, id));
    expect(inForce.map(({ formCode }) => formCode)).toEqual(['ks-appendix-6', 'ks-appendix-3']);
    expect((await press('cqtt-cchc', use)).text).toContain('không có gì thay đổi');
  });

  it('is told by whom it would be owed; unknown names stop it', async () => {
    const id = await regimeId();
    const at = { ...now, regimeId: id };
    const { personId } = await office.person('cqtt-cchc');
    const who = { ...COMMUNES, kinds: null, levels: null };
    const wrong = { ...who, names: ['UBND xã Châu Hưng', 'Sở Xây dựng'] };
    const previewed = await office.tx((tx) => previewForm(tx, NEW, wrong, at));
    expect(previewed).toMatchObject({
      preview: { version: 0, unknown: [{ words: 'Sở Xây dựng' }] },
    });
    const change = (names: string[]) =>
      office.tx((tx) => changeForm(tx, NEW, { ...who, names }, { ...at, by: personId }));
    expect(await change(wrong.names)).toEqual({ ok: false, code: 'unknown_agencies' });
    expect(await change(['UBND xã Châu Hưng', 'Phòng Tư pháp'])).toMatchObject({ outcome: 'new' });
    expect(await change(['UBND xã, thị trấn'])).toMatchObject({ outcome: 'owners', version: 1 });
    const inForce = await office.tx((tx) => formsOfRegime(tx, id));
    expect(inForce.map(({ formCode }) => formCode)).toEqual([
      'ks-appendix-6',
      'ks-appendix-3',
      'truc-tuyen',
    ]);
    expect(inForce[2]?.agencyIds).toHaveLength(10);
  });

  it('says so when somebody changed the form meanwhile', async () => {
    const at = { ...now, regimeId: await regimeId() };
    const { personId } = await office.person('cqtt-cchc');
    const form = await builtIn('appendix-6');
    const change = (title: string) =>
      office.tx((tx) => changeForm(tx, { ...form, title }, COMMUNES, { ...at, by: personId }));
    expect(await change('Mẫu mới')).toMatchObject({ outcome: 'version', version: 2 });
    const late = { ...form, title: 'Mẫu khác' };
    const previewed = await office.tx((tx) => previewForm(tx, late, COMMUNES, at));
    expect(previewed).toMatchObject({
      preview: { outdated: true, version: 2, changes: { words: true, added: [], removed: [] } },
    });
    // An earlier version becomes the newest again when a person wants it.
    expect(await change(String(form.title))).toMatchObject({ outcome: 'version', version: 3 });
  });

  it('is nobody else’s business', async () => {
    const bytes = await writeFormDescription(null);
    expect(await send('dm-y-te', bytes)).toMatchObject({ result: false, text: '' });
    expect(await send('cqtt-cchc', Buffer.from('%PDF'))).toMatchObject({ result: false });
    expect((await send('cqtt-cchc', bytes)).text).toContain('chỗ cần sửa');
    const refused = await chat('lanh-dao', (ctx) => forms.run(ctx, ''));
    expect(refused.text).toContain('do cán bộ thường trực CCHC');
  });
});
