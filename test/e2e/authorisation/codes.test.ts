import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNEL_FAILURES_ALLOWED, CODES, FAILURES_ALLOWED } from '../../../office/invites.ts';
import { linksBy } from '../../support/agree.ts';
import { only } from '../../support/facts.ts';
import { type Rehearsal, rehearse } from '../../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

async function newCode(): Promise<string> {
  const coordinator = office.person('cqtt-cchc');
  await coordinator.says('/moi Phòng Y tế');
  const { text } = only(await coordinator.presses('Cán bộ đầu mối'));
  return /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
}

async function memberships(): Promise<number> {
  const [row] = await office.db.execute<{ n: number }>(
    sql`select count(*)::int as n from memberships`,
  );
  return row?.n ?? 0;
}

/** Sends the words and agrees to what is kept. */
const links = async (who: string, words: string) =>
  (await linksBy(office.person(who), words)).map((one) => one.text).join('\n');

const hear = async (who: string, text: string) =>
  (await office.person(who).says(text)).map((one) => one.text).join('\n');

describe('codes', () => {
  it('work once, and not for a forwarded message’s second reader', async () => {
    const code = await newCode();
    const before = await memberships();
    expect(await links('lan-dau', `/start ${code}`)).toContain('thành công');
    expect(await memberships()).toBe(before + 1);
    for (const words of [`/start ${code}`, `/lienket ${code}`, code, code.toLowerCase()]) {
      expect(await hear('lan-hai', words)).not.toMatch(/thành công|Y tế/);
    }
    expect(await hear('lan-dau', `/start ${code}`)).not.toContain('thành công');
    expect(await memberships()).toBe(before + 1);
  });

  it('end with their week', async () => {
    const code = await newCode();
    const before = await memberships();
    await office.moveTo('2023-03-07T00:00');
    expect(await hear('tre', `/start ${code}`)).not.toMatch(/thành công|Y tế/);
    expect(await memberships()).toBe(before);
  });

  it('are not guessed by one account, which then may not even be right', async () => {
    const code = await newCode();
    for (let guess = 0; guess < FAILURES_ALLOWED; guess++) {
      expect(await hear('do-ma', `/start AAAA-000${guess}`)).not.toContain('một giờ');
    }
    expect(await hear('do-ma', `/start ${code}`)).toContain('một giờ');
    expect(await links('nguoi-khac', `/start ${code}`)).toContain('thành công');
  });

  it('are not guessed by many accounts, and the next hour takes codes again', async () => {
    const code = await newCode();
    const before = await memberships();
    await office.db.execute(sql`
      insert into invite_failures (channel, native_id, at)
      select 'web', 'ke-' || (n / 4), ${'2023-03-07T00:30:00Z'}::timestamptz
      from generate_series(1, ${CHANNEL_FAILURES_ALLOWED}) n`);
    await office.moveTo('2023-03-07T08:00');
    expect(await hear('dung-ma', `/start ${code}`)).toContain('quá nhiều mã sai');
    expect(await memberships()).toBe(before);
    await office.moveTo('2023-03-07T08:31');
    expect(await links('dung-ma', `/start ${code}`)).toContain('thành công');
  });

  it('are more than anybody can try', () => {
    expect(Math.log2(CODES)).toBeGreaterThan(39);
    const year = CHANNEL_FAILURES_ALLOWED * 24 * 365;
    expect((year * 1000) / CODES).toBeLessThan(0.01);
  });
});
