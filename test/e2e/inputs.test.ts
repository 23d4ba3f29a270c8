import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputsFor } from '../../db/queries/inputs.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { obligationsOfSource } from '../../db/queries/sources.ts';
import { syncObligations } from '../../office/sync-obligations.ts';
import { history, obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

const QUESTION = 'cho ý kiến về dự thảo kế hoạch, phần kinh phí';

let office: Rehearsal;
let lead: Person;
let coordinator: Person;
/** Phòng Tư pháp leads it, with the other offices and the communes. */
let task: ObligationView;
let figures: string;
beforeAll(async () => {
  office = await rehearse();
  lead = office.person('dm-tu-phap');
  coordinator = office.person('cqtt-cchc');
  task = await obligation(office, 'tu-phap', 'tuyên truyền, phổ biến giáo dục pháp luật');
});
afterAll(() => office.end());

const labels = ({ choices }: Seen) => choices.map(({ label }) => label);
const text = (heard: readonly Seen[]) => heard.map((one) => one.text).join('\n');
const inputs = () => inputsFor(office.db, task.id);
const inputOf = async (agency: string) => {
  const found = (await inputs()).find((item) => item.agencyShortName === agency);
  if (!found) throw new Error(`${agency} was not asked`);
  return found;
};

describe('the lead agency asks for input', () => {
  it('of one agency, which is told at once and finds it in its work and digests', async () => {
    const other = office.person('dm-tc-kh');
    await other.hears();
    const card = only(await lead.forges(`ob:${task.id}`));
    expect(labels(card)).toContain('💬 Xin ý kiến phối hợp');
    const whom = only(await lead.presses('💬 Xin ý kiến phối hợp'));
    expect(whom.text).toContain('xin ý kiến của đơn vị nào');
    expect(labels(whom)[0]).toMatch(/^Tất cả \d+ đơn vị phối hợp$/);
    expect(labels(whom)).not.toContain('Phòng Tư pháp');
    expect(only(await lead.presses('Phòng TC-KH')).text).toContain('Phòng Tài chính – Kế hoạch');
    expect(only(await lead.says('gì')).text).toContain('hơi ngắn');
    const due = only(await lead.says(QUESTION));
    // Three, five and ten working days from Monday, 27 February.
    expect(labels(due).slice(0, 3)).toEqual([
      'thứ Năm, 02/03/2023',
      'thứ Hai, 06/03/2023',
      'thứ Hai, 13/03/2023',
    ]);
    expect(only(await lead.says('26/2')).text).toContain('đã qua');
    await lead.presses('thứ Năm, 02/03/2023');
    expect(only(await lead.presses('📨')).text).toContain('Đã gửi tới 1 đơn vị');

    const notice = only(await other.hears());
    expect(notice.text).toMatch(/Phòng Tư pháp xin ý kiến[\s\S]*phổ biến giáo dục pháp luật/);
    expect(notice.text).toContain(QUESTION);
    expect(labels(notice)).toEqual(['💬 Trả lời', '➖ Không có ý kiến']);
    const item = await inputOf('Phòng TC-KH');
    expect(item).toMatchObject({ sourceKind: 'input', dueOn: '2023-03-02', area: task.area });
    expect(text(await other.says('/viec'))).toMatch(
      /Góp ý cho Xây dựng[^\n]*\(Phòng Tư pháp xin\)/,
    );
    // Said to be done in free words, it still wants the input itself.
    await other.replies(notice.messageId, 'đã xong');
    expect(text(await other.says('đúng'))).toContain('ghi ý kiến của đơn vị');
    await other.presses('Hủy');
    const own = only(await other.forges(`ob:${item.id}`));
    expect(own.text).toContain(`❓ ${QUESTION}`);
    expect(own.text).toContain('Tình trạng: chưa trả lời');
    expect(labels(own)).not.toContain('⏳ Xin thêm thời gian');

    await office.moveTo('2023-02-28T08:00');
    const digest = (await other.hears()).find((one) => one.text.includes('Nhắc việc'));
    expect(digest?.text).toMatch(/Góp ý cho Xây dựng[^\n]*\(Phòng Tư pháp xin\)/);
    expect(digest?.choices.some(({ id }) => id === `in:none:${item.id}`)).toBe(true);
  });

  it('and hears the words, sees them on its card and opens the files', async () => {
    const other = office.person('dm-tc-kh');
    await lead.hears();
    const item = await inputOf('Phòng TC-KH');
    expect(only(await other.forges(`up:${item.id}`)).text).toContain('ghi ý kiến của đơn vị');
    await other.sendsFile('gop-y.pdf', 'noi dung');
    await other.says('đề nghị bổ sung kinh phí tập huấn');
    expect(only(await other.presses('📨')).text).toContain('Đã gửi ý kiến cho Phòng Tư pháp');
    const told = only(await lead.hears());
    expect(told.text).toMatch(
      /đã góp ý cho:[\s\S]*“đề nghị bổ sung kinh phí tập huấn”[\s\S]*1 tệp/,
    );
    const [file] = (await lead.presses('📎 Tệp minh chứng'))[0]?.files ?? [];
    expect(file && new TextDecoder().decode(await lead.opens(file))).toContain('noi dung');
    const card = only(await lead.forges(`ob:${task.id}`));
    expect(card.text).toMatch(
      /Ý kiến phối hợp: 1\/1 đơn vị đã trả lời[\s\S]*✅ Phòng TC-KH: đề nghị/,
    );
    // Nobody has to accept it.
    expect((await inputOf('Phòng TC-KH')).state).toBe('done');
    expect(only(await coordinator.says('/duyet')).text).toContain('Hiện không có');
    expect(only(await coordinator.forges(`rv:ok:${item.id}`)).text).toContain('đã được xử lý');
    expect(labels(only(await coordinator.forges(`ob:${item.id}`)))).not.toContain('✅ Duyệt');
    expect((await inputOf('Phòng TC-KH')).state).toBe('done');
  });

  it('of all of them, and takes it back from those who have not answered', async () => {
    figures = only(await coordinator.says('/tiendo chữ')).text;
    expect(figures).toContain('Đã xong 0/274');
    await lead.forges(`in:who:${task.id}:all`);
    await lead.says('góp ý lần hai về thời gian tổ chức');
    await lead.says('10/3');
    const count = Number(/Xin ý kiến phối hợp của (\d+) đơn vị/.exec(text(await lead.sees()))?.[1]);
    expect(count).toBeGreaterThan(10);
    await lead.presses('📨');
    const second = (await inputs()).filter((item) => item.dueOn === '2023-03-10');
    expect(second).toHaveLength(count);

    const health = office.person('dm-y-te');
    await health.hears();
    const mine = second.find((item) => item.agencyShortName === 'Phòng Y tế');
    const sure = only(await health.forges(`in:none:${mine?.id}`));
    expect(sure.text).toContain('xác nhận đơn vị mình không có ý kiến');
    expect(only(await health.presses('Đúng, không có ý kiến')).text).toContain('Đã ghi nhận');
    expect(text(await lead.hears())).toContain('Phòng Y tế trả lời không có ý kiến');
    expect(only(await health.forges(`in:none:${mine?.id}:yes`)).text).toContain('đã được xử lý');

    await lead.forges(`ob:${task.id}`);
    const page = only(await lead.presses('💬 Ý kiến phối hợp'));
    expect(page.text).toContain(`(2/${count + 1} đơn vị đã trả lời)`);
    expect(page.text).toContain('➖ Phòng Y tế: không có ý kiến');
    expect(page.text).toMatch(/⏳ [^\n]*hỏi từ 28\/02, chưa trả lời \(hạn 10\/03/);
    const open = second.find((item) => item.agencyShortName === 'Phòng TN-MT');
    await office.person('dm-tn-mt').hears();
    await lead.forges(`in:see:${open?.id}`);
    expect(only(await lead.presses('Rút với')).text).toContain(`với ${count - 1} đơn vị`);
    expect(only(await lead.presses('Đúng, rút')).text).toContain(`với ${count - 1} đơn vị`);
    expect(text(await office.person('dm-tn-mt').hears())).toContain('đã rút yêu cầu góp ý');
    expect((await inputs()).map((item) => item.agencyShortName).sort()).toEqual([
      'Phòng TC-KH',
      'Phòng Y tế',
    ]);
    // Whoever was about to answer is told so.
    const late = only(await office.person('dm-tn-mt').forges(`up:${open?.id}`));
    expect(late.text).toContain('không còn được giao');
    expect((await history(office, { id: open?.id ?? 0 })).map(({ kind }) => kind)).toEqual([
      'withdrawn',
    ]);
    expect(only(await lead.forges(`in:undo:${open?.id}:all:yes`)).text).toContain('Không còn gì');
  });

  it('is told when nobody there can be reached', async () => {
    await office.db.execute(
      `update conversations set unreachable_since = now() where native_id in ('dm-kt-ht', 'tt-kt-ht')`,
    );
    const agency = (await obligation(office, 'kt-ht', 'Quý I/2023 – own')).agencyId;
    await lead.forges(`in:who:${task.id}:${agency}`);
    await lead.says('góp ý về cơ sở vật chất');
    await lead.says('3/3');
    const answers = text(await lead.presses('📨'));
    expect(answers).toContain('Đã gửi tới 1 đơn vị');
    expect(answers).toMatch(/chưa nhắn được cho 1 đơn vị[^\n]*Phòng KT-HT/);
  });
});

describe('input asked for', () => {
  it('changes no figure', async () => {
    expect((await inputs()).length).toBeGreaterThan(2);
    expect(only(await coordinator.says('/tiendo chữ')).text).toBe(figures);
  });

  it('late, is shown to those concerned and chased by no coordinator', async () => {
    await coordinator.hears();
    await office.moveTo('2023-03-07T08:00');
    expect(text(await coordinator.hears())).not.toContain('KT-HT: ');
    const card = only(await lead.forges(`ob:${task.id}`));
    expect(card.text).toMatch(
      /🔴 Phòng KT-HT: hỏi từ 28\/02, chưa trả lời \(hạn 03\/03, quá hạn 4/,
    );
    const head = office.person('tt-kt-ht');
    await office.db.execute(
      `update conversations set unreachable_since = null where native_id = 'tt-kt-ht'`,
    );
    await office.moveTo('2023-03-08T08:00');
    expect(text(await head.hears())).toContain('Góp ý cho Xây dựng');
  });

  it('gets no more time, neither by a button nor in words', async () => {
    const item = await inputOf('Phòng KT-HT');
    const other = office.person('dm-kt-ht');
    expect(only(await other.forges(`ex:${item.id}`)).text).toContain('không xin lùi hạn qua đây');
    expect(text(await other.says('/giahan'))).not.toContain('Góp ý cho');
    expect(
      (await other.sees())
        .at(-1)
        ?.choices.map(({ label }) => label)
        .join(),
    ).not.toContain('Góp ý cho');
  });

  it('is answered with something: neither words nor files are sent', async () => {
    const other = office.person('dm-kt-ht');
    await other.forges(`up:${(await inputOf('Phòng KT-HT')).id}:done`);
    await other.presses('⏩');
    expect((await other.sees()).at(-1)?.text).toContain('Chưa có ý kiến hay tệp nào để gửi');
    await other.says('thống nhất với dự thảo');
    await other.presses('📨');
    expect(await inputOf('Phòng KT-HT')).toMatchObject({ state: 'done' });
    // And again, when something was forgotten.
    await other.forges(`up:${(await inputOf('Phòng KT-HT')).id}`);
    await other.says('thống nhất; đề nghị thêm loa lưu động');
    await other.presses('Bỏ qua');
    await lead.hears();
    await other.presses('📨');
    expect(text(await lead.hears())).toContain('đề nghị thêm loa lưu động');
  });

  it('is nobody else’s business', async () => {
    const item = await inputOf('Phòng KT-HT');
    const stranger = office.person('dm-dan-toc');
    const before = await history(office, item);
    const forged = [
      ...['see', 'fi', 'none', 'undo'].map((verb) => `in:${verb}:${item.id}`),
      `in:none:${item.id}:yes`,
      `in:undo:${item.id}:all:yes`,
      `up:${item.id}`,
      `ob:${item.id}`,
      `in:ask:${task.id}`,
      `in:who:${task.id}:all`,
      `in:list:${task.id}`,
      'in:see:999999',
    ];
    for (const choice of forged) {
      const answer = only(await stranger.forges(choice));
      expect(answer.text, choice).toContain('không thuộc phạm vi');
    }
    // The asked agency takes nothing back; nor does the coordinator, who may read it.
    const asked = office.person('dm-kt-ht');
    expect(only(await asked.forges(`in:undo:${item.id}:one:yes`)).text).toContain('phân công');
    expect(only(await coordinator.forges(`in:see:${item.id}`)).text).toContain('loa lưu động');
    expect(only(await coordinator.forges(`in:none:${item.id}:yes`)).text).toContain('phân công');
    // An agency the plan does not name is not asked.
    const root = (await obligation(office, 'tu-phap', 'Quý I/2023 – own')).agencyId;
    expect(only(await lead.forges(`in:who:${task.id}:${root}`)).text).toContain('không ghi đơn vị');
    expect(only(await lead.forges('in:x:1')).text).toContain('Lựa chọn này đã cũ');
    expect(await history(office, item)).toEqual(before);
  });
});

describe('a plan imported again', () => {
  it('leaves input alone; with its task, what is not answered is withdrawn', async () => {
    await lead.forges(`in:who:${task.id}:all`);
    await lead.says('góp ý lần cuối');
    await lead.says('20/3');
    await lead.presses('📨');
    const before = await inputs();
    const open = before.filter(({ state }) => state === 'not_started').length;
    expect(open).toBeGreaterThan(10);
    const at = { now: new Date('2023-03-08T09:00:00+07:00'), timeZone: 'Asia/Ho_Chi_Minh' };
    const source = { kind: 'plan' as const, ids: [task.taskId ?? 0] };
    const same = (await office.db.transaction((tx) => obligationsOfSource(tx, source))).map(
      (row) => ({
        agencyId: row.agencyId,
        taskId: row.taskId,
        periodId: row.periodId,
        occurrence: row.occurrence,
        title: row.title,
        product: row.product,
        needsDocument: row.needsDocument,
        areaNo: row.areaNo,
        area: row.area,
        conditional: row.conditional,
        deadlineWords: row.deadlineWords,
        sourceDueOn: row.sourceDueOn,
        dueMinute: null,
      }),
    );
    const sync = (wanted: typeof same) =>
      office.db.transaction((tx) => syncObligations(tx, source, wanted, at));
    expect(await sync(same)).toMatchObject({ changed: 0, removed: 0, restored: 0 });
    expect(await inputs()).toEqual(before);
    expect(await sync([])).toMatchObject({ removed: same.length });
    const after = await inputs();
    expect(after).toHaveLength(before.length - open);
    expect(after.every(({ withdrawnAt }) => withdrawnAt === null)).toBe(true);
  });
});
