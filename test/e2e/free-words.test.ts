import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history, obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';

const LATE = 'theo dõi thi hành pháp luật';
const SECOND = 'tuyên truyền';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

const last = async (answer: Promise<{ text: string }[]>) => (await answer).at(-1)?.text ?? '';

describe('a reminder answered in words', () => {
  let official: Person;
  beforeAll(() => {
    official = office.person('dm-tu-phap');
  });

  it('is shown as understood, by the number it bore, and saved after "ok" only', async () => {
    const asked = only(await official.says('nv 1 da xong, 05/kh-ubnd ngay 12/1/2023 a'));
    expect(asked.text).toContain('chưa ghi gì cả');
    expect(asked.text).toContain(LATE);
    expect(asked.text).toContain('Tình trạng: đã hoàn thành');
    expect(asked.text).toContain('Văn bản: 05/KH-UBND ngày 12/01/2023');
    expect(asked.choices.map(({ label }) => label)).toEqual([
      '✅ Đúng, ghi nhận',
      '✏️ Sửa',
      'Bỏ, không ghi',
    ]);
    const before = await obligation(office, 'tu-phap', LATE);
    expect(before.state).toBe('not_started');
    expect(await history(office, before)).toEqual([]);

    expect(await last(official.says('ok em'))).toContain('Đã ghi nhận hoàn thành lúc 08:00');
    expect((await obligation(office, 'tu-phap', LATE)).state).toBe('done');
    const said = only(await history(office, before));
    expect(said).toMatchObject({
      kind: 'state',
      state: 'done',
      documentNumber: '05/KH-UBND',
      documentDate: '2023-01-12',
      channel: 'web',
    });
  });

  it('a second "ok" saves nothing again', async () => {
    await official.says('ok');
    expect(await history(office, await obligation(office, 'tu-phap', LATE))).toHaveLength(1);
  });

  it('is put right by what is written next, and is dropped by a no', async () => {
    await official.says('nv 2 đang làm 40%');
    const put = only(await official.says('60% chứ'));
    expect(put.text).toContain('đang thực hiện, 60%');
    expect(await last(official.says('không'))).toContain('không ghi gì');
    expect(await last(official.says('đúng rồi'))).toContain('chưa hiểu');
    const item = await obligation(office, 'tu-phap', SECOND);
    expect(await history(office, item)).toEqual([]);
  });
});

describe('which obligation is meant', () => {
  it('is asked for a number that was never shown, and nothing can be saved before', async () => {
    const official = office.person('dm-tu-phap');
    const asked = only(await official.says('nv 95 đang làm 70%'));
    expect(asked.text).toContain('Đây là việc nào ạ');
    expect(asked.choices.map(({ label }) => label)).not.toContain('✅ Đúng, ghi nhận');
    expect(only(await official.says('ok')).text).toContain('Đây là việc nào ạ');
    const second = await obligation(office, 'tu-phap', SECOND);
    const label = asked.choices.find(({ id }) => id.endsWith(`:${second.id}`))?.label ?? '?';
    expect(await last(official.presses(label))).toContain('đang thực hiện, 70%');
    expect(await history(office, second)).toEqual([]);
    expect(await last(official.presses('✅ Đúng'))).toContain('Đã ghi nhận đang thực hiện');
    expect(only(await history(office, second))).toMatchObject({ percent: 70 });
  });

  it('another than that shown can be named', async () => {
    const official = office.person('dm-tu-phap');
    await official.says('/viec');
    expect(await last(official.says('nv 1 đang làm 20%'))).toContain('20%');
    const before = (await official.sees()).at(-1)?.text;
    const renamed = await last(official.says('nv 2 chứ'));
    expect(renamed).toContain('20%');
    expect(renamed).not.toBe(before);
    // A question about another task changes nothing.
    await official.says('nv 1 làm thế nào em?');
    const shown = (await official.sees()).filter(({ text }) => text.includes('Tôi hiểu tin'));
    expect(shown.at(-1)?.text).toBe(renamed);
    // Nor is an "ok" to anything else a yes: the question is put again.
    expect(await last(official.says('ok'))).toBe(renamed);
    // A task that is named anew, if by a wrong number, is no correction.
    expect(await last(official.says('nv 95 đang làm 50%'))).toContain('Đây là việc nào');
    await official.says('bỏ');
  });

  it('buttons that were forged or are old record nothing', async () => {
    const official = office.person('dm-tu-phap');
    const { id } = await obligation(office, 'y-te', 'Quý I/2023 – own');
    const asked = only(await official.says('nv 95 xong'));
    const nonce = asked.choices[0]?.id.split(':')[1];
    expect(await last(official.forges(`st:${nonce}:is:0:${id}`))).toContain('Đây là việc nào');
    await official.forges(`st:${nonce}:ok`);
    expect(await last(official.forges('st:000000:ok'))).toContain('Câu hỏi này đã qua');
    expect(await history(office, { id })).toEqual([]);
    await official.says('bỏ');
  });
});

