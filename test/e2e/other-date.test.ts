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

const REASON = 'chờ số liệu của trạm y tế';

/** Asks for more time for the report (due on 8 March); the coordinator's phone is read up to here. */
async function asks(agency: string, until: string): Promise<Reporter> {
  const official = await reporter(office, agency);
  await coordinator.hears();
  await official.forges(`ex:${(await official.report()).id}`);
  await official.hear(until);
  await official.hear(REASON);
  await official.tap('📨');
  return official;
}

/** The coordinator proposes the date with this label; the official's phone is read up to here. */
async function proposes(official: Reporter, label: string): Promise<void> {
  await official.hears();
  await coordinator.presses('📅 Đề nghị ngày khác');
  await coordinator.presses(label);
}

const kinds = async (item: { id: number }) =>
  (await history(office, item)).map(({ kind, dueAfter }) => `${kind} ${dueAfter}`);

describe('another date is proposed', () => {
  it('with one tap, and agreed to with one', async () => {
    const official = await asks('y-te', '15/4');
    const offer = only(await coordinator.presses('📅 Đề nghị ngày khác'));
    expect(offer.text).toMatch(/xin lùi hạn đến 15\/04\/2023[\s\S]*muốn đề nghị hạn nào/);
    expect(offer.choices.map(({ label }) => label)).toEqual([
      'thứ Hai, 13/03/2023',
      'thứ Hai, 27/03/2023',
      'thứ Sáu, 31/03/2023',
      'thứ Sáu, 07/04/2023',
      '⌨️ Ngày khác',
      '‹ Quay lại',
    ]);
    // Back to the two other answers and forth again.
    expect(
      only(await coordinator.presses('‹ Quay lại')).choices.map(({ label }) => label),
    ).toContain('✅ Đồng ý');
    await official.hears();
    await coordinator.presses('📅 Đề nghị ngày khác');
    const sent = only(await coordinator.presses('thứ Sáu, 31/03/2023'));
    expect(sent.text).toContain('Đã gửi đề nghị hạn 31/03/2023 cho Phòng Y tế');

    const notice = only(await official.hears());
    expect(notice.text).toContain('Phòng Nội vụ đề nghị hạn 31/03/2023 thay vì 15/04/2023');
    expect(notice.choices.map(({ label }) => label)).toEqual([
      '✅ Đồng ý 31/03',
      'Xin ngày khác',
      'Giữ hạn cũ',
    ]);
    // Nothing is decided yet; the agency is shown what waits for it, the coordinator that it waits.
    const item = await official.report();
    expect(item.dueOn).toBe('2023-03-08');
    expect(await official.hear('/viec')).toContain('Được đề nghị hạn 31/03, chờ anh/chị trả lời');
    expect(only(await coordinator.says('/duyet')).text).not.toContain('đề nghị lùi hạn chờ');
    const [card] = await coordinator.forges(`ob:${item.id}`);
    expect(card?.text).toContain('Đang chờ đơn vị trả lời đề nghị hạn 31/03/2023');
    expect(card?.choices.map(({ label }) => label)).not.toContain('✅ Đồng ý');
    const [own] = await official.forges(`ob:${item.id}`);
    expect(own?.choices.map(({ label }) => label)).toContain('✅ Đồng ý 31/03');

    await coordinator.hears();
    expect(await official.tap('✅ Đồng ý 31/03')).toContain('Hạn mới là 31/03/2023');
    expect(await official.report()).toMatchObject({
      dueOn: '2023-03-31',
      sourceDueOn: '2023-03-08',
      dueAt: new Date('2023-03-31T17:00:00.000Z'),
    });
    expect(await kinds(item)).toEqual([
      'extension_asked 2023-04-15',
      'extension_proposed 2023-03-31',
      'extension_granted 2023-03-31',
    ]);
    expect(only(await coordinator.hears()).text).toContain('Phòng Y tế đồng ý hạn 31/03/2023');
    const [past] = await coordinator.forges(`hi:${item.id}`);
    expect(past?.text).toMatch(/xin lùi hạn[\s\S]*đề nghị hạn khác[\s\S]*đồng ý lùi hạn/);
  });

  it('twice answered is said to be answered', async () => {
    const official = await reporter(office, 'y-te');
    const { id } = await official.report();
    for (const verdict of ['yes', 'keep']) {
      const again = only(await official.forges(`xr:${id}:${verdict}:2023-03-31`));
      expect(again.text).toContain('đã được trả lời hoặc đã được thay');
    }
    const late = only(await coordinator.forges(`xd:${id}:offer:2023-04-15:2023-03-24`));
    expect(late.text).toContain('đã được trả lời trước đó rồi');
    expect(await kinds({ id })).toHaveLength(3);
  });

  it('typed by the coordinator, declined by the agency: the old date stays', async () => {
    const official = await asks('thanh-tra', '20/3');
    await official.hears();
    await coordinator.presses('📅 Đề nghị ngày khác');
    const form = only(await coordinator.presses('⌨️ Ngày khác'));
    expect(form.text).toMatch(/đề nghị hạn ngày nào[\s\S]*Ví dụ: 31\/3\/2023/);
    expect(only(await coordinator.says('20/3')).text).toContain('chính là ngày đơn vị xin');
    expect(only(await coordinator.says('8/3')).text).toContain('cần sau hạn hiện nay');
    expect(only(await coordinator.says('26/2')).text).toContain('cần sau hạn hiện nay');
    await coordinator.says('14/3');
    await coordinator.presses('📨');
    expect(only(await official.hears()).text).toContain('hạn 14/03/2023 thay vì 20/03/2023');
    await coordinator.hears();
    expect(await official.tap('Giữ hạn cũ')).toContain('thời hạn giữ nguyên (hạn 08/03');
    expect(only(await coordinator.hears()).text).toContain('giữ hạn cũ, không lấy hạn 14/03/2023');
    const item = await official.report();
    expect(item.dueOn).toBe('2023-03-08');
    expect((await kinds(item)).at(-1)).toBe('extension_withdrawn 2023-03-08');
  });

  it('asked for again, it is the coordinator’s turn once more', async () => {
    const official = await asks('dan-toc', '30/4');
    await proposes(official, 'thứ Sáu, 31/03/2023');
    await coordinator.hears();
    expect(await official.tap('Xin ngày khác')).toContain('lùi đến ngày nào');
    await official.hear('10/4');
    await official.hear(REASON);
    await official.tap('📨');
    const again = only(await coordinator.hears());
    expect(again.text).toMatch(/xin lùi hạn đến 10\/04\/2023[\s\S]*thay cho hạn 31\/03\/2023/);
    // The agency's older notice counts no longer.
    const { id } = await official.report();
    expect(only(await official.forges(`xr:${id}:yes:2023-03-31`)).text).toContain('đã được thay');
    expect(only(await coordinator.says('/duyet')).text).toContain('1 đề nghị lùi hạn');
    await coordinator.presses('⏳ Phòng Dân tộc');
    await coordinator.presses('✅ Đồng ý');
    expect((await official.report()).dueOn).toBe('2023-04-10');
  });

  it('what was wished in free words can be answered so too', async () => {
    const official = await reporter(office, 'ld-tbxh');
    await official.forges(`ob:${(await official.report()).id}`);
    await official.hear(`báo cáo quý I xin lùi đến 31/3 vì ${REASON}`);
    await coordinator.hears();
    await official.tap('✅');
    await proposes(official, 'thứ Sáu, 24/03/2023');
    expect(only(await official.hears()).text).toContain('hạn 24/03/2023 thay vì 31/03/2023');
  });
});

