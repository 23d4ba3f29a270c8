import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
let official: Person;
beforeAll(async () => {
  office = await rehearse();
  official = office.person('dm-tu-phap');
});
afterAll(() => office.end());

const says = async (text: string) => only(await official.says(text)).text;

describe('a choice that is typed', () => {
  it('may be of an older message, by its words', async () => {
    await official.says('/tiendo');
    expect(await says('1 xong')).toContain('số, ký hiệu và ngày của văn bản');
    await official.says('/huy');
  });

  it('may be a number in words, of the newest message', async () => {
    const list = only(await official.says('/viec'));
    const second = list.text.split('\n').find((line) => line.includes('2.')) ?? '';
    const shown = await says('số hai');
    expect(shown).toContain(second.replace(/^.*2\.\s*/, '').slice(0, 20));
  });

  it('is asked about when several messages offered it', async () => {
    for (const agency of ['Quý I/2023 – own', 'theo dõi thi hành pháp luật']) {
      const { id } = await obligation(office, 'tu-phap', agency);
      await official.forges(`ob:${id}`);
    }
    await official.says('/tiendo');
    const which = only(await official.says('dang lam'));
    expect(which.text).toContain('lựa chọn này');
    expect(which.choices.length).toBeGreaterThan(1);
    expect(which.choices[0]?.label).toContain('Đang làm');
    expect(await says('một')).toContain('bao nhiêu phần trăm');
    expect(await says('60')).toContain('minh chứng');
    await official.says('/huy');
  });

  it('never turns a whole command into an old button', async () => {
    expect(await says('hướng dẫn')).not.toContain('lựa chọn này');
    expect(await says('tiến độ')).toContain('Tiến độ CCHC');
  });

  it('answers the reminder that came while a form was open', async () => {
    const { id } = await obligation(office, 'tu-phap', 'theo dõi thi hành pháp luật');
    await official.forges(`up:${id}:in_progress`);
    await official.says('50');
    await office.moveTo('2023-03-01');
    await official.hears();
    expect(await says('2 đang')).toContain('bao nhiêu phần trăm');
  });
});