describe('several statements in one message', () => {
  it('are shown one by one and saved by one tap; what is missing is asked for', async () => {
    const official = await reporter(office, 'noi-vu');
    await official.says('/viec');
    const asked = only(
      await official.says(
        '1 chưa làm do thiếu người\n2: đang làm 30%\n3 vướng do chưa có kinh phí',
      ),
    );
    expect(asked.text).toContain('1. ');
    expect(asked.text).toContain('đang thực hiện, 30%');
    expect(asked.text).toContain('Lý do: chưa có kinh phí');
    const answers = await official.presses('✅ Đúng');
    expect(answers[0]?.text).toContain('Đã ghi nhận 2 mục');
    // Who can help is asked for, the reason is there already.
    expect(answers.at(-1)?.text).toContain('Nơi nào có thể tháo gỡ');
    await official.tap('Lãnh đạo UBND');
    await official.tap('⏩');
    expect(await official.tap('📨')).toContain('cùng tháo gỡ');
  });
});

describe('what a form would ask for', () => {
  it('a wish for more time without a reason opens the form with the date', async () => {
    const official = await reporter(office, 'y-te');
    await official.says('xin lùi báo cáo quý I đến 20/3');
    const form = await last(official.presses('✅ Đúng'));
    expect(form).not.toContain('đến ngày nào');
    expect(await official.hear('chờ số liệu của trạm y tế')).toContain('20/03/2023');
    expect(await official.tap('📨')).toContain('hạn cũ vẫn được tính');
  });

  it('with a reason it is recorded at once', async () => {
    const official = await reporter(office, 'dan-toc');
    await official.says('xin lùi báo cáo quý I đến 20/3 do chờ số liệu các xã');
    expect(await last(official.says('dạ đúng'))).toContain('hạn cũ vẫn được tính');
    const said = (await history(office, await official.report())).at(-1);
    expect(said).toMatchObject({
      kind: 'extension_asked',
      dueAfter: '2023-03-20',
      reason: 'chờ số liệu các xã',
    });
  });

  it('a report with figures is sent at its card, not claimed', async () => {
    const official = await reporter(office, 'noi-vu');
    await official.says('đã gửi báo cáo quý I sáng nay');
    const shown = (await official.sees()).at(-1);
    const own = shown?.choices.find(({ label }) => label.startsWith('Báo cáo'));
    if (own) await official.presses(own.label);
    const card = await last(official.presses('✅ Đúng'));
    expect(card).toMatch(/gửi ngay tại đây|Văn bản|văn bản/);
    expect((await official.report()).state).not.toBe('done');
    await official.says('/huy');
  });

  it('correcting goes to the form with the rest filled in', async () => {
    const official = await reporter(office, 'thanh-tra');
    await official.says('báo cáo quý I đang làm 35%');
    const form = await last(official.presses('✏️ Sửa'));
    expect(form).toContain('minh chứng');
    await official.tap('⏩');
    expect((await official.sees()).at(-1)?.text).toContain('Mức độ: 35%');
    await official.says('/huy');
  });
});

describe('a reply to one particular message', () => {
  it('is about its obligation', async () => {
    const official = await reporter(office, 'tn-mt');
    const report = await official.report();
    await official.says('/viec');
    const [card] = await official.forges(`ob:${report.id}`);
    await official.says('/viec');
    const asked = only(await official.replies(card?.messageId ?? '', 'đang làm 80%'));
    expect(asked.text).toContain('80%');
    expect(asked.text).toContain('Quý I/2023');
    await official.says('ok');
    expect(await official.report()).toMatchObject({ state: 'in_progress', percent: 80 });
  });
});