describe('two decide at the same time', () => {
  it('a newer wish wins over a proposal about the older one', async () => {
    const official = await asks('kt-ht', '20/3');
    await coordinator.presses('📅 Đề nghị ngày khác');
    const { id } = await official.report();
    await asks('kt-ht', '30/4');
    const answer = only(await coordinator.forges(`xd:${id}:offer:2023-03-20:2023-03-15`));
    expect(answer.text).toContain('đã thay đề nghị cũ bằng đề nghị mới');
    // The form for the older wish closes by itself.
    await coordinator.forges(`xd:${id}:typed:2023-04-30`);
    await asks('kt-ht', '28/4');
    expect(only(await coordinator.says('31/3')).text).toContain('phần đang nhập đã được đóng');
    expect(await kinds({ id })).toEqual([
      'extension_asked 2023-03-20',
      'extension_asked 2023-04-30',
      'extension_asked 2023-04-28',
    ]);
  });

  it('of all answers given at once one counts', async () => {
    const official = await reporter(office, 'kt-ht');
    const { id } = await official.report();
    await Promise.all(
      ['grant:2023-04-28', 'decline:2023-04-28', 'offer:2023-04-28:2023-03-31'].map((verdict) =>
        coordinator.forges(`xd:${id}:${verdict}`),
      ),
    );
    expect(await kinds({ id })).toHaveLength(4);
  });

  it('done meanwhile, there is nothing to propose or to agree to', async () => {
    const official = await asks('tn-mt', '30/4');
    await proposes(official, 'thứ Sáu, 31/03/2023');
    const { id } = await official.report();
    await office.db.execute(`update obligations set state = 'accepted' where id = ${id}`);
    const late = only(await official.forges(`xr:${id}:yes:2023-03-31`));
    expect(late.text).toContain('đã được xử lý trước đó rồi');
    const also = only(await coordinator.forges(`xd:${id}:other:2023-04-30`));
    expect(also.text).toContain('đã được xử lý trước đó rồi');
    await office.db.execute(`update obligations set state = 'not_started' where id = ${id}`);
  });
});

