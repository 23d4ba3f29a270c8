import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInvite } from '../../office/invites.ts';
import { linksBy } from '../support/agree.ts';
import { agencyId, history, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

/** An agency claims its report is done, with a document, a file and a note. */
async function claims(agency: string): Promise<Reporter> {
  const official = await reporter(office, agency, 'done');
  await official.hear('13/BC-PYT ngày 24/02/2023');
  await official.sendsFile('bao-cao.pdf', `scan of ${agency}`);
  await official.tap('Đủ tệp rồi');
  await official.hear('đã gửi qua trục liên thông');
  await official.tap('📨');
  await official.hears();
  return official;
}

/** Begins all of it while the obligation's row is held, and lets go once all of it waits there. */
async function bothAtOnce<T>(id: number, work: (() => Promise<T>)[]): Promise<Promise<T>[]> {
  return office.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from obligations where id = ${id} for update`);
    const begun = work.map((one) => one());
    const waiting = sql`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    while (only(await office.db.execute<{ n: number }>(waiting)).n < work.length) {
      await new Promise((done) => setTimeout(done, 10));
    }
    return begun;
  });
}

const labels = (seen: { choices: { label: string }[] } | undefined) =>
  seen?.choices.map(({ label }) => label);

describe('the coordinator reviews what agencies say is done', () => {
  it('sees document, note and files, accepts, and the agency is thanked', async () => {
    const official = await claims('y-te');
    const list = only(await coordinator.says('/duyet'));
    expect(list.text).toContain('1 kết quả chờ duyệt');
    const card = only(await coordinator.presses('Phòng Y tế: Báo cáo Quý I/2023'));
    expect(card.text).toContain('Văn bản: 13/BC-PYT ngày 24/02/2023');
    expect(card.text).toContain('Ghi chú: đã gửi qua trục liên thông');
    expect(card.text).toContain('1 tệp minh chứng');
    const file = only(await coordinator.presses('📎 Tệp minh chứng'));
    expect(file.text).toContain('bao-cao.pdf\nĐầu mối Phòng Y tế gửi lúc 08:00 ngày 27/02');
    const done = only(await coordinator.presses('✅ Duyệt'));
    expect(done.text).toContain('Đã duyệt kết quả của Phòng Y tế');

    expect(only(await official.hears()).text).toContain('Kết quả đã được duyệt');
    expect((await official.report()).state).toBe('accepted');
    const entries = await history(office, await official.report());
    expect(entries.map(({ kind, state }) => [kind, state])).toEqual([
      ['state', 'done'],
      ['review', 'accepted'],
    ]);
    // The receipt stays when the coordinator goes on.
    expect(only(await coordinator.presses('Xem kết quả khác')).text).toContain('Hiện không có');
    expect((await coordinator.sees()).map(({ text }) => text)).toContain(done.text);
  });

  it('what is accepted is closed: for another verdict and for another report', async () => {
    const official = await reporter(office, 'y-te');
    const { id } = await official.report();
    for (const choice of [`rv:ok:${id}`, `rv:no:${id}`]) {
      expect(only(await coordinator.forges(choice)).text).toContain('đã được xử lý trước đó');
    }
    const again = only(await official.forges(`up:${id}:blocked`));
    expect(again.text).toContain('đã được duyệt nên không cần báo lại');
    expect(labels(only(await official.presses('Xem việc này')))).toEqual([
      '📋 Mở báo cáo',
      '📎 Tệp minh chứng',
      '🕘 Lịch sử',
    ]);
  });

  it('returns with a reason; the agency corrects; then it is accepted', async () => {
    const official = await claims('thanh-tra');
    const { id } = await official.report();
    await coordinator.forges(`ob:${id}`);
    expect(only(await coordinator.presses('↩️ Trả lại')).text).toContain('cần sửa gì');
    expect(only(await coordinator.says('sai')).text).toMatch(/hơi ngắn[\s\S]*Ví dụ: thiếu số liệu/);
    const review = only(await coordinator.says('thiếu số liệu mục II, đề nghị bổ sung'));
    expect(review.text).toContain('Lý do trả lại: thiếu số liệu mục II');
    expect(only(await coordinator.presses('📨')).text).toContain('Đã trả lại');

    const told = only(await official.hears());
    expect(told.text).toContain('được trả lại để sửa');
    expect(told.text).toContain('Lý do: thiếu số liệu mục II, đề nghị bổ sung');
    // A report is judged by its first sending, also while it is corrected.
    const { state, claimedAt } = await official.report();
    expect([state, claimedAt?.toISOString()]).toEqual(['returned', '2023-02-27T01:00:00.000Z']);
    expect(await official.hear('/viec')).toContain('trả lại để sửa');

    await official.presses('✅ Đã xong');
    await official.hear('14/BC-TTr ngày 27/02/2023');
    await official.tap('⏩');
    await official.tap('📨');
    await coordinator.says('/duyet');
    const card = only(await coordinator.presses('Thanh tra huyện'));
    expect(card.text).toContain('14/BC-TTr');
    expect(card.text).not.toContain('thiếu số liệu');
    await coordinator.presses('✅ Duyệt');
    expect((await official.report()).state).toBe('accepted');
  });

  it('a form still open on either side does not undo a verdict', async () => {
    const official = await claims('dan-toc');
    const { id } = await official.report();
    // The answer of an old reminder no longer opens anything; the way to say it anew is beside it.
    expect(only(await official.forges(`up:${id}:in_progress`)).text).toContain('đã được báo rồi');
    await official.tap('✏️ Báo lại');
    await official.tap('🔄 Đang làm');
    await coordinator.forges(`rv:no:${id}`);

    const invite = {
      agencyId: await agencyId(office, 'noi-vu'),
      role: 'coordinator' as const,
      personId: null,
      createdBy: null,
    };
    const now = new Date('2023-02-27T08:00:00+07:00');
    const { code } = await office.db.transaction((tx) =>
      createInvite(tx, invite, now, 'Asia/Ho_Chi_Minh'),
    );
    const colleague = office.person('cqtt-2');
    await linksBy(colleague, code);
    expect(only(await colleague.forges(`rv:ok:${id}`)).text).toContain('Đã duyệt');

    expect(await official.hear('50')).toContain('đã được duyệt nên không cần báo lại');
    expect(only(await coordinator.says('thiếu số liệu mục II')).text).toContain('đã được xử lý');
    expect((await official.report()).state).toBe('accepted');
    expect(await official.hear('/huy')).toContain('không có gì đang nhập dở');
  });

  it('two coordinators at the same moment give one verdict', async () => {
    const official = await claims('kt-ht');
    const { id } = await official.report();
    const verdicts = await Promise.all(
      await bothAtOnce(id, [
        () => coordinator.forges(`rv:ok:${id}`),
        () => office.person('cqtt-2').forges(`rv:ok:${id}`),
      ]),
    );
    const texts = verdicts.map((seen) => only(seen).text.split('\n')[0]).sort();
    expect(texts).toEqual([
      'Việc này đã được xử lý trước đó rồi ạ:',
      '✅ Đã duyệt kết quả của Phòng Kinh tế và Hạ tầng:',
    ]);
    expect(await history(office, { id })).toHaveLength(2);
    expect(await official.hears()).toHaveLength(1);
  });

  it('at night the agency is not woken; it hears in the morning', async () => {
    const official = await claims('tn-mt');
    await office.moveTo('2023-02-27T20:30');
    await coordinator.forges(`rv:ok:${(await official.report()).id}`);
    expect(await official.hears()).toEqual([]);
    await office.moveTo('2023-02-28T08:00');
    expect((await official.hears()).map(({ text }) => text.split('\n')[0])).toContain(
      '✅ Kết quả đã được duyệt:',
    );
  });
});

it('of many claims lists all, page by page', async () => {
  await office.db.execute(sql`
    update obligations o set state = 'done', claimed_at = now() from agencies a
    where a.id = o.agency_id and a.level = 'commune' and o.source_kind = 'report'
      and o.period_id = (select id from report_periods where code = '2023-Y')`);
  const first = only(await coordinator.says('/duyet'));
  expect(first.text).toMatch(/Trang 1\/2/);
  const second = only(await coordinator.presses('Trang sau'));
  expect(second.messageId).toBe(first.messageId);
  const all = [...(labels(first) ?? []), ...(labels(second) ?? [])];
  expect(all.filter((label) => label.includes('Báo cáo tổng hợp năm 2023'))).toHaveLength(10);
});