describe('hurried words', () => {
  it('without diacritics, several statements and several documents: each is shown and kept', async () => {
    const official = await reporter(office, 'thanh-tra');
    await official.says('/viec');
    const asked = only(
      await official.says(
        'viec 1 dang lam duoc mot nua, viec 2 xong roi nhe, qd 214 ngay 20/2/2023 va kh 31/kh-ubnd ngay 21/2/2023',
      ),
    );
    expect(asked.text).toContain('đang thực hiện, 50%');
    expect(asked.text).toContain('Văn bản: QĐ 214 ngày 20/02/2023');
    expect(asked.text).toContain('Ghi chú: kh 31/kh-ubnd ngay 21/2/2023');
    const before = await official.report();
    expect(await history(office, before)).toEqual([]);
    await official.says('bỏ');
    expect(await history(office, before)).toEqual([]);
  });

  it('of two documents the first is recorded as such, the other in the note', async () => {
    const official = office.person('dm-tu-phap');
    const { id } = await obligation(office, 'tu-phap', SECOND);
    const [card] = await official.forges(`ob:${id}`);
    await official.replies(
      card?.messageId ?? '',
      'xong roi a, qd 214 ngay 20/2/2023 va kh 31/kh-ubnd ngay 21/2/2023',
    );
    await official.says('ok');
    expect((await history(office, { id })).at(-1)).toMatchObject({
      state: 'done',
      documentNumber: 'QĐ 214',
      documentDate: '2023-02-20',
      note: 'kh 31/kh-ubnd ngay 21/2/2023',
    });
  });

  it('"thêm 5 ngày" counts from the due date, shows the day, and is saved after a yes', async () => {
    const official = await reporter(office, 'ld-tbxh');
    const { id, dueOn } = await official.report();
    expect(dueOn).toBe('2023-03-08');
    await official.says('/viec');
    const [card] = await official.forges(`ob:${id}`);
    const asked = only(
      await official.replies(card?.messageId ?? '', 'cho em xin them 5 ngay vi cho so lieu cac xa'),
    );
    expect(asked.text).toContain('Xin lùi hạn đến: 13/03/2023');
    expect(await history(office, { id })).toEqual([]);
    await official.says('ok em');
    expect((await history(office, { id })).at(-1)).toMatchObject({
      kind: 'extension_asked',
      dueAfter: '2023-03-13',
    });
  });

  it('the day of an amount follows from the obligation that is chosen', async () => {
    const official = await reporter(office, 'gd-dt');
    await official.says('/viec');
    const asked = only(await official.says('nv 95 xin lùi 1 tuần do thiếu người'));
    expect(asked.text).toContain('chưa rõ đến ngày nào');
    const own = asked.choices.find(({ label }) => label.startsWith('Báo cáo'));
    expect(await last(official.presses(own?.label ?? '?'))).toContain('15/03/2023');
    await official.says('bỏ');
  });

  it('what lies ahead, is hearsay or is taken back is no task done', async () => {
    const official = await reporter(office, 'gd-dt');
    await official.says('/viec');
    expect(await last(official.says('nv 1 mai em xong'))).toContain('đang thực hiện');
    await official.says('bỏ');
    expect(await last(official.says('nghe nói nv 1 xong rồi'))).not.toContain('đã xong');
    const back = await last(official.says('nv 1 xong rồi, à nhầm, nv 2 chứ'));
    expect(back).toContain('là việc nào ạ');
    expect(back).not.toContain('đã hoàn thành');
    await official.says('bỏ');
  });
});

describe('what is no statement', () => {
  it('is answered politely as ever', async () => {
    const official = office.person('dm-kt-ht');
    for (const words of ['nv 1 xong chưa vậy em?', 'để em hỏi lại', 'ok']) {
      expect(await last(official.says(words))).toContain('chưa hiểu');
    }
    expect(await last(official.says('nhiệm vụ'))).toContain('1.');
  });

  it('nor is what somebody writes who owes nothing', async () => {
    const coordinator = office.person('cqtt-cchc');
    expect(await last(coordinator.says('nv 1 đã xong'))).not.toContain('Tôi hiểu tin');
  });

  it('what waited for hours is no longer confirmed by an "ok"', async () => {
    const official = await reporter(office, 'kt-ht');
    await official.says('báo cáo quý I đang làm 15%');
    await office.moveTo('2023-02-27T11:30');
    expect(await last(official.says('ok'))).toContain('chưa hiểu');
    expect(await history(office, await official.report())).toEqual([]);
  });

  it('a greeting and thanks are answered as such; numbers in a sentence are no figures', async () => {
    const official = await reporter(office, 'xa-thanh-tan');
    expect(await last(official.says('chào em'))).toContain('Chào anh/chị');
    expect(await last(official.says('cảm ơn em nhé'))).toContain('không có gì');
    await official.says('/baocao quý I');
    expect(await last(official.says('nv 1, 2 xong'))).not.toContain('ghi được ô nào');
    await official.says('/baocao quý I');
    expect(await last(official.says('3 1176 1165 0 0 5 0 0 5 0 0 4'))).toContain('12/12 ô');
  });
});
