import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TIENDO_VIEWS } from '../../views/tiendo/tiendo.ts';
import { linksBy } from '../support/agree.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

const REASON = 'chờ hai bản Alpha đối chiếu';

let office: Rehearsal;
/** Phòng Dân tộc, whose matters are nobody else's. */
let owner: Reporter;
let theirs: number;
let agency: number;
beforeAll(async () => {
  office = await rehearse();
  agency = await agencyId(office, 'dan-toc');
  owner = await reporter(office, 'dan-toc', 'blocked');
  theirs = (await owner.report()).id;
  await owner.hear(REASON);
  await owner.hear('Ban Dân tộc tỉnh');
  await owner.tap('⏩');
  await owner.tap('📨');
  await owner.forges(`ex:${theirs}`);
  await owner.hear('15/4/2023');
  await owner.hear(REASON);
  await owner.tap('📨');
  await owner.forges(`up:${theirs}:done`);
});
afterAll(() => office.end());

/** All that stands in the books about who owes what and who may see what. */
async function books(): Promise<string> {
  const rows = await office.db.execute(sql`
    select (select count(*) from updates) as updates, (select count(*) from invites) as invites,
      (select count(*) from memberships) as members,
      (select json_agg(o order by o.id) from obligations o)::text as obligations,
      (select json_agg(scope_agency_id order by id) from conversations)::text as scopes,
      (select json_agg(s) from settings s where key = 'ranking')::text as rules,
      (select count(*) from target_values) as values`);
  return JSON.stringify(rows);
}

function forgeries(): string[] {
  const id = theirs;
  const items = [
    ...['ob', 'hi', 'fi', 'up', 'ex', 'rv:ok', 'rv:no', 'rv:x', 'xd'].map((one) => `${one}:${id}`),
    ...['done', 'in_progress', 'blocked', 'accepted'].map((state) => `up:${id}:${state}`),
    `ob:${id}:back`,
    `xd:${id}:grant:2023-04-15`,
    `xd:${id}:decline:2023-04-15`,
    `xd:${id}:other:2023-04-15`,
    `xd:${id}:typed:2023-04-15`,
    `xd:${id}:offer:2023-04-15:2023-03-31`,
    `xr:${id}:yes:2023-03-31`,
    `xr:${id}:keep:2023-03-31`,
    ...['ask', 'list', 'see', 'fi', 'none', 'undo'].map((verb) => `in:${verb}:${id}`),
    `in:who:${id}:all`,
    `in:none:${id}:yes`,
    `in:undo:${id}:all:yes`,
  ];
  const boards = TIENDO_VIEWS.flatMap((view) => [
    `td:${view}:${agency}`,
    `td:${view}:${agency}:0`,
    `td:${view}:${agency}:1:1`,
  ]);
  const figures = ['xh:s:', 'xh:l:', 'ct:t:1:', 'ct:e:1:'].map((one) => `${one}${agency}`);
  figures.push(`xh:m:${agency}:points`, `xh:n:${agency}:10`, `xh:v:${agency}:never`);
  return [
    ...items,
    ...boards,
    ...figures,
    `iv:${agency}`,
    `iv:${agency}:official`,
    `iv:${agency}:admin`,
  ];
}

async function expectRefused(person: Person): Promise<void> {
  const before = await books();
  for (const choice of forgeries()) {
    for (const { text } of await person.forges(choice)) {
      expect(text, choice).toMatch(/phạm vi|cán bộ thường trực/);
      expect(text, choice).not.toMatch(/Dân tộc|Alpha|Quý I|15\/04/);
    }
  }
  expect(await books()).toBe(before);
}

describe('buttons forged with the numbers of another agency’s work', () => {
  it.each(['dm-y-te', 'tt-y-te'])('are refused to %s, who learns nothing by them', async (id) => {
    await expectRefused(office.person(id));
  });

  it('are refused to the coordinator of a commune, who looks after that commune only', async () => {
    await office.person('cqtt-cchc').says('/moi UBND xã Châu Hưng');
    const made = only(await office.person('cqtt-cchc').presses('Cán bộ thường trực CCHC'));
    const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(made.text) ?? [];
    const commune = office.person('cqtt-chau-hung');
    await linksBy(commune, code ?? '');
    expect(only(await commune.says('/tiendo')).text).toContain('Tiến độ CCHC – UBND xã Châu Hưng');
    await expectRefused(commune);
  });

  it('with numbers that belong to nothing are refused in the same words', async () => {
    const person = office.person('dm-y-te');
    const known = only(await person.forges(`ob:${theirs}`)).text;
    for (const id of ['999999', '0', '-1', '1e3', '', 'x', '99999999999999999999', "1' or 1=1"]) {
      for (const prefix of ['ob', 'hi', 'fi', 'up', 'ex', 'rv:ok', 'xd']) {
        expect(only(await person.forges(`${prefix}:${id}`)).text).toBe(known);
      }
    }
    for (const choice of [
      'td:main:999999',
      'td:main:999999:5:7',
      'td:x:y:z',
      'my:at:99999',
      'zz',
    ]) {
      expect(only(await person.forges(choice)).text).not.toMatch(/Dân tộc|Xin lỗi/);
    }
  });

  it('of the whole district show an official no figures under its name', async () => {
    const root = await agencyId(office, 'ubnd-huyen');
    const person = office.person('dm-y-te');
    expect(only(await person.forges(`td:main:${root}`)).text).toContain('ngoài phạm vi xem');
    expect(only(await person.says('/tiendo ubnd huyện')).text).toContain('ngoài phạm vi xem');
    expect(only(await person.says('/tiendo phòng dân tộc')).text).toContain('ngoài phạm vi xem');
    expect(only(await person.says(`/chitiet ${theirs}`)).text).toContain('không thuộc phạm vi');
  });

  it('in a group show nothing that is for one person only', async () => {
    const coordinator = office.inGroup('cqtt-cchc', 'nhom-cchc');
    const before = await books();
    for (const choice of [
      ...forgeries().filter((one) => !/^(td|xh:l|ct:t):/.test(one)),
      'my:0',
      'rv:list',
    ]) {
      const answer = only(await coordinator.forges(choice));
      expect(answer.text).toContain('nhắn riêng cho tôi');
      expect(answer.choices).toEqual([]);
    }
    const form = (await owner.sees()).at(-1)?.choices[0]?.id ?? '';
    const inGroup = office.inGroup('dm-dan-toc', 'nhom-cchc');
    expect(only(await inGroup.forges(form)).text).toContain('nhắn riêng cho tôi');
    expect(await books()).toBe(before);
  });

  it('still work for those whose work it is', async () => {
    expect(only(await owner.forges(`ob:${theirs}`)).text).toContain(REASON);
    const coordinator = office.person('cqtt-cchc');
    const card = only(await coordinator.forges(`ob:${theirs}`));
    expect(card.text).toContain('Đang xin lùi hạn đến 15/04/2023');
    expect(card.choices.map(({ label }) => label)).toContain('✅ Đồng ý');
  });
});