describe('forged buttons', () => {
  it('propose no day that is past, due, wished or none at all', async () => {
    const official = await asks('nn-ptnt', '30/3');
    const { id } = await official.report();
    for (const date of ['2023-02-01', '2023-03-08', '2023-03-30']) {
      const [answer] = await coordinator.forges(`xd:${id}:offer:2023-03-30:${date}`);
      expect(answer?.text, date).toContain('không còn đề nghị được');
    }
    for (const verb of ['offer:2023-03-30:2023-02-31x', 'offer:2023-03-30', 'x:2023-03-30']) {
      const [answer] = await coordinator.forges(`xd:${id}:${verb}`);
      expect(answer?.text, verb).toContain('Lựa chọn này đã cũ');
    }
    expect(await kinds({ id })).toHaveLength(1);
  });

  it('are refused to those whose work it is not', async () => {
    const { id } = await (await reporter(office, 'tn-mt')).report();
    const before = await kinds({ id });
    const stranger = office.person('dm-y-te');
    for (const choice of [`xr:${id}:yes:2023-03-31`, `xd:${id}:offer:2023-04-30:2023-03-31`]) {
      expect(only(await stranger.forges(choice)).text).toContain('không thuộc phạm vi');
    }
    // Nor does the coordinator answer for the agency.
    expect(only(await coordinator.forges(`xr:${id}:yes:2023-03-31`)).text).toContain('phân công');
    expect(await kinds({ id })).toEqual(before);
  });
});

describe('reminders', () => {
  it('follow the agreed date, also where the old one had been reminded of', async () => {
    const official = await asks('gd-dt', '30/4');
    await office.moveTo('2023-03-01T08:00');
    const heard = async () => (await official.hears()).map(({ text }) => text).join('\n');
    expect(await heard()).toContain('Báo cáo Quý I');
    await proposes(official, 'thứ Sáu, 31/03/2023');
    await official.tap('✅ Đồng ý 31/03');
    await official.hears();
    for (const silent of ['2023-03-07', '2023-03-08', '2023-03-09', '2023-03-15']) {
      await office.moveTo(`${silent}T08:00`);
      expect(await heard(), silent).not.toContain('Quý I');
    }
    await office.moveTo('2023-03-24T08:00');
    expect(await heard()).toContain('hạn 31/03, còn 7 ngày');
    await office.moveTo('2023-04-03T08:00');
    expect(await heard()).toContain('quá hạn 3 ngày');
  });

  it('a proposal answered after its day moves nothing', async () => {
    const official = await asks('ld-tbxh', '30/5');
    await coordinator.presses('📅 Đề nghị ngày khác');
    await coordinator.forges(`xd:${(await official.report()).id}:offer:2023-05-30:2023-04-05`);
    await office.moveTo('2023-04-06T09:00');
    const answer = only(await official.presses('✅ Đồng ý 05/04'));
    expect(answer.text).toContain('nay không còn dùng được');
    expect(answer.choices.map(({ label }) => label)).toEqual(['Xin ngày khác', 'Giữ hạn cũ']);
    expect((await official.report()).dueOn).toBe('2023-03-08');
  });
});
