import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

/** Asks for more time for the report; the coordinator's phone is read up to here. */
async function asks(agency: string, until: string): Promise<Reporter> {
  const official = await reporter(office, agency);
  await coordinator.hears();
  await official.forges(`ex:${(await official.report()).id}`);
  await official.hear(until);
  await official.hear('chờ số liệu của trạm y tế');
  await official.tap('📨');
  return official;
}

describe('more time is asked for', () => {
  it('until a day after today and after the deadline; the old date counts meanwhile', async () => {
    const official = await reporter(office, 'y-te');
    expect(await official.hear('xin gia hạn')).toContain('cho việc nào');
    expect(await official.tap('Báo cáo Quý I/2023')).toContain('lùi đến ngày nào');
    expect(await official.hear('tuần sau')).toMatch(/chưa đọc được ngày[\s\S]*Ví dụ: 15\/4\/2023/);
    expect(await official.hear('8/3')).toContain('sau hạn hiện nay và sau hôm nay');
    expect(await official.hear('hôm qua')).toContain('sau hạn hiện nay và sau hôm nay');
    await official.hear('15/3');
    expect(await official.hear('bận')).toContain('hơi ngắn');
    await coordinator.hears();
    expect(await official.hear('chờ số liệu của trạm y tế')).toContain('Xin đến ngày: 15/03/2023');
    expect(await official.tap('📨')).toContain('hạn cũ vẫn được tính');
    expect(await official.report()).toMatchObject({ dueOn: '2023-03-08', state: 'not_started' });

    const notice = only(await coordinator.hears());
    expect(notice.text).toContain('Phòng Y tế xin lùi hạn đến 15/03/2023');
    expect(notice.text).toContain('Hiện tại: hạn 08/03, còn 9 ngày');
    expect(notice.text).toContain('Lý do: chờ số liệu của trạm y tế');
  });

  it('granted, it moves the deadline, the history says so, and reminders follow', async () => {
    const official = await reporter(office, 'y-te');
    await official.hears();
    expect(only(await coordinator.presses('✅ Đồng ý')).text).toContain('lùi hạn đến 15/03/2023');
    const told = only(await official.hears());
    expect(told.text).toContain('đã được đồng ý, hạn mới 15/03/2023');
    const item = await official.report();
    expect(item).toMatchObject({ dueOn: '2023-03-15', sourceDueOn: '2023-03-08' });
    expect(item.dueAt?.toISOString()).toBe('2023-03-15T17:00:00.000Z');
    const entries = await history(office, item);
    expect(entries.map(({ kind, dueBefore, dueAfter }) => [kind, dueBefore, dueAfter])).toEqual([
      ['extension_asked', '2023-03-08', '2023-03-15'],
      ['extension_granted', '2023-03-08', '2023-03-15'],
    ]);
    const [card] = await coordinator.forges(`hi:${item.id}`);
    expect(card?.text).toMatch(/Đầu mối Phòng Y tế: xin lùi hạn[\s\S]*: đồng ý lùi hạn/);
  });

  it('a second decision is told that there is one', async () => {
    const { id } = await (await reporter(office, 'y-te')).report();
    for (const verdict of ['grant', 'decline']) {
      const again = only(await coordinator.forges(`xd:${id}:${verdict}:2023-03-15`));
      expect(again.text).toContain('đã được trả lời trước đó rồi');
    }
    expect(await history(office, { id })).toHaveLength(2);
  });

  it('declined, it leaves the deadline, and the owner is told what else can be done', async () => {
    const official = await asks('thanh-tra', '20/3');
    await official.hears();
    await coordinator.presses('Chưa đồng ý');
    const told = only(await official.hears());
    expect(told.text).toContain('thời hạn giữ nguyên (hạn 08/03, còn 9 ngày)');
    expect(told.choices.map(({ label }) => label)).toContain('⛔ Vướng mắc');
    const item = await official.report();
    expect(item.dueOn).toBe('2023-03-08');
    expect((await history(office, item)).at(-1)?.kind).toBe('extension_declined');
  });

  it('asked for again with another date, the first button does not grant the second', async () => {
    const official = await asks('dan-toc', '10/3');
    const first = only(await coordinator.hears());
    await asks('dan-toc', '30/4');
    const { id } = await official.report();
    const grant = first.choices.find(({ label }) => label === '✅ Đồng ý')?.id ?? '';
    const answer = only(await coordinator.forges(grant, first.messageId));
    expect(answer.text).toContain('đã thay đề nghị cũ bằng đề nghị mới');
    expect(answer.text).toContain('xin lùi hạn đến 30/04/2023');
    expect((await official.report()).dueOn).toBe('2023-03-08');
    await coordinator.presses('✅ Đồng ý');
    expect((await official.report()).dueOn).toBe('2023-04-30');
    expect(await history(office, { id })).toHaveLength(3);
  });

  it('a request whose notice was overlooked is found by /duyet', async () => {
    const official = await asks('kt-ht', '20/3');
    const list = only(await coordinator.says('/duyet'));
    expect(list.text).toContain('1 đề nghị lùi hạn chờ trả lời');
    const card = only(await coordinator.presses('⏳ Phòng KT-HT'));
    expect(card.text).toContain('Đang xin lùi hạn đến 20/03/2023');
    // Not for the agency itself to decide.
    const own = await official.forges(`ob:${(await official.report()).id}`);
    expect(own[0]?.choices.map(({ label }) => label)).not.toContain('✅ Đồng ý');
    await coordinator.presses('✅ Đồng ý');
    expect((await official.report()).dueOn).toBe('2023-03-20');
    expect(only(await coordinator.says('/duyet')).text).toContain('Hiện không có');
  });
});

describe('the coordinator’s evenings and weekends are left alone', () => {
  it.each([
    ['in the evening', 'tn-mt', '2023-02-28T21:00', '2023-03-01T08:00'],
    ['on a Sunday', 'nn-ptnt', '2023-03-05T10:00', '2023-03-06T08:00'],
    ['before work', 'gd-dt', '2023-03-07T06:30', '2023-03-07T08:00'],
  ])('%s the notice waits for the next working morning', async (_when, agency, asked, morning) => {
    await office.moveTo(asked);
    const official = await asks(agency, '30/3');
    expect(await coordinator.hears()).toEqual([]);
    // What is typed meanwhile does not answer a notice nobody has seen.
    expect(only(await coordinator.says('1')).text).not.toContain('Đã đồng ý');
    expect((await official.report()).dueOn).toBe('2023-03-08');
    await office.moveTo(morning);
    const heard = await coordinator.hears();
    expect(heard.some(({ text }) => text.includes('xin lùi hạn đến 30/03/2023'))).toBe(true);
  });

  it('and the reminders know only the new date', async () => {
    const digestOn = async (day: string, agency: string) => {
      const person = office.person(`dm-${agency}`);
      await person.hears();
      await office.moveTo(day);
      return (await person.hears()).map(({ text }) => text).join('\n');
    };
    // Granted until 15 March: silence on the old due day, a word a week before the new one.
    expect(await digestOn('2023-03-08T08:00', 'y-te')).toContain('hạn 15/03, còn 7 ngày');
    // Declined: overdue from 9 March.
    expect(await digestOn('2023-03-09T08:00', 'thanh-tra')).toContain('quá hạn 1 ngày');
    expect(await digestOn('2023-03-16T08:00', 'y-te')).toContain('hạn 15/03, quá hạn 1 ngày');
  });
});
